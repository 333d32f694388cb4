// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Guide
import Terminal
import Words

// Asks until the conversation ends, and prints each reply. Used only by tests.

/// What the arguments say: `--lines N` (shows so many before it asks, and a warning), `--wide` (each as a paragraph of
/// three rows), `--blank` (an empty one before
/// everything), `--rows` (how many rows were written, after each answer), `--prompt TEXT`, `--words A,B`, `--files`,
/// `--secret`, `--answers FILE`, `--pause` (waits a second before it asks).
struct Options {
  var prompt = Prompt(line: "ask>")
  var answers: String?
  var pauseSeconds: UInt32 = 0
  var lines = 0
  var beginsBlank = false
  var isWide = false
  var countsRows = false

  init(_ arguments: [String]) {
    var arguments = arguments[...]
    while let argument = arguments.popFirst() {
      switch argument {
      case "--prompt": prompt.line = arguments.popFirst() ?? ""
      case "--words":
        prompt.completion = .words((arguments.popFirst() ?? "").split(separator: ",").map(String.init))
      case "--lines": lines = arguments.popFirst().flatMap { Int($0) } ?? 0
      case "--rows": countsRows = true
      case "--blank": beginsBlank = true
      case "--wide": isWide = true
      case "--secret": prompt.isSecret = true
      case "--files": prompt.completion = .fileNames
      case "--answers": answers = arguments.popFirst()
      case "--pause": pauseSeconds = 1
      default: exit(64)
      }
    }
  }
}

/// FNV-1a, for answers that are too long to be printed.
func checksum(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

func converse(with console: any StreamConsole, _ options: Options) -> Int32 {
  if options.beginsBlank { console.show("", as: .body) }
  console.show("width \(console.widthColumns) interactive \(console.isInteractive)", as: .quiet)
  if options.pauseSeconds > 0 { console.show("pausing", as: .body) }
  // sleep(3) returns early on a signal, with the seconds that are left.
  var left = options.pauseSeconds
  while left > 0 { left = sleep(left) }
  let rest = options.isWide ? String(repeating: " more", count: 42) + " end" : ""
  for number in 0..<options.lines { console.show("line \(number + 1)\(rest)", as: .body) }
  if options.lines > 0 { console.show("the end of the lines", as: .warning) }
  while true {
    let reply = console.ask(options.prompt)
    if options.countsRows { console.show("rows \(console.writtenRows)", as: .body) }
    switch reply {
    case .line(let text) where text.utf8.count > 100_000:
      console.show("reply of \(text.utf8.count) octets, \(checksum(text))", as: .screen)
    case .line(let text):
      console.show("reply line \(text.debugDescription)", as: .command)
      if text == "lost?" { console.result("lost \(console.isOutputLost)\n") }
    case .interrupted: console.show("reply interrupted", as: .command)
    case .endOfInput:
      console.show("reply endOfInput", as: .command)
      return 3
    case .terminated:
      console.show("reply terminated", as: .command)
      return 4
    }
  }
}

let options = Options(Array(CommandLine.arguments.dropFirst()))
do throws(ConsoleError) {
  exit(converse(with: try ConsoleFactory.make(answers: options.answers), options))
} catch {
  switch error {
  case .answersUnreadable(let path, let number): print("unreadable \(path) \(number)")
  case .noDescriptors(let number): print("no descriptors \(number)")
  }
  exit(66)
}
