// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Procedure
import TestCertificates

@testable import Ledger

/// A folder of a test's own, gone with the value.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/ledger-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { preconditionFailure("no temporary folder") }
    path = String(cString: made)
  }

  deinit {
    guard let folder = opendir(path) else { return }
    defer {
      closedir(folder)
      rmdir(path)
    }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink("\(path)/\(name)")
    }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ bytes: [UInt8], to name: String) -> String {
    let path = file(name)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "cannot write \(path)")
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    precondition(written == bytes.count)
    return path
  }

  static func bytes(_ path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    precondition(descriptor >= 0, "cannot read \(path)")
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  static func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }
}

/// A small session and its file's bytes.
enum Small {
  static let events: [Event] = [
    .started(Start(program: "test", server: .windowsServer2012)),
    .answered(key: "start.server:server", .value("fe01.contoso.com")),
    .answered(key: "start.admin:administrator", .value("Kim “K” Ä\n")),
    .remarked(key: "start.zone:timeZone", text: "UTC?"),
    .answered(key: "start.zone:timeZone", .value("+01:00")),
    .withdrawn(from: 5),
    .parked(.asked),
  ]

  static let records = events.enumerated().map {
    Record(sequence: $0.offset + 1, at: Contoso.now.adding(seconds: $0.offset), event: $0.element)
  }

  /// One line each, with its line feed.
  static let lines: [[UInt8]] = {
    var previous = JournalLine.firstPrevious
    return records.map { record in
      let line = JournalLine.encode(record, previous: previous)
      previous = line.hash
      return line.bytes
    }
  }()

  static let bytes = lines.flatMap { $0 }
}

/// What an act throws; `nil` when it does not.
func failure(_ act: () throws(LedgerError) -> Void) -> LedgerError? {
  do throws(LedgerError) {
    try act()
    return nil
  } catch {
    return error
  }
}

/// Opens a session that nobody else has open.
///
/// Other suites start programs from this process, and between fork and exec a child holds every lock of its parent.
func reopen(
  at path: String
) throws(LedgerError) -> (file: SessionFile, session: Session, tornTail: String?) {
  for _ in 0..<400 {
    do throws(LedgerError) { return try SessionFile.open(at: path, signatures: .none) } catch {
      guard error == .locked(path: path) else { throw error }
      usleep(5_000)
    }
  }
  return try SessionFile.open(at: path, signatures: .none)
}
