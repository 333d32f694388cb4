// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Procedure
import PseudoTerminal
import TestFiles
import Testing
import X509

/// Whether what is said of a store rests on what was read of it.
@Suite("What was looked at, end to end")
struct StoreCoverageTests {
  let machine: Machine
  let certificates: HostileCase
  /// A root that bears another name.
  let other: Certificate

  init() throws {
    machine = Machine()
    certificates = try HostileCase()
    other = try Samples.certificate("rootOU.cer")
  }

  var noted: Certificate { certificates.noted }
  var stray: Certificate { certificates.stray }

  func chain() throws -> [String] { ["--chain", try machine.write(noted.der, to: "noted.cer")] }

  /// An export of every physical store that the two logical ones are made of.
  func all(_ roots: [Certificate]) -> Registry {
    var registry = part(roots)
    registry.add(.local, "AuthRoot")
    for branch in [Registry.Branch.policy, .enterprise] {
      for store in ["ROOT", "CA"] { registry.add(branch, store) }
    }
    return registry
  }

  /// What `reg export` gives of SystemCertificates alone, without what policies and Active Directory put there.
  func part(_ roots: [Certificate]) -> Registry {
    var registry = Registry()
    registry.add(.local, "ROOT")
    for root in roots { registry.add(.local, "ROOT", root) }
    registry.add(.local, "CA", other)
    return registry
  }

  func store(_ registry: Registry) throws -> [String] {
    ["--store", try machine.write(registry.text, to: "stores.reg")]
  }

  /// What was handed over: `ROOT registry read 2`.
  static func coverage(_ value: [[String: Any]]) -> [String] {
    value.filter { $0["state"] as? String != "absent" }.map { row in
      let unreadable = (row["unreadable"] as? [[String: Any]])?.count ?? -1
      return ["store", "physical", "state"].map { row[$0] as? String ?? "?" }.joined(separator: " ")
        + " \(row["entries"] as? Int ?? -1)" + (unreadable == 0 ? "" : ", \(unreadable) unreadable")
    }
  }

  func inspect(_ arguments: [String], code: Int32 = 0) throws -> InspectTests.Surveyed {
    try InspectTests.json(arguments, chain: chain(), on: machine, code: code)
  }

  // MARK: - inspect

  @Test("an export of every physical store is read whole, and what is not in it is not in the store")
  func whole() throws {
    let rest = [
      "ROOT authRoot empty 0", "ROOT groupPolicy empty 0", "ROOT enterprise empty 0", "CA registry read 1",
      "CA groupPolicy empty 0", "CA enterprise empty 0",
    ]
    let cases: [([Certificate], count: Int, outcome: String)] = [
      ([noted, stray], 2, "duplicates"), ([noted], 1, "listedOnce"), ([stray], 1, "noneMatches"),
      ([other], 1, "notInStore"),
    ]
    for (roots, count, outcome) in cases {
      let result = try inspect(store(all(roots)))
      #expect(Self.coverage(result.list("coverage")) == ["ROOT registry read \(count)"] + rest)
      #expect(result.outcomes == [outcome])
    }
    let none = try inspect(store(all([])))
    #expect(Self.coverage(none.list("coverage")) == ["ROOT registry empty 0"] + rest)
    #expect(none.outcomes == ["notInStore"])
  }

  @Test("an export without the parts of policies is read in part: what is in it counts, what is not does not")
  func inPart() throws {
    let cases: [([Certificate], outcome: String)] = [
      ([noted, stray], "duplicates"), ([noted], "listedOnce"), ([stray], "unknown"), ([other], "unknown"),
    ]
    for (roots, outcome) in cases {
      let result = try inspect(store(part(roots)))
      #expect(
        Self.coverage(result.list("coverage")) == ["ROOT registry read \(roots.count)", "CA registry read 1"])
      #expect(result.list("coverage").filter { $0["state"] as? String == "absent" }.count == 5)
      #expect(result.outcomes == [outcome])
    }
  }

  @Test("a file of another form is what the admin says, a single certificate is not a store")
  func said() throws {
    try machine.write(stray.der, to: "stray.cer")
    try machine.write(other.der, to: "other.cer")
    try machine.shell(
      """
      for name in stray other; do openssl x509 -inform der -in $name.cer >$name.pem; done
      cat stray.pem other.pem >two.pem
      openssl crl2pkcs7 -nocrl -certfile two.pem -outform der -out two.p7b
      mkdir folder; cp stray.cer other.cer folder
      """)
    let cases: [(String, coverage: [String], outcome: String)] = [
      ("ROOT=two.p7b", ["ROOT unknown read 2"], "noneMatches"),
      ("ROOT=two.pem", ["ROOT unknown read 2"], "noneMatches"),
      ("AUTHROOT=two.p7b", ["ROOT authRoot read 2"], "unknown"),
      ("ROOT=stray.cer", ["ROOT unknown part 1"], "unknown"),
      ("ROOT=folder", ["ROOT unknown part 2"], "unknown"),
      ("CA=two.p7b", ["CA unknown read 2"], "unknown"),
    ]
    for (said, coverage, outcome) in cases {
      let store = said.replacing("=", with: "=\(machine.folder)/")
      let result = try inspect(["--store", store])
      #expect(Self.coverage(result.list("coverage")) == coverage, "\(said)")
      #expect(result.outcomes == [outcome], "\(said)")
    }
  }

  @Test("a listing that was cut off is read in part")
  func cutListing() throws {
    let text = try String(
      decoding: machine.bytes(Samples.path("text/certutil-english-2008r2.txt")), as: UTF8.self)
    let end = try #require(text.range(of: "CertUtil: "))
    let whole = try machine.write(text, to: "whole.txt")
    let cut = try machine.write(String(text[..<end.lowerBound]), to: "cut.txt")
    // It names neither root.
    #expect(try inspect(["--store", whole, "--zone", "+01:00"]).outcomes == ["notInStore"])
    let result = try inspect(["--store", cut, "--zone", "+01:00"])
    #expect(Self.coverage(result.list("coverage")).allSatisfy { $0.hasPrefix("ROOT unknown part") })
    #expect(result.outcomes == ["unknown"])
  }

  @Test("ends with 66 and says so when no entry was read, whatever was handed over")
  func nothing() throws {
    let text = try machine.write("Call Bob.\n", to: "notes.txt")
    let title = try machine.write("Windows Registry Editor Version 5.00\r\n\r\n", to: "empty.reg")
    var user = Registry()
    user.add(.local, "ROOT", noted, stray)
    let mine = try machine.write(
      user.text.replacing("HKEY_LOCAL_MACHINE", with: "HKEY_CURRENT_USER"), to: "user.reg")
    try machine.shell("mkdir nothing")
    for store in [
      "ROOT=\(text)", "ROOT=\(title)", title, mine, "ROOT=\(mine)", "ROOT=\(machine.folder)/nothing",
      "ROOT=\(Samples.windows)/p7-empty.p7b", "/nowhere.reg",
    ] {
      for check in [[], ["--check"], ["--all"]] {
        let result = try inspect(check + ["--store", store], code: 66)
        let isEmpty = store.contains("p7-empty")
        #expect(
          Self.coverage(result.list("coverage")) == (isEmpty ? ["ROOT unknown empty 0"] : []), "\(store)")
        #expect(result.outcomes == [isEmpty ? "notInStore" : "unknown"], "\(store)")
        #expect(result.verdicts.isEmpty)
        #expect(result.messages.contains("nothing can be concluded"), "\(store)")
      }
    }
  }

  @Test("needs somebody when too little was read to say that nobody is needed")
  func check() throws {
    #expect(try inspect(["--check"] + store(part([noted]))).outcomes == ["listedOnce"])
    for registry in [part([other]), all([other])] {
      _ = try inspect(["--check"] + store(registry), code: 1)
      _ = try inspect(store(registry))
    }
  }

  @Test("says first what was read, and never that something is not there which was not looked for")
  func text() throws {
    func lines(_ registry: Registry) throws -> [String] {
      try machine.run(["inspect"] + chain() + store(registry)).output.components(separatedBy: "\n")
    }
    let inPart = try lines(part([other]))
    #expect(
      Array(inPart.prefix(3)) == [
        "Stores",
        "  ROOT: read in part (Registry: read, entries: 1 · Third-Party: not handed over · Group Policy: not handed over"
          + " · Enterprise: not handed over)",
        "  CA: read in part (Registry: read, entries: 1 · Group Policy: not handed over · Enterprise: not handed over)",
      ])
    #expect(inPart.contains { $0.contains("not all of its store was read") })
    #expect(!inPart.contains { $0.contains("Nothing in its store") })
    let whole = try lines(all([other]))
    #expect(Array(whole.prefix(3)) == ["Stores", "  ROOT: read, entries: 1", "  CA: read, entries: 1"])
    #expect(whole.contains { $0.contains("Nothing in its store") })
    let right = try lines(part([noted]))
    #expect(right.contains { $0.hasSuffix("nothing else has its name. (Not all of the store was read.)") })
  }

  @Test("counts the same with --all and without, and counts nothing where nothing is left out")
  func counts() throws {
    let arguments = ["inspect"] + InspectTests.chain + ["--store", "ROOT=\(Samples.windows)/duplicates.sst"]
    let store = "ROOT=\(Samples.windows)/mozilla-2012.pem"
    for files in [["--store", store], []] {
      let plain = try machine.run(arguments + files).output
      let all = try machine.run(arguments + files + ["--all"]).output
      let count = { (text: String) in text.components(separatedBy: "Z  ROOT · ").count - 1 }
      let left = plain.firstMatch(of: /nothing to do with this path: (\d+)\./).flatMap { Int($0.output.1) }
      #expect(count(plain) + (left ?? 0) == count(all))
      #expect(left != 0 && (left != nil) == (count(plain) < count(all)))
      #expect(!all.contains("nothing to do with this path: "))
      // From when to when.
      let dates = all.matches(of: #/Z – \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  ROOT · /#).count
      #expect(dates == count(all))
    }
  }
}
