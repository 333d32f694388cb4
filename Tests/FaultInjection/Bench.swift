// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Inspection
public import Ledger
public import PseudoTerminal

/// A folder of its own in which the program runs: what it may touch lies in `home`, what the bench needs beside it.
public final class Bench {
  /// The name of the session that every run here is about.
  public static let session = "p"

  public let folder: String
  private let program: String

  public init(program: String) throws {
    self.program = program
    folder = "\(NSTemporaryDirectory())/lync-pin-wizard-bench-\(UUID().uuidString.prefix(8))"
      .replacingOccurrences(of: "//", with: "/")
    for name in ["home", "aside"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  public var home: String { "\(folder)/home" }
  public var state: String { "\(home)/state/lync-pin-wizard" }
  public var sessionFile: String { "\(state)/\(Self.session).session" }
  var traceFile: String { "\(folder)/aside/trace" }

  public struct Run: Sendable {
    public let exit: PseudoTerminal.Exit
    /// Both streams, as they were written.
    public let output: String
  }

  /// Runs the program once.
  ///
  /// - Parameters:
  ///   - answers: what is answered, a line each; behind them input ends.
  ///   - tool: a command that runs it, with its arguments.
  public func run(
    _ arguments: [String], answers: [String] = [], under tool: [String] = []
  ) throws -> Run {
    let (answersFile, output) = ("\(folder)/aside/answers", "\(folder)/aside/output")
    try Data(answers.map { "\($0)\n" }.joined().utf8).write(to: URL(fileURLWithPath: answersFile))
    let command = tool + [program] + arguments + ["--answers", answersFile]
    let terminal = try PseudoTerminal.spawn(
      "/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output] + command, environment: environment)
    let exit = try terminal.waitForExit(timeoutSeconds: 60)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: output))
    return Run(exit: exit, output: String(decoding: bytes, as: UTF8.self))
  }

  private var environment: [String: String] {
    [
      "XDG_STATE_HOME": "\(home)/state", "HOME": home, "LC_ALL": "C.UTF-8", "TERM": "dumb",
      "SWIFT_BACKTRACE": "enable=no",
    ]
  }

  // MARK: Files

  /// All files below the sessions' folder, by their path in it.
  public func files() -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in FileManager.default.enumerator(atPath: state)?.compactMap({ $0 as? String }) ?? [] {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(state)/\(path)", isDirectory: &isFolder),
        !isFolder.boolValue, let bytes = FileManager.default.contents(atPath: "\(state)/\(path)")
      else { continue }
      files[path] = Array(bytes)
    }
    return files
  }

  /// The session as it is on the disk; `nil` when there is no such file.
  public func journal() -> Journal? {
    FileManager.default.contents(atPath: sessionFile).map { Journal(Array($0), signatures: .libcrypto) }
  }

  func text(_ path: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let path = "\(home)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}

/// Something that a run takes for granted is not so.
struct Unexpected: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
