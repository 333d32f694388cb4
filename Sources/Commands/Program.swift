// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Guide
public import Journal
public import Texts
import Words

/// What all commands share: whom they speak with, in which language, where sessions are, and what time it is.
public final class Program {
  /// The version that session files and transcripts name.
  public static let version = "0.1.0"

  let console: any Console
  let wording: Wording
  /// Whether somebody said in which languages the server speaks; else the session knows.
  let saysLabels: Bool
  let folder: SessionFolder?
  let now: () -> Instant
  let randomSeed: () -> UInt64
  /// Every command, for the help.
  let commands: [any Command.Type]
  /// What was said about other sessions on the same server.
  let toldNeighbours = NeighbourWords.Told()
  /// How many `reading` are within each other.
  private var readings = 0

  /// - Parameters:
  ///   - saysLabels: whether the labels' languages in `wording` were given on the command line.
  ///   - folder: where sessions live; `nil` when no home folder is known.
  ///   - now: the clock.
  ///   - randomSeed: draws the seed of a practice run.
  public init(
    console: any Console, wording: Wording, saysLabels: Bool, folder: SessionFolder?,
    now: @escaping () -> Instant, randomSeed: @escaping () -> UInt64,
    commands: [any Command.Type] = CommandList.all
  ) {
    self.console = console
    self.wording = wording
    self.saysLabels = saysLabels
    self.folder = folder
    self.now = now
    self.randomSeed = randomSeed
    self.commands = commands
  }

  public func run(_ command: any Command) -> ExitCode {
    do throws(Failure) { return try command.run(in: self) } catch {
      console.show(error.text, as: .error)
      return error.code
    }
  }

  /// Does what only reads and computes, and may take long: a signal ends the program meanwhile, at once.
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
