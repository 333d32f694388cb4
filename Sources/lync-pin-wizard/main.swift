// SPDX-License-Identifier: GPL-3.0-or-later

import Approvals
import CProcess
import Commands
import Facts
import Glibc
import Journal
import Paths
import ProgramParts
import Terminal
import Texts
import Usage
import Words

// All input from the environment of the process enters here: arguments, environment variables, clock,
// randomness.

func environment(_ name: String) -> String? { getenv(name).map { PathText.text(of: $0) } }

func now() -> Instant { Instant(secondsSince1970: time(nil)) }

func fail(_ text: String, _ code: ExitCode) -> Never { fail(text, code.rawValue) }

func fail(_ text: String, _ status: Int32) -> Never {
  _ = write("lync-pin-wizard: \(SafeText.harmless(text))", to: STDERR_FILENO)
  exit(status)
}

/// From here on, passwords cannot leak through a core dump: neither of this process, whose memory other
/// programs of the same user cannot read either, nor of its child processes, which inherit only the limit.
/// The files of the process in /proc then belong to root.
///
/// Source: core(5), prctl(2). A limit of one octet prevents dumps to a file and to a program.
func forbidMemoryImages() {
  var limit = rlimit()
  if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 {
    limit.rlim_cur = min(1, limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
  }
  _ = cprocess_forbid_dumps()
}

/// Writes a line.
///
/// - Returns: the `errno` of a failed write; 0 on success.
func write(_ text: String, to descriptor: Int32) -> Int32 {
  var rest = Array("\(text)\n".utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count >= 0 || errno == EINTR else { return errno }
    rest = rest.dropFirst(max(0, count))
  }
  return 0
}

func reason(_ number: Int32) -> [String: String] { ["reason": String(cString: strerror(number))] }

func run(
  _ request: CommandLineReader.Request, _ wording: Wording, saysLabels: Bool
) -> Int32 {
  // Before the first line is read: from a pipe, a password may arrive along with other answers.
  if request.command.mayHoldPassword { forbidMemoryImages() }
  let console: any StreamConsole
  let prefixes = Decoration.Prefixes(
    error: wording("tone.error") + " ", pointer: wording("tone.pointer") + " ", more: wording("tone.more"))
  do throws(ConsoleError) {
    console = try ConsoleFactory.make(
      answers: request.answers, prefixes: prefixes,
      notices: AnswerNotices(
        nul: wording("prompt.nul"), longPaste: wording("prompt.longPaste"),
        paste: { wording("prompt.pasted", ["count": String($0)]) },
        early: { wording("prompt.early", ["text": $0]) }),
      endsInOrder: request.command.endsInOrder)
  } catch {
    switch error {
    case .noDescriptors(let number): fail(wording("console.noDescriptors", reason(number)), .inputOutput)
    case .answersUnreadable(let path, let number):
      fail(
        wording("file.system", reason(number).merging(["file": SafeText.harmlessLine(path)]) { $1 }),
        number == ENOENT ? .noInput : .inputOutput)
    }
  }
  let program = Program(
    console: console, wording: wording, saysLabels: saysLabels,
    folder: SessionFolder(environment: environment),
    approverFiles: ApproverList.places(environment: environment), now: now,
    randomSeed: { UInt64.random(in: 1...999_999) }, commands: CommandList.all)
  let status = program.status(of: request.command)
  // Whatever lost its output has not finished, and a plugin that says nothing is not “OK”.
  let lost = console.isOutputLost && status == 0 ? ExitCode.inputOutput.rawValue : status
  if let number = console.resultsFailure { fail(wording("output.failed", reason(number)), lost) }
  return lost
}

// Every file and folder created from here on is readable and writable only by its owner.
umask(0o077)

/// The command line as octets: paths in it need not be UTF-8.
let arguments = (0..<Int(CommandLine.argc)).compactMap { index in
  CommandLine.unsafeArgv[index].map { PathText.text(of: $0) }
}

/// The language of the environment until the command line names another.
var language: String?
do throws(Misuse) {
  let reader = try CommandLineReader(arguments)
  let speech = try reader.speech()
  language = speech.language
  let wording = Wording(
    language: language ?? Languages.preferred(environment: environment), windows: speech.windows,
    lync: speech.lync)
  let saysLabels = speech.windows != nil || speech.lync != nil
  exit(run(try reader.request(), wording, saysLabels: saysLabels))
} catch {
  let wording = Wording(language: language ?? Languages.preferred(environment: environment))
  fail(error.text(wording), .usage)
}
