// SPDX-License-Identifier: GPL-3.0-or-later

import FaultInjection
import Foundation
import PseudoTerminal

/// Goes through every fault and every way of tampering, and counts. Called by Scripts/torture.
///
///   Torture SHORT-WRITES.so [WORD]     only the parts whose title holds the word
@main
struct Torture {
  let program = PseudoTerminal.builtProgram("lync-pin-wizard")
  let shortener: String
  let wanted: String
  let workers = max(1, ProcessInfo.processInfo.activeProcessorCount)
  var complaints = 0

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, Tracing.canInject else {
      print("torture: needs the built short-writes.c as its argument, and a strace that may trace")
      exit(64)
    }
    let begun = Date()
    var torture = Torture(shortener: arguments[1], wanted: arguments.count > 2 ? arguments[2] : "")
    torture.run()
    print("\(torture.complaints) complaints, \(seconds(since: begun)) s, \(torture.workers) at a time")
    exit(torture.complaints == 0 ? 0 : 1)
  }

  private init(shortener: String, wanted: String) {
    self.shortener = shortener
    self.wanted = wanted
  }

  private mutating func run() {
    for kind in Story.Kind.allCases {
      part("faults, \(kind.rawValue)") { torture throws in
        try everyFault(kind, torture.program, shortener: torture.shortener, workers: torture.workers)
      }
    }
    part("tampering") { torture throws in try everyTampering(torture.program, workers: torture.workers) }
  }

  private mutating func part(_ title: String, _ act: (Torture) throws -> [String]) {
    guard wanted.isEmpty || title.contains(wanted) else { return }
    let begun = Date()
    print("== \(title)")
    let found: [String]
    do { found = try act(self) } catch { found = ["\(error)"] }
    for complaint in found { print("   ✗ \(complaint)") }
    complaints += found.count
    print("   \(Self.seconds(since: begun)) s")
    fflush(nil)
  }

  private static func seconds(since begun: Date) -> Int { Int(Date().timeIntervalSince(begun).rounded()) }
}
