// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Glibc
import Procedure
import TestCertificates

@testable import Journal

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
func failure(_ act: () throws(JournalError) -> Void) -> JournalError? {
  do throws(JournalError) {
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
) throws(JournalError) -> (file: SessionFile, session: Session, tornTail: String?) {
  for _ in 0..<400 {
    do throws(JournalError) { return try SessionFile.open(at: path, signatures: .none) } catch {
      guard error == .locked(path: path) else { throw error }
      usleep(5_000)
    }
  }
  return try SessionFile.open(at: path, signatures: .none)
}
