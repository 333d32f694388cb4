// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Procedure
import Stores
import TestCertificates
import TestFiles
import Testing
import X509

@testable import Files
@testable import Servers

@Suite("PracticePKI")
struct PracticePKITests {
  /// All that comes from the seed: everything but the keys.
  private func facts(_ pki: PracticePKI) -> [[String]] {
    (pki.path + pki.installed.map(\.certificate)).map {
      [
        $0.subject.rfc4514, $0.issuer.rfc4514, $0.serial.description, $0.notBefore?.description ?? "",
        $0.notAfter?.description ?? "",
      ]
    } + pki.installed.map { [$0.store.rawValue, $0.physical.rawValue] }
  }

  @Test(
    "has the same names, serial numbers and dates for the same seed, and new keys",
    arguments: Scenario.allCases)
  func sameSeed(scenario: Scenario) throws {
    let first = try PracticePKI(scenario, seed: 7)
    let again = try PracticePKI(scenario, seed: 7)
    let other = try PracticePKI(scenario, seed: 8)
    #expect(facts(first) == facts(again))
    #expect(facts(first) != facts(other))
    #expect(zip(first.path, again.path).allSatisfy { !$0.publicKeyInfo.elementsEqual($1.publicKeyInfo) })
  }

  /// What the rows that are not the noted ones are judged to be, root store and intermediate store together.
  static let verdicts: [(Scenario, [Verdict])] = [
    (.duplicateRoot, [.mismatched]), (.duplicateIntermediate, [.mismatched]),
    (.both, [.mismatched, .mismatched]),
    (.listedOnce, []), (.noneMatches, [.mismatched, .mismatched]), (.sameNameOtherCA, [.otherCA]),
    (.siblingIntermediates, [.sibling]), (.renewedSameKey, [.renewed]), (.partialMatch, [.partial]),
    (.groupPolicy, [.mismatched]), (.misplaced, [.misplaced]),
  ]

  @Test("holds what its scenario says, for many seeds", arguments: verdicts)
  func scenario(scenario: Scenario, expected: [Verdict]) throws {
    for seed in 0..<8 as Range<UInt64> {
      let pki = try PracticePKI(scenario, seed: seed)
      let noted = pki.path.dropLast().map { CertificateFacts($0) }
      #expect(noted.count == 2)
      #expect(pki.path.map(\.isAuthority) == [true, true, false])
      let found = pki.installed.map { entry in
        let judgement = Judgement(
          CertificateFacts(entry.certificate), in: entry.store,
          against: [noted[entry.store == .trustedRoot ? 0 : 1]],
          offsetMinutes: 60)
        return judgement.verdict
      }
      #expect(found.filter { $0 != .matched && $0 != .unrelated } == expected, "seed \(seed)")
      #expect(found.count { $0 == .matched } == (scenario == .noneMatches ? 1 : 2), "seed \(seed)")
      for entry in pki.installed { #expect(throws: Never.self) { try DecodeCheck.check(entry.certificate) } }
    }
  }
}

@Suite("PracticeServer")
struct PracticeServerTests {
  private let folder = TemporaryFolder()
  private var paths: SessionPaths { SessionPaths(folder.file("a.session")) }

  private func server(_ scenario: Scenario = .duplicateRoot) throws -> PracticeServer {
    try PracticeServer(Start.Practice(scenario: scenario.rawValue, seed: 3), scenario: scenario, at: paths)
  }

  private func rows(_ server: PracticeServer) throws -> (noted: CertificateFacts, stray: ListedEntry) {
    let noted = try #require(server.path(at: .root, below: nil).first).facts
    let rows = try #require(server.rows(for: noted, role: .root))
    return (noted, try #require(rows.first { $0.certificate.certificate != noted.certificate }))
  }

  private func names(_ path: String) -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(".cer") }
      .sorted()
  }

  @Test("is built once and then the same: a second opening changes no file")
  func stays() throws {
    let first = try rows(server())
    let files = names(paths.practiceServer)
    let again = try rows(server())
    #expect(again.noted == first.noted)
    #expect(again.stray == first.stray)
    #expect(names(paths.practiceServer) == files)
    let mode =
      try FileManager.default.attributesOfItem(atPath: paths.practiceServer)[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }

  @Test("exports the certificate itself, once more to the same file, and over no other file")
  func export() throws {
    let server = try server()
    let (noted, stray) = try rows(server)
    try server.export(stray.certificate, from: .trustedRoot, to: "a.cer")
    let path = "\(server.exportFolder)/a.cer"
    #expect(try BoundedFile.read(path) == stray.certificate.certificate?.der)
    // After a crash behind the export the same is exported again.
    try server.export(stray.certificate, from: .trustedRoot, to: "a.cer")
    #expect(throws: StoreEditorError.exists(path: path)) {
      try server.export(noted, from: .trustedRoot, to: "a.cer")
    }
    #expect(try BoundedFile.read(path) == stray.certificate.certificate?.der)
    #expect(throws: StoreEditorError.notThere) {
      try server.export(stray.certificate, from: .intermediate, to: "b.cer")
    }
    #expect(throws: StoreEditorError.notThere) {
      try server.export(Contoso.strayRoot.facts, from: .trustedRoot, to: "c.cer")
    }
  }

  @Test("deletes exactly one certificate from exactly one place, and says when it is not there")
  func delete() throws {
    let server = try server()
    let (noted, stray) = try rows(server)
    let before = names(paths.practiceServer)
    #expect(throws: StoreEditorError.notThere) {
      try server.delete(stray.certificate, from: .trustedRoot, .groupPolicy)
    }
    #expect(throws: StoreEditorError.notThere) {
      try server.delete(stray.certificate, from: .intermediate, .registry)
    }
    #expect(names(paths.practiceServer) == before)
    #expect(try server.holds(stray.certificate, in: .trustedRoot))
    try server.delete(stray.certificate, from: .trustedRoot, .registry)
    #expect(try !server.holds(stray.certificate, in: .trustedRoot))
    #expect(try server.holds(noted, in: .trustedRoot))
    #expect(names(paths.practiceServer).count == before.count - 1)
    #expect(throws: StoreEditorError.notThere) {
      try server.delete(stray.certificate, from: .trustedRoot, .registry)
    }
    // What was done stays done for the next run.
    #expect(try !self.server().holds(stray.certificate, in: .trustedRoot))
    #expect(try #require(server.rowsNow(for: noted, role: .root)).count == 1)
  }

  @Test("a copy that policy keeps lies in that place, and only there")
  func managed() throws {
    let server = try server(.groupPolicy)
    #expect(try rows(server).stray.physical == .groupPolicy)
  }

  @Test("what a killed run left half-built stays out of the way")
  func crashLeftovers() throws {
    for leftover in ["\(paths.practiceServer).new-1/path", "\(paths.practiceServer).new-\(getpid())/path"] {
      try FileManager.default.createDirectory(atPath: leftover, withIntermediateDirectories: true)
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: "\(leftover)/0-half.cer"))
    }
    let server = try server()
    #expect(try rows(server).noted.issuedTo.hasSuffix("Root CA"))
    #expect(server.continues(below: .root) == true)
    #expect(server.continues(below: NotedID(1)) == false)
  }

  @Test("a server whose path is gone is said to be incomplete, not built anew over what is left")
  func incomplete() throws {
    _ = try server()
    for name in names("\(paths.practiceServer)/path") {
      try FileManager.default.removeItem(atPath: "\(paths.practiceServer)/path/\(name)")
    }
    let left = names(paths.practiceServer)
    #expect(throws: PracticeServerError.self) { try server() }
    #expect(names(paths.practiceServer) == left)
  }
}
