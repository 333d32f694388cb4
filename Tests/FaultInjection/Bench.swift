// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
public import Journal
public import PseudoTerminal
import TestFiles
import X509

/// A folder of its own in which the program runs: what it may touch lies in `home`, what the bench needs beside it.
public final class Bench {
  /// The name of the session that every run here is about.
  public static let session = "p"

  private let temporary = TemporaryFolder()
  private let program: String

  public init(program: String) throws {
    self.program = program
    for name in ["home", "aside"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
    }
  }

  public var folder: String { temporary.path }
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
    let answersFile = try temporary.write(answers.map { "\($0)\n" }.joined().utf8, to: "aside/answers")
    let finished = try PseudoTerminal.run(
      tool + [program] + arguments + ["--answers", answersFile], joinsStreams: true,
      environment: environment, timeoutSeconds: 60)
    return Run(exit: finished.exit, output: finished.output)
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
  public func journal() -> JournalReading? {
    FileManager.default.contents(atPath: sessionFile).map {
      JournalReading(Array($0), signatures: .libcrypto)
    }
  }

  /// Writes a file of the home.
  func write(_ bytes: [UInt8], to name: String) throws { try temporary.write(bytes, to: "home/\(name)") }
}
