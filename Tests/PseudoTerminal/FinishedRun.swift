// SPDX-License-Identifier: GPL-3.0-or-later

import TestFiles

/// A run that has come to its end, with what it wrote.
public struct FinishedRun: Sendable {
  public let exit: PseudoTerminal.Exit
  public let outputBytes: [UInt8]
  public let messageBytes: [UInt8]

  /// The exit code; `nil` after a signal.
  public var code: Int32? { if case .code(let code) = exit { code } else { nil } }
  public var output: String { String(decoding: outputBytes, as: UTF8.self) }
  public var messages: String { String(decoding: messageBytes, as: UTF8.self) }
}

extension PseudoTerminal {
  /// Runs a program to its end as a script does: what it writes goes to files. A terminal of its own is still there.
  ///
  /// - Parameters:
  ///   - command: the path of the program, or its name, and its arguments.
  ///   - input: what comes through a pipe at its input; `nil` for `/dev/null`.
  ///   - joinsStreams: whether messages go where the output goes, as they are written.
  ///   - folder: where it runs.
  /// - Throws: `PseudoTerminalError`, and `Unexpected` for its files.
  public static func run(
    _ command: [String], input: String? = nil, joinsStreams: Bool = false, in folder: String = ".",
    environment: [String: String] = [:], timeoutSeconds: Double = 30
  ) throws -> FinishedRun {
    let files = TemporaryFolder()
    try files.write((input ?? "").utf8, to: "input")
    // Without a pipe the shell becomes the program, so that a signal that ends it is seen.
    let call = input == nil ? "exec \"$@\" </dev/null" : "cat \"$0/input\" | \"$@\""
    let streams = joinsStreams ? ">\"$0/output\" 2>&1" : ">\"$0/output\" 2>\"$0/messages\""
    let terminal = try spawn(
      "/bin/sh", ["-c", "cd \"$1\" && shift && \(call) \(streams)", files.path, folder] + command,
      environment: environment)
    let exit = try terminal.waitForExit(timeoutSeconds: timeoutSeconds)
    return FinishedRun(
      exit: exit, outputBytes: try WholeFile.bytes(files.file("output")),
      messageBytes: joinsStreams ? [] : try WholeFile.bytes(files.file("messages")))
  }
}
