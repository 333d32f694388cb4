// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Guide
public import Journal
import Reports
public import Texts
import Words

/// What all commands share: the console, the language, the sessions folder and the clock.
public final class Program {
  /// The version recorded in session files and transcripts.
  public static let version = "0.1.0"

  let console: any Console
  let wording: Wording
  /// Whether the server's languages were given on the command line; otherwise the session knows them.
  let saysLabels: Bool
  let folder: SessionFolder?
  /// Where the list of those who may approve deletions can be; the first that exists counts.
  let approverFiles: [String]
  let now: () -> Instant
  let randomSeed: () -> UInt64
  /// All commands, for the help.
  let commands: [any Command.Type]
  /// What was reported about other sessions on the same server.
  let toldNeighbours = NeighbourWords.Told()
  /// What a monitoring plugin found, whose exit codes are not the program's.
  var pluginStatus: PluginStatus?
  /// The nesting depth of `reading`.
  private var readings = 0

  /// - Parameters:
  ///   - saysLabels: whether the label languages in `wording` were given on the command line.
  ///   - folder: the sessions folder; `nil` if no home folder is known.
  ///   - approverFiles: where the list of those who may approve deletions can be.
  ///   - now: the clock.
  ///   - randomSeed: returns the seed for a practice run.
  public init(
    console: any Console, wording: Wording, saysLabels: Bool, folder: SessionFolder?,
    approverFiles: [String] = [], now: @escaping () -> Instant, randomSeed: @escaping () -> UInt64,
    commands: [any Command.Type] = CommandList.all
  ) {
    self.console = console
    self.wording = wording
    self.saysLabels = saysLabels
    self.folder = folder
    self.approverFiles = approverFiles
    self.now = now
    self.randomSeed = randomSeed
    self.commands = commands
  }

  /// Runs a command.
  ///
  /// - Returns: the exit status of the process: an `ExitCode`, or for a monitoring plugin a `PluginStatus`.
  public func status(of command: any Command) -> Int32 {
    let code = run(command)
    return pluginStatus?.rawValue ?? code.rawValue
  }

  public func run(_ command: any Command) -> ExitCode {
    do throws(Failure) { return try command.run(in: self) } catch {
      console.show(error.text, as: .error)
      return error.code
    }
  }

  /// The same program where nobody answers.
  func unattended(isQuiet: Bool) -> Program {
    Program(
      console: UnattendedConsole(console, isQuiet: isQuiet), wording: wording, saysLabels: saysLabels,
      folder: folder, approverFiles: approverFiles, now: now, randomSeed: randomSeed, commands: commands)
  }

  /// Runs work that only reads and computes, and may take a long time: meanwhile, a signal ends the program
  /// at once.
  func reading<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
    if readings == 0 { console.endAtOnce(true) }
    readings += 1
    defer {
      readings -= 1
      if readings == 0 { console.endAtOnce(false) }
    }
    return try work()
  }
}
