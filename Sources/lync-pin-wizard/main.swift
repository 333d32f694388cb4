// SPDX-License-Identifier: GPL-3.0-or-later

import CProcess
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

/// From here on, nobody finds a password in a memory image: neither in one of this process, which other programs of the
/// same user cannot look into either, nor in one of its children, which only inherit the limit. Its files in /proc then
/// belong to root.
///
/// Source: core(5), prctl(2). A limit of one octet ends a dump to a file, and one that goes to a program.
func forbidMemoryImages() {
  var limit = rlimit()
  if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 {
    limit.rlim_cur = min(1, limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
  }
  _ = cprocess_forbid_dumps()
}

func run(_ invocation: Invocation, answers: String?, _ speech: CommandLineReader.Speech) -> ExitCode {
  // Before the first line is read: from a pipe, a password may come along with other answers.
  if invocation.mayHoldPassword { forbidMemoryImages() }
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
