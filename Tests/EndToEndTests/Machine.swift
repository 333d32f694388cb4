// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import Journal
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import X509

/// A computer of its own for one test: an empty home of sessions, and the real program to run there.
final class Machine {
  private let temporary = TemporaryFolder()
  private let program = PseudoTerminal.builtProgram("lync-pin-wizard")

  /// Every transcript that a test leaves behind is read for what no person should have to read.
  deinit {
    for (name, bytes) in files("") where name.contains(".transcript") {
      RawKeys.expectNone(in: String(decoding: bytes, as: UTF8.self))
    }
  }

  var folder: String { temporary.path }

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
  func start(
    _ arguments: [String], session: String? = nil, under tool: [String] = [],
    environment: [String: String] = [:], columns: Int = 400, rows: Int = 1_000
  ) throws -> Admin {
    Admin(
      try terminal(arguments, under: tool, environment: environment, columns: columns, rows: rows),
      journal: session.map(sessionFile))
  }

  /// Starts the program in a terminal of a certain kind.
  func terminal(
    _ arguments: [String], under tool: [String] = [], environment: [String: String] = [:],
    columns: Int = 400, rows: Int = 1_000
  ) throws -> PseudoTerminal {
    let command = tool + [program] + Self.naming(arguments)
    return try PseudoTerminal.spawn(
      command[0], Array(command.dropFirst()),
      environment: self.environment.merging(environment) { $1 }, columns: columns, rows: rows)
  }

  struct Run {
    let code: Int32
    let output: String
    /// The output, octet by octet.
    let outputBytes: [UInt8]
    let messages: String

    /// Whether the messages hold this, wherever their lines were broken.
    func says(_ text: String) -> Bool {
      messages.filter { !$0.isWhitespace }.contains(text.filter { !$0.isWhitespace })
    }
  }

  /// Runs the program as a script does, with a pipe at its input.
  ///
  /// - Parameter tool: a command that runs it, with its arguments.
  func run(_ arguments: [String], input: String = "", under tool: [String] = []) throws -> Run {
    let finished = try PseudoTerminal.run(
      tool + [program] + Self.naming(arguments), input: input, environment: environment)
    guard case .code(let code) = finished.exit else { throw Unexpected("a signal") }
    if arguments.contains("transcript") { RawKeys.expectNone(in: finished.output) }
    return Run(
      code: code, output: finished.output, outputBytes: finished.outputBytes, messages: finished.messages)
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
    try shell("mkdir -p state; chown -R 65534:65534 state; chmod 755 .")
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

  /// Most tests say which Windows it is; the product is that of the article, unless they are about it.
  private static func naming(_ arguments: [String]) -> [String] {
    let isWhole = ["start", "--server"].allSatisfy(arguments.contains) && !arguments.contains("--product")
    return isWhole ? arguments + ["--product", "lync2013"] : arguments
  }

  // MARK: Files

  var state: String { "\(folder)/state/lync-pin-wizard" }
  func sessionFile(_ name: String) -> String { "\(state)/\(name).session" }

  /// Writes a file into the machine's folder, or where an absolute path says.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    if !name.hasPrefix("/") { return try temporary.write(bytes, to: name) }
    if name.hasPrefix("\(folder)/") {
      return try temporary.write(bytes, to: String(name.dropFirst(folder.count + 1)))
    }
    try WholeFile.write(bytes, to: name)
    return name
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(text.utf8, to: name) }

  func bytes(_ name: String) throws -> [UInt8] {
    try WholeFile.bytes(name.hasPrefix("/") ? name : temporary.file(name))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// All files below a folder of the sessions' home, by their path in it.
  func files(_ name: String) -> [String: [UInt8]] { files(below: "\(state)/\(name)") }

  /// All files below a folder, by their path in it. A pipe would be waited for, and is left out.
  func files(below root: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? []
    where WholeFile.isPlain("\(root)/\(path)") {
      if let bytes = try? bytes("\(root)/\(path)") { files[path] = bytes }
    }
    return files
  }

  /// What stands in a session's file.
  func journal(_ name: String) throws -> JournalReading {
    try SessionFile.read(at: sessionFile(name), signatures: .libcrypto)
  }

  func session(_ name: String) throws -> Session {
    guard let session = try journal(name).session else { throw Unexpected("\(name) holds no session") }
    return session
  }
}
