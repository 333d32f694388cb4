// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Inspection
import Procedure
import PseudoTerminal
import Testing

/// Whether what is said of a store rests on what was read of it.
@Suite("What was looked at, end to end")
struct StoreCoverageTests {
  let machine: Machine
  let certificates: HostileCase
  /// A root that bears another name.
  let other: Certificate

  init() throws {
    machine = try Machine()
    certificates = try HostileCase()
    other = try Samples.certificate("rootOU.cer")
  }

  private var noted: Certificate { certificates.noted }
  private var stray: Certificate { certificates.stray }

  private func chain() throws -> [String] { ["--chain", try machine.write(noted.der, to: "noted.cer")] }

  /// An export of every physical store that the two logical ones are made of.
  private func all(_ roots: [Certificate]) -> Registry {
    var registry = part(roots)
    registry.add(.local, "AuthRoot")
    for branch in [Registry.Branch.policy, .enterprise] {
      for store in ["ROOT", "CA"] { registry.add(branch, store) }
    }
    return registry
  }

  /// What `reg export` gives of SystemCertificates alone, without what policies and Active Directory put there.
  private func part(_ roots: [Certificate]) -> Registry {
    var registry = Registry()
    registry.add(.local, "ROOT")
    for root in roots { registry.add(.local, "ROOT", root) }
    registry.add(.local, "CA", other)
    return registry
  }

  private func store(_ registry: Registry) throws -> [String] {
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

  private func inspect(_ arguments: [String], code: Int32 = 0) throws -> InspectTests.Surveyed {
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
    let text = try String(decoding: machine.bytes(Samples.text("certutil-english-2008r2.txt")), as: UTF8.self)
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
      "ROOT=\(Samples.folder)/p7-empty.p7b", "/nowhere.reg",
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
    #expect(right.contains { $0.hasSuffix("nothing else bears its name. (Not all of the store was read.)") })
  }

  @Test("counts the same with --all and without, and counts nothing where nothing is left out")
  func counts() throws {
    let arguments = ["inspect"] + InspectTests.chain + ["--store", "ROOT=\(Samples.folder)/duplicates.sst"]
    let store = "ROOT=\(Samples.folder)/mozilla-2012.pem"
    for files in [["--store", store], []] {
      let plain = try machine.run(arguments + files).output
      let all = try machine.run(arguments + files + ["--all"]).output
      let count = { (text: String) in text.components(separatedBy: " · ROOT · ").count - 1 }
      let left = plain.firstMatch(of: /nothing to do with this path: (\d+)\./).flatMap { Int($0.output.1) }
      #expect(count(plain) + (left ?? 0) == count(all))
      #expect(left != 0 && (left != nil) == (count(plain) < count(all)))
      #expect(!all.contains("nothing to do with this path: "))
      // From when to when.
      let dates = all.matches(of: #/Z – \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ · ROOT · /#).count
      #expect(dates == count(all))
    }
  }
}

// MARK: - The wizard and the pool

extension StoreCoverageTests {
  private func run(_ registry: Registry) throws -> ByHandRun {
    try ByHandRun(
      .windowsServer2012, Sensible(path: [noted]), chain() + store(registry), on: machine)
  }

  @Test("the wizard stops where not all of the store was read and the noted certificate is not in what was")
  func stop() throws {
    let run = try run(part([stray]))
    var said: Set<String> = []
    let exit = try run.work { moment, sensible in
      if let id = moment.item?.step.id { said.insert(id) }
      if moment.item?.step.id == "root.8", !moment.isAside {
        #expect(moment.shown.contains("This list shows only what was read."))
        #expect(moment.shown.contains("Group Policy: not handed over"))
      }
      return try sensible.act(moment)
    }
    #expect(exit == .code(1))
    #expect(said.contains("root.notread"))
    #expect(said.isDisjoint(with: ["root.none", "root.missing", "root.decide", "root.18"]))
    #expect(run.admin.screen.contains("Not all of the store was read: stop"))
    let session = try run.session
    #expect(session.ending == .storeNotRead)
    #expect(session.findings.coverage[.root]?.parts == [.registry: .init(entries: 1)])
    #expect(try machine.run(["verify", "h"]).code == 0)
    let transcript = try machine.run(["transcript", "h"]).output
    #expect(transcript.contains("ROOT: read in part"))
    #expect(try machine.run(["status", "h", "--json"]).output.contains("storeNotRead"))
  }

  @Test("the admin can go back from there, and count in MMC what the files do not show")
  func countInstead() throws {
    let run = try run(part([stray]))
    var isBack = false
    try run.work { moment, sensible in
      switch moment.item?.step.id {
      case "root.notread"?:
        isBack = true
        return .type("b")
      case "root.8"? where isBack && !moment.isAside && moment.letters.contains("T"): return .type("t")
      case "root.8"? where isBack: return .type("0")
      case "root.missing"?: return .leave
      case let id? where isBack && id.hasPrefix("root."): return .type("b")
      default: return try sensible.act(moment)
      }
    }
    let session = try run.session
    #expect(session.pending?.step.id == "root.missing")
    #expect(session.findings.coverage.isEmpty)
  }

  @Test(
    "a store read in part keeps its verdicts when the noted one is in it, and says what was not looked at")
  func decision() throws {
    let run = try certificates.run(machine)
    #expect(try run.session.verdicts == ["0/1": .matched, "0/2": .mismatched])
    let moment = try #require(run.admin.moments.first { $0.item?.form == .decision(.mismatched) })
    let shown = moment.shown.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      shown.contains(
        "Not handed over, so not looked at: Third-Party, Group Policy, Enterprise. A copy may come back from there."
      ))
    #expect(!run.admin.moments.contains { $0.item?.step.id == "root.notread" })
  }

  @Test("sessions of 0.1.0, which do not say what was read, go on as before")
  func older() throws {
    let run = try run(part([stray]))
    try run.work { moment, sensible in
      moment.item?.step.id == "root.notread" ? .leave : try sensible.act(moment)
    }
    let session = try run.session
    let records = session.records.map { record -> Record in
      guard case .answered(let key, .listed(let rows, _)) = record.event else { return record }
      return Record(sequence: record.sequence, at: record.at, event: .answered(key: key, .listed(rows)))
    }
    #expect(session.pending?.step.id == "root.notread")
    #expect(try Session(records, signatures: .libcrypto).pending?.step.id == "root.none")
  }

  @Test("a server whose store was not read is not one that is in order")
  func pool() throws {
    try machine.write(all([noted]).text, to: "pool/fe01.reg")
    try machine.write(part([noted]).text, to: "pool/fe02/stores.reg")
    try machine.write(part([other]).text, to: "pool/fe03/stores.reg")
    try machine.write("Call Bob.\n", to: "pool/fe04/ROOT.txt")
    try machine.write(all([noted, stray]).text, to: "pool/fe05/stores.reg")
    let pool = try chain() + ["--pool", "\(machine.folder)/pool"]
    let run = try machine.run(["inspect"] + pool)
    #expect(run.code == 65)
    for (name, state) in [
      ("fe01.reg", "in order"), ("fe02", "in order"), ("fe03", "a store was not read completely"),
      ("fe04", "not read"), ("fe05", "needs a session"),
    ] {
      let line = run.output.split(separator: "\n").first { $0.hasPrefix("  \(name)") }
      #expect(line?.hasSuffix("  \(state)") == true, "\(name): \(line ?? "–")")
    }
    #expect(run.output.contains("\nNeed a session (1): fe05\n"))
    #expect(run.output.contains("\nNot read completely (2): fe03, fe04\n"))
    let json = try machine.run(["inspect", "--json"] + pool).output
    #expect(json.components(separatedBy: "\"outcome\": \"unknown\"").count == 3)
    #expect(json.contains("\"state\": \"absent\""))
  }

  @Test(
    "a pool ends with 1 under --check when a store was not read whole, with 66 when none was, else with 0")
  func poolCodes() throws {
    try machine.write(part([noted]).text, to: "pool/fe01/stores.reg")
    let pool = try chain() + ["--pool", "\(machine.folder)/pool"]
    #expect(try machine.run(["inspect", "--check"] + pool).code == 0)
    #expect(try machine.run(["inspect"] + pool).output.contains("No server needs a session."))
    try machine.write(part([other]).text, to: "pool/fe02/stores.reg")
    #expect(try machine.run(["inspect"] + pool).code == 0)
    #expect(try machine.run(["inspect", "--check"] + pool).code == 1)
    try machine.shell("rm -r pool/*; mkdir pool/fe03")
    for check in [[], ["--check"]] {
      let run = try machine.run(["inspect"] + check + pool)
      #expect(run.code == 66)
      #expect(!run.output.contains("No server needs a session."))
    }
  }
}
