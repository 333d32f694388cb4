// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Journal
import Paths
import Procedure
import PseudoTerminal
import TestFiles
import Testing
import X509

/// Paths are octets: Latin-1, the same letter in two spellings, and whatever else the kernel takes.
@Suite("Paths that are not UTF-8, end to end")
struct OctetPathsTests {
  private static let program = PseudoTerminal.builtProgram("lync-pin-wizard")

  /// `ü` in Latin-1 in front of a text.
  private func latin(_ text: String) -> String { PathText.text(of: [0xFC] + Array(text.utf8)) }

  /// A machine with a chain and stores below a folder with such a name.
  private func machine() throws -> Machine {
    let machine = Machine()
    try machine.shell(
      """
      u=$(printf '\\374'); mkdir "$u"; cd "$u"; mkdir "${u}roots" "${u}chain"
      cp \(Samples.windows)/rootA1.cer \(Samples.windows)/rootA2.cer "${u}roots"
      cp \(Samples.windows)/rootA1.cer "${u}chain/$u.cer"
      """)
    return machine
  }

  @Test("are read and written octet by octet, from the arguments to the session and back")
  func roundTrip() throws {
    let machine = try machine()
    try machine.shell(
      """
      cd "$(printf '\\374')"; u=$(printf '\\374'); w="\(Self.program)"
      $w start --server 2012 --product lync2013 --chain "${u}chain" --store "ROOT=${u}roots" --session "$u.session" \\
        </dev/null >../out 2>../err || echo $? >../code
      $w verify "$PWD/$u.session" >>../out
      $w transcript "$u.session" --output "$u.txt" 2>>../err
      $w resume "$PWD/$u.session" </dev/null >>../out 2>>../err || echo $? >>../code
      ls | LC_ALL=C od -An -c >../names
      """)
    #expect(try machine.text("code") == "3\n3\n")
    #expect(!(try machine.text("err").contains("is not there")))
    let folder = "\(machine.folder)/\(latin(""))"
    let session = try #require(
      try SessionFile.read(at: "\(folder)/\(latin("")).session", signatures: .libcrypto).session)
    #expect(
      session.start.chainFiles.map(PathText.octets) == [PathText.octets(of: "\(folder)/\(latin("chain"))")])
    #expect(
      session.start.storeFiles.map { PathText.octets(of: $0.path) }
        == [PathText.octets(of: "\(folder)/\(latin("roots"))")])
    #expect(access("\(folder)/\(latin("")).txt".pathOctets, F_OK) == 0)
    // What is shown says the octet, and what is typed to resume means this very file.
    let said = try machine.text("err")
    #expect(said.contains(#"\xfc/\xfc.session'"#))
    let command = try #require(said.split(separator: "\n").first { $0.contains("lync-pin-wizard resume") })
    let typed = command.trimmingCharacters(in: .whitespaces)
      .replacingOccurrences(of: "lync-pin-wizard resume", with: "\(Self.program) status")
    try machine.write(typed, to: "again.sh")
    try machine.shell("bash again.sh >status")
    #expect(try machine.text("status").contains("2012"))
  }

  @Test("lead to the servers of a pool")
  func pool() throws {
    let machine = try machine()
    let run = try machine.run([
      "inspect", "--chain", "\(Samples.windows)/rootA1.cer", "--pool", machine.folder,
    ])
    #expect(!run.messages.contains("is not there"))
    try machine.shell(
      """
      u=$(printf '\\374'); mkdir -p "pool/$u/ROOT"; cp "$u/${u}roots/"* "pool/$u/ROOT"
      \(Self.program) inspect --json --chain "$u/${u}chain" --pool pool >out 2>err
      """)
    #expect(try machine.text("err").isEmpty)
    #expect(try machine.text("out").contains("\\uDBFF\\uDEFC"))
  }

  @Test("that String holds for the same stay two")
  func twoSpellings() throws {
    let machine = Machine()
    try machine.shell(
      """
      composed=$(printf 'e\\303\\251'); decomposed=$(printf 'ee\\314\\201'); mkdir "$composed" "$decomposed"
      cp \(Samples.windows)/rootA1.cer "$composed"; cp \(Samples.windows)/rootA2.cer "$decomposed"
      echo junk >"$composed/of-the-first.cer"; echo junk >"$decomposed/of-the-second.cer"
      \(Self.program) start --server 2012 --product lync2013 --chain \(Samples.windows)/rootA1.cer --session s.session \\
        --store "ROOT=$composed" --store "CA=$decomposed" </dev/null >out 2>err || :
      """)
    let said = try machine.text("err")
    #expect(said.contains("of-the-first.cer") && said.contains("of-the-second.cer"))
    let start = try #require(
      try SessionFile.read(at: "\(machine.folder)/s.session", signatures: .libcrypto).session
    ).start
    #expect(
      start.storeFiles.map(\.path.utf8.count) == [
        "\(machine.folder)/eé".utf8.count, "\(machine.folder)/ee\u{301}".utf8.count,
      ])
  }
}
