// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Ledger
import Terminal
import Texts
import Wizard

// Everything that the process takes from its surroundings comes in here: arguments, environment, clock, chance.

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

func now() -> Instant { Instant(secondsSince1970: time(nil)) }

/// Until the command line is read, what the surroundings ask for.
nonisolated(unsafe) var wording = Wording(language: Languages.preferred(environment: environment))

func fail(_ text: String, _ code: ExitCode) -> Never {
  let line = Array("lync-pin-wizard: \(text)\n".utf8)
  _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  exit(code.rawValue)
}

func run(_ invocation: Invocation, answers: String?, _ speech: CommandLineReader.Speech) -> ExitCode {
  let console: any StreamConsole
  let prefixes = Decoration.Prefixes(
    error: wording("tone.error") + " ", pointer: wording("tone.pointer") + " ")
  do throws(ConsoleError) {
    console = try Consoles.make(answers: answers, prefixes: prefixes, endsInOrder: invocation.endsInOrder)
  } catch {
    switch error {
    case .answersUnreadable(let path, let number):
      fail(
        wording("file.system", ["file": path, "reason": String(cString: strerror(number))]),
        number == ENOENT ? .noInput : .inputOutput)
    }
  }
  let program = Program(
    console: console, wording: wording, saysLabels: speech.windows != nil || speech.lync != nil,
    folder: SessionFolder(environment: environment), now: now,
    randomSeed: { UInt64.random(in: 1...999_999) })
  let code = program.run(invocation)
  return console.isOutputLost && code == .finished ? .inputOutput : code
}

// Every file and folder that is made from here on is its owner's alone, and its owner may read and write it.
umask(0o077)

do throws(CommandLineReader.Misuse) {
  let reader = try CommandLineReader(CommandLine.arguments)
  let speech = try reader.speech()
  wording = Wording(
    language: speech.language ?? wording.language, windows: speech.windows, lync: speech.lync)
  switch try reader.request() {
  case .help: print(wording("usage.text"))
  case .version: print("lync-pin-wizard \(Program.version)")
  case .run(let invocation, let answers): exit(run(invocation, answers: answers, speech).rawValue)
  }
} catch {
  let nearest = error.nearest.map { " " + wording("usage.nearest", ["word": $0]) } ?? ""
  fail("\(wording(error.key, ["subject": error.subject]))\(nearest) \(wording("usage.hint"))", .usage)
}
