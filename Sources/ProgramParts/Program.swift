// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Guide
public import Journal
package import Reports
public import Texts
public import Usage
import Words

/// What all commands share: the console, the language, the sessions folder and the clock.
public final class Program {
  /// The version recorded in session files and transcripts.
  public static let version = "0.1.0"

  package let console: any Console
  package let wording: Wording
  /// Whether the server's languages were given on the command line; otherwise the session knows them.
  package let saysLabels: Bool
  package let folder: SessionFolder?
  /// Where the list of those who may approve deletions can be; the first that exists counts.
  package let approverFiles: [String]
  package let now: () -> Instant
  package let randomSeed: () -> UInt64
  /// All commands, for the help.
  package let commands: [any CommandForm.Type]
  /// What was reported about other sessions on the same server.
  package let toldNeighbours = NeighbourWords.Told()
  /// What a monitoring plugin found, whose exit codes are not the program's.
  package var pluginStatus: PluginStatus?
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
    commands: [any CommandForm.Type]
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

  /// The same program where nobody answers.
  package func unattended(isQuiet: Bool) -> Program {
    Program(
      console: UnattendedConsole(console, isQuiet: isQuiet), wording: wording, saysLabels: saysLabels,
      folder: folder, approverFiles: approverFiles, now: now, randomSeed: randomSeed, commands: commands)
  }

  /// Runs work that only reads and computes, and may take a long time: meanwhile, a signal ends the program
  /// at once.
  package func reading<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
    if readings == 0 { console.endAtOnce(true) }
    readings += 1
    defer {
      readings -= 1
      if readings == 0 { console.endAtOnce(false) }
    }
    return try work()
  }
}
