// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Inspection
import Ledger
import Procedure
import PseudoTerminal
import Stores

/// A computer of its own for one test: an empty home of sessions, and the real program to run there.
final class Machine {
  let folder: String
  private let program = PseudoTerminal.builtProgram("lync-pin-wizard")

  init() throws {
    folder = "/tmp/lync-pin-wizard-tests-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var environment: [String: String] {
    [
      "XDG_STATE_HOME": "\(folder)/state", "HOME": folder, "INPUTRC": "/dev/null", "LC_ALL": "C.UTF-8",
      "TERM": "xterm",
    ]
  }

  // MARK: Running

  /// Starts the program in a terminal; the first prompt is not waited for.
  ///
  /// - Parameter tool: a command that runs it, with its arguments.
  func start(_ arguments: [String], session: String? = nil, under tool: [String] = []) throws -> Admin {
    Admin(try terminal(arguments, under: tool), journal: session.map(sessionFile))
  }

  /// Starts the program in a terminal of a certain kind.
  func terminal(
    _ arguments: [String], under tool: [String] = [], environment: [String: String] = [:], columns: Int = 400
  ) throws -> PseudoTerminal {
    let command = tool + [program] + arguments
    return try PseudoTerminal.spawn(
      command[0], Array(command.dropFirst()),
      environment: self.environment.merging(environment) { $1 }, columns: columns)
  }

  struct Run {
    let code: Int32
    let output: String
    let messages: String

    /// Whether the messages hold this, wherever their lines were broken.
    func says(_ text: String) -> Bool {
      messages.filter { !$0.isWhitespace }.contains(text.filter { !$0.isWhitespace })
    }
  }

  /// Runs the program as a script does, with a pipe or nothing at its input.
  ///
  /// - Parameter tool: a command that runs it, with its arguments.
  func run(_ arguments: [String], input: String = "", under tool: [String] = []) throws -> Run {
    let name = UUID().uuidString
    let input = try write(input, to: "\(name).in")
    let command = (tool + [program] + arguments).map(Self.quoted).joined(separator: " ")
    let output = "\(folder)/\(name).out"
    let messages = "\(folder)/\(name).err"
    let terminal = try PseudoTerminal.spawn(
      "/bin/sh", ["-c", "cat \(input) | \(command) >\(output) 2>\(messages)"], environment: environment)
    guard case .code(let code) = try terminal.waitForExit(timeoutSeconds: 30) else {
      throw Unexpected("a signal")
    }
    return Run(code: code, output: try text("\(name).out"), messages: try text("\(name).err"))
  }

  /// Runs a command of the system, such as openssl, in the machine's folder.
  func shell(_ command: String) throws {
    let terminal = try PseudoTerminal.spawn(
      "/bin/sh", ["-ec", "cd \(folder); \(command)"], environment: environment)
    guard try terminal.waitForExit(timeoutSeconds: 30) == .code(0) else {
      throw Unexpected("\(command): \(terminal.plainScreen)")
    }
  }

  /// A command that runs another as somebody whom the file system refuses something: root may do everything.
  ///
  /// The folder of the sessions is theirs from then on.
  func ordinaryUser() throws -> [String] {
    guard geteuid() == 0 else { return [] }
    try shell("mkdir -p state; chown -R 65534:65534 state")
    return ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
  }

  /// What lies below the sessions' home that others may read or write.
  func openToOthers() -> [String] {
    let paths = FileManager.default.enumerator(atPath: state)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in
      var status = stat()
      lstat("\(state)/\(path)", &status)
      return status.st_mode & 0o7777 != (status.st_mode & S_IFMT == S_IFDIR ? 0o700 : 0o600)
    }
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  // MARK: Files

  var state: String { "\(folder)/state/lync-pin-wizard" }
  func sessionFile(_ name: String) -> String { "\(state)/\(name).session" }

  /// Writes a file into the machine's folder.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: name.hasPrefix("/") ? name : "\(folder)/\(name)")))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// All files below a folder of the sessions' home, by their path in it.
  func files(_ name: String) -> [String: [UInt8]] {
    let root = "\(state)/\(name)"
    var files: [String: [UInt8]] = [:]
    for path in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? [] {
      if let bytes = try? bytes("\(root)/\(path)") { files[path] = bytes }
    }
    return files
  }

  /// What stands in a session's file.
  func journal(_ name: String) throws -> Journal {
    try SessionFile.read(at: sessionFile(name), signatures: .libcrypto)
  }

  func session(_ name: String) throws -> Session {
    guard let session = try journal(name).session else { throw Unexpected("\(name) holds no session") }
    return session
  }
}

/// Something that a test takes for granted is not so.
struct Unexpected: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
