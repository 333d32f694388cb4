// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Journal
import Procedure
import Stores
import TestCertificates
import Testing
import Texts

@testable import Commands
@testable import Files
@testable import ProgramParts
@testable import Words

@Suite("Words for what goes wrong")
struct WordsTests {
  static let objections: [Objection] =
    [
      .isNoted, .storeNotRead, .noMatchStays, .originUnknown, .notMarked, .ownerDidNotAgree, .notExported,
      .noRestoreCard, .notApproved, .approvalDoesNotCount,
      .alreadyDeleted, .notAnAuthority, .trustedByPhones, .thumbprintUnknown,
    ] + Verdict.allCases.map(Objection.verdict)
    + PhysicalStore.allCases.filter(\.isManaged).map(Objection.managed)
    + RemovalWarning.allCases.map(Objection.warningNotConfirmed)

  static let refusals: [Refusal] =
    [
      .notNow(expected: "x"), .notNow(expected: nil), .notOffered, .misplacedStart,
      .outOfSequence(expected: 1, found: 2), .newerFormat(2), .empty, .unreadableSerial(.empty),
      .unreadableSerial(.notHexadecimal("g")), .unreadableSerial(.oddDigits(count: 3)),
      .unreadableSerial(.tooLong(octets: 30)), .unreadableName(.empty),
      .unreadableName(.onlyDisplayName("Contoso")), .unreadableName(.onlyDisplayName("69 9d ff 01")),
      .unreadableName(.unknownAttribute("XY")), .unreadableName(.noValue("CN")), .unreadableName(.openQuote),
      .unreadableDate, .unreadableThumbprint, .unreadableTimeZone, .countOutOfRange, .reasonMissing,
      .notSkippable, .thumbprintNeeded,
      .notAnAuthority, .rootNotSelfIssued, .brokenPath(expectedIssuer: Contoso.root.facts.subject),
      .alreadyNoted,
      .thumbprintIsNoted(Contoso.root.facts.serial, here: Contoso.strayRoot.facts.serial),
      .thumbprintOfRow(2),
      .keptThumbprintUnknown,
      .ownerMissing, .wrongLastDigits(4), .notAFileName, .exportIsAnother, .exportIsNoted, .nothingToWithdraw,
      .deletionStands,
      .reportFirst, .approvalIsOwn, .approvalIsOfAnother, .approvalOutdated,
    ] + [Field.issuer, .serial, .subject, .validFrom, .thumbprint].map(Refusal.differsFromTyped)
    + objections.map(Refusal.interlock)

  @Test(
    "a number where a name is asked for is called a number",
    arguments: [
      ("69 9d ff 01", true), ("69:9D:FF:01:aa", true), ("Contoso", false), ("Facade", false),
      ("699dff0", false),
    ])
  func numbers(text: String, isNumber: Bool) {
    let said = RefusalWords(wording: Wording()).text(.unreadableName(.onlyDisplayName(text)))
    #expect(said.contains("looks like a number") == isNumber)
  }

  static let damages: [Damage] = [
    .malformed, .wrongHash, .wrongPrevious, .notUnderstood(member: "physical"), .refused(.notOffered),
  ]

  static let ledger: [JournalError] =
    [
      .missing(path: "/s"), .alreadyExists(path: "/s"), .locked(path: "/s"), .permission(path: "/s"),
      .notARegularFile(path: "/s"), .notASession(path: "/s"), .newerFormat(path: "/s", format: 2),
      .cannotCreate(path: "/s", code: 28), .inputOutput(path: "/s", code: 5), .tooLarge(path: "/s"),
    ] + damages.map { .damaged(path: "/s", line: 7, damage: $0) }

  /// Each error of a format by the end of its key.
  static let formats: [(key: String, error: FormatError)] =
    [
      ("empty", .empty), ("onlyZeros", .onlyZeros(count: 4)), ("privateKey", .privateKey(offset: 1)),
      ("pkcs12", .pkcs12(offset: 1)), ("certificateRequest", .certificateRequest(offset: 1)),
      ("revocationList", .revocationList(offset: 1)), ("otherMessage", .otherMessage(offset: 1)),
      ("eventLog", .eventLog), ("utf16Text", .utf16Text), ("notACertificate", .notACertificate),
      ("registryKeys", .registryKeys),
      ("truncated", .truncated(offset: 1, expected: 2)),
      ("unfinishedBlock", .unfinishedBlock(offset: 1, label: "X")),
      ("badBase64", .badBase64(offset: 1)),
      ("badCertificate", .badCertificate(offset: 1, reason: .longTag(offset: 1))),
      ("badMessage", .badMessage(offset: 1)), ("recordPastEnd", .recordPastEnd(offset: 1, length: 2)),
      ("badRecord", .badRecord(offset: 1)), ("badRegistryLine", .badRegistryLine(offset: 1, line: 2)),
      ("badInstruction", .badInstruction(offset: 1)), ("signedMessage", .signedMessage(offset: 0)),
      ("trustList", .trustList(offset: 0)), ("badMember", .badMember(offset: 512)),
    ] + OtherFile.allCases.map { ("other.\($0.rawValue)", .otherFile($0)) }

  static let files: [FileError] = [
    .missing(path: "/f"), .isDirectory(path: "/f"), .permission(path: "/f"),
    .tooLarge(path: "/f", limit: 1 << 20),
    .specialFile(path: "/f"), .symbolicLink(path: "/f"), .inputOutput(path: "/f", code: 5),
  ]

  /// Everything that can become of a program that reads a file.
  static let helpers: [HelperError] = Helper.allCases.flatMap { helper in
    [
      .missing(helper), .cannotStart(helper, code: 13), .failed(helper, said: "no"), .timedOut(helper),
      .tooMuch(helper), .garbage(helper),
    ]
  }

  @Test("what a missing program can be replaced with is a command on a line of its own, for each of them")
  func missingProgram() {
    let words = HelperWords(wording: Wording())
    let commands = [
      Helper.hivexregedit: #"  reg export HKLM\SOFTWARE\Microsoft\SystemCertificates stores.reg"#,
      .evtxexport: #"  wevtutil qe "c.evtx" /lf:true /f:RenderedXml /e:Events > events.xml"#,
    ]
    for helper in Helper.allCases {
      let lines = words.text(.missing(helper), file: "a.zip: b/c.evtx").split(separator: "\n").map(
        String.init)
      #expect(lines.contains("  apt install \(helper.package)"))
      if let command = commands[helper] { #expect(lines.contains(command), "\(lines)") }
    }
  }

  /// A sentence that is there, with nothing left to fill in.
  private func isSound(_ text: String) -> Bool {
    !text.isEmpty && !text.contains("‹") && !text.contains("{") && !text.contains("}")
  }

  @Test("there are some for every refusal and every objection of the interlock", arguments: Wording.languages)
  func refusals(language: String) {
    let words = RefusalWords(wording: Wording(language: language))
    for refusal in Self.refusals {
      #expect(isSound(words.text(refusal)), "\(refusal): \(words.text(refusal))")
    }
    let distinct = Set(Self.objections.map { words.text(.interlock($0)) })
    #expect(distinct.count == Self.objections.count, "two objections read alike")
  }

  @Test("there are some for a list of thumbprints that cannot be read", arguments: Wording.languages)
  func thumbprintLists(language: String) {
    let words = RefusalWords(wording: Wording(language: language))
    #expect(isSound(words.text(.cutOff)))
    #expect(words.text(.notThumbprint("abc123")).contains("abc123"))
  }

  @Test("there are some for everything that can be wrong with a session file", arguments: Wording.languages)
  func ledger(language: String) {
    let words = JournalWords(wording: Wording(language: language))
    for error in Self.ledger { #expect(isSound(words.text(error)), "\(error): \(words.text(error))") }
    #expect(Set(Self.ledger.map(words.text)).count == Self.ledger.count)
    for error in Self.ledger {
      let code = ExitCode(error)
      #expect(code != .finished && code != .unresolved)
    }
  }

  @Test("there are some for every file that holds no certificate", arguments: Wording.languages)
  func files(language: String) {
    let words = FileWords(wording: Wording(language: language))
    for (key, error) in Self.formats {
      let text = words.text(error, file: "a.cer")
      #expect(isSound(text), "\(key): \(text)")
      #expect(text.contains("a.cer"), "\(key) does not name the file")
    }
    for error in Self.files { #expect(isSound(words.text(error)), "\(error)") }
    for error in Self.helpers {
      let text = words.text(.init(file: "a.zip: b/c.hiv", reason: .helper(error)))
      #expect(isSound(text) && text.contains("a.zip: b/c.hiv"), "\(text)")
    }
    for problem in [
      FileProblem.several(3), .onlyDescribed, .notWellFormed, .unusable(.empty), .unreadable(Self.files[0]),
    ] {
      #expect(isSound(words.text(problem, file: "a.cer")), "\(problem)")
    }
  }

  @Test(
    "there are some for every entry that cannot be read, with its file and its place",
    arguments: Wording.languages)
  func entries(language: String) {
    let words = FileWords(wording: Wording(language: language))
    for (key, error) in Self.formats {
      for name in [nil, "AB01"] {
        let entry = UnreadableEntry(name: name, number: 17, offset: 4711, reason: error)
        let text = words.text(.init(file: "a.reg", reason: .unreadableEntry(entry)))
        #expect(isSound(text), "\(key): \(text)")
        for part in ["a.reg", "17", "4711", name ?? ""] where !part.isEmpty {
          #expect(text.contains(part), "\(key) does not name \(part)")
        }
      }
      let broken = words.text(.init(file: "a.reg", reason: .broken(error, certificates: 23)))
      #expect(isSound(broken) && broken.contains("a.reg") && broken.contains("23"), "\(key): \(broken)")
    }
    let certificate = Contoso.root.certificate
    let others: [CertificateFolder.Problem.Reason] = [
      .moreUnreadableEntries(count: 5), .moreUnreadableParts(count: 5),
      .unreadableParts(certificate, Certificate.UnreadablePart.allCases),
    ]
    for reason in others { #expect(isSound(words.text(.init(file: "a.reg", reason: reason))), "\(reason)") }
  }

  @Test("no message about a damaged file knows only one way out", arguments: formats.map(\.error))
  func waysOut(error: FormatError) {
    let text = FileWords(wording: Wording()).text(error, file: "a.cer")
    let isOnlyWay = text.hasSuffix("xport it again.") || text.hasSuffix("xport it again with reg export.")
    #expect(!isOnlyWay, "\(text)")
  }

  @Test("a key that nobody can know by hand is no alarm, and a thumbprint is compared when it was given")
  func byHand() throws {
    let words = ComparisonWords(wording: Wording(), offsetMinutes: 0)
    func typed(_ facts: CertificateFacts, _ thumbprint: Thumbprint?) -> CertificateFacts {
      CertificateFacts(
        subject: facts.subject, issuer: facts.issuer, serial: facts.serial, validFrom: facts.validFrom,
        thumbprint: thumbprint)
    }
    let root = Contoso.root.facts
    let stray = try #require(Contoso.strayRoot.facts.thumbprint)
    let lines = { (noted: Thumbprint?, entry: Thumbprint?) in
      words.table(noted: typed(root, noted), entry: typed(root, entry)).lines(width: 80, columns: \.count)
    }
    let without = lines(nil, nil)
    #expect(without.map(\.text).joined().contains(Wording()("compare.key.unknown")))
    #expect(!without.contains { $0.tone == .difference })
    let label = Wording()("label.thumbprint")
    #expect(!without.contains { $0.text.contains(label) })
    #expect(lines(root.thumbprint, nil).contains { $0.text.contains(label) })
    #expect(!lines(root.thumbprint, nil).contains { $0.tone == .difference })
    #expect(!lines(root.thumbprint, root.thumbprint).contains { $0.tone == .difference })
    #expect(lines(root.thumbprint, stray).filter { $0.tone == .difference }.count == 1)
  }

  @Test("there are some for every field that is compared, whatever the comparison says")
  func comparison() {
    let words = ComparisonWords(wording: Wording(), offsetMinutes: 0)
    let others = [Contoso.root, Contoso.strayRoot, Contoso.renewedRoot, Contoso.partialRoot, Contoso.issuing]
    for other in others {
      let text = words.table(noted: Contoso.root.facts, entry: other.facts).lines(width: 80, columns: \.count)
        .map(\.text).joined(separator: "\n")
      #expect(isSound(text), "\(text)")
      #expect(isSound(words.details(other.facts)))
    }
  }
}
