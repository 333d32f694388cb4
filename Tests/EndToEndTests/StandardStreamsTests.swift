// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Journal
import Occurrences
import Procedure
import PseudoTerminal
import Stores
import TestFiles
import TestSupport
import Testing

/// `-`, `/dev/stdin` and what a shell opens for `<(…)`, in the place of files.
@Suite("Standard streams, end to end")
struct StandardStreamsTests {
  private static let program = PseudoTerminal.builtProgram("lync-pin-wizard")
  private static let chain = ["rootA1.cer", "subB1.cer", "leaf.cer"].map { "\(Samples.windows)/\($0)" }
  private static let store = "\(Samples.windows)/duplicates.sst"

  /// Runs a line of bash; `$wizard` is the program, `$store` a store and `$chain` the path.
  private func shell(_ line: String, on machine: Machine) throws -> Machine.Run {
    let words = "wizard=\(Self.program) store=\(Self.store) chain='\(Self.chain.joined(separator: " "))'"
    let terminal = try PseudoTerminal.spawn(
      "/bin/bash", ["-c", "cd \(machine.folder); \(words); { \(line); } >out 2>err"],
      environment: machine.environment)
    guard case .code(let code) = try terminal.waitForExit(timeoutSeconds: 30) else {
      throw Unexpected("a signal")
    }
    let output = try machine.text("out")
    return Machine.Run(
      code: code, output: output, outputBytes: Array(output.utf8), messages: try machine.text("err"))
  }

  /// The verdicts, without the names of the files that they come from.
  private func verdicts(_ run: Machine.Run) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let entries = try #require(value?["entries"] as? [[String: Any]])
    return entries.compactMap { $0["verdict"] as? String }
  }

  @Test(
    "inspect reads a store from standard input in each way",
    arguments: [
      "cat $store | $wizard inspect --chain $chain --store ROOT=- --json",
      "$wizard inspect --chain $chain --store ROOT=- --json <$store",
      "cat $store | $wizard inspect --chain $chain --store ROOT=/dev/stdin --json",
      "$wizard inspect --chain $chain --store ROOT=/dev/fd/0 --json <$store",
      "$wizard inspect --chain $chain --store ROOT=<(cat $store) --json </dev/null",
      "$wizard inspect --chain <(cat $chain) --store ROOT=<(cat $store) --json </dev/null",
      "cat $chain | $wizard inspect --chain - --store ROOT=$store --json",
      "(sleep 0.2; head -c 700 $store; sleep 0.2; tail -c +701 $store) | "
        + "$wizard inspect --chain $chain --store ROOT=- --json",
    ])
  func inspect(line: String) throws {
    let machine = Machine()
    // The certificates of the path as PEM, so that several make one file.
    var pems: [String] = []
    for (index, path) in Self.chain.enumerated() {
      try machine.shell("openssl x509 -inform DER -in \(path) -out \(index).pem")
      pems.append("\(machine.folder)/\(index).pem")
    }
    let line = line.replacingOccurrences(of: "$chain", with: pems.joined(separator: " "))
    let run = try shell(line, on: machine)
    #expect(run.code == 0, "\(run.messages)")
    let named = try machine.run(
      ["inspect", "--chain"] + Self.chain + ["--store", "ROOT=\(Self.store)", "--json"])
    #expect(try verdicts(run) == verdicts(named))
    #expect(try !verdicts(run).isEmpty)
  }

  @Test("what comes from a stream is called by what was typed")
  func names() throws {
    let machine = Machine()
    let run = try shell("echo nonsense | $wizard inspect --chain $chain --store ROOT=-", on: machine)
    #expect(run.code == 66)
    #expect(run.says("- is not a certificate file"), "\(run.messages)")
    let empty = try shell("$wizard inspect --chain - --store ROOT=$store </dev/null", on: machine)
    #expect(empty.code == 65)
  }

  @Test("what has no end is read up to the limit", .timeLimit(.minutes(10)))
  func bounded() throws {
    let run = try shell(
      "cat /dev/zero | $wizard inspect --chain - --store ROOT=$store", on: Machine())
    #expect(run.code == 65)
    #expect(run.says("128"), "\(run.messages)")
  }

  @Test(
    "refuses what cannot work, and says why",
    arguments: [
      ("inspect --chain - --store ROOT=-", "can be read only once"),
      ("inspect --chain - --store ROOT=/dev/stdin", "can be read only once"),
      ("inspect --chain - --store ROOT=x --answers -", "can be read only once"),
      ("start --server 2012 --chain -", "reads its files again"),
      ("start --server 2012 --store ROOT=<(cat $store)", "reads its files again"),
      ("start --server 2012 --events /dev/stdin", "reads its files again"),
      ("commands --output -", "does not work here"), ("inspect --chain x --pool -", "does not work here"),
    ])
  func refused(arguments: String, says: String) throws {
    let run = try shell("$wizard \(arguments) <$store", on: Machine())
    #expect(run.code == 64)
    #expect(run.says(says), "\(run.messages)")
  }

  @Test("a named pipe is refused, because opening it can wait for ever")
  func namedPipe() throws {
    let run = try shell(
      "mkfifo pipe; $wizard inspect --chain $chain --store ROOT=pipe", on: Machine())
    #expect(run.code == 65 || run.code == 66)
    #expect(run.messages.contains("pipe"))
  }

  @Test("answers come from standard input, too")
  func answers() throws {
    let machine = Machine()
    let run = try shell("echo '# nothing' | $wizard practice --name p --seed 1 --answers -", on: machine)
    #expect(run.code == 3, "\(run.messages)")
    #expect(try machine.session("p").isParked)
  }

  @Test("transcript writes to standard output")
  func transcript() throws {
    let machine = Machine()
    _ = try machine.run(["practice", "--name", "p", "--seed", "1"])
    let plain = try machine.run(["transcript", "p", "--format", "markdown"])
    let dash = try machine.run(["transcript", "p", "--format", "markdown", "--output", "-"])
    #expect(dash.code == 0)
    #expect(dash.output == plain.output && !plain.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "\(machine.folder)/-"))
  }

  @Test("recheck takes a store from a pipe, and refuses a terminal on which it asks its questions")
  func recheck() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    try run.resume()
    #expect(try run.work() == .code(0))
    try machine.write(RecheckTests.cases[0].registry(hostile).text, to: "now.reg")
    let piped = try shell("cat now.reg | $wizard recheck h --store -", on: machine)
    #expect(piped.code == 0, "\(piped.messages)")
    let substituted = try shell("$wizard recheck h --store <(cat now.reg) </dev/null", on: machine)
    #expect(substituted.code == 0, "\(substituted.messages)")
    let sources = try run.session.records.compactMap { record -> [String]? in
      if case .rechecked(let recheck) = record.event { return recheck.sources }
      return nil
    }
    #expect(sources.count == 2 && sources[0] == ["-"] && sources[1][0].hasPrefix("/dev/fd/"))
    let terminal = try machine.terminal(["recheck", "h", "--store", "-"])
    _ = try terminal.waitFor("Standard input is the terminal")
    #expect(try terminal.waitForExit() == .code(64))
  }

  @Test("resume takes a receipt from a pipe, without what happens to lie in the current folder, and parks")
  func receipt() throws {
    let machine = Machine()
    let hostile = try HostileCase()
    let run = try hostile.run(machine)
    #expect(try hostile.commands(machine).code == 0)
    try machine.write(try run.session.receipt("delete", "deleted"), to: "back/receipt.txt")
    try machine.write(hostile.stray.der, to: "root-\(hostile.stray.thumbprint).cer")
    let resumed = try shell("cat back/receipt.txt | $wizard resume h --receipt -", on: machine)
    #expect(resumed.code == 3, "\(resumed.messages)")
    let entry = try #require(try run.session.findings.entries[HostileCase.id])
    #expect(entry.proof == .seenOnServer)
    #expect(entry.isGone == true)
    #expect(try run.session.isParked)
  }
}
