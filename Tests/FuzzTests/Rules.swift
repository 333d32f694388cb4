// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Texts
import X509

@testable import Files
@testable import Stores
@testable import Words

/// Rules that hold for what several readers give.
enum Rules {
  static let wording = Wording()

  // MARK: - Certificates

  static func check(_ contents: FileContents, fileBytes: Int) throws {
    for stored in contents.certificates { try check(stored.certificate) }
    for entry in contents.unreadable {
      try hold((0...fileBytes).contains(entry.offset), "offset \(entry.offset) is none of the file's")
      try hold(entry.number >= 1, "entries count from 1")
      try check(entry.reason, fileBytes: fileBytes)
    }
    let numbers = contents.unreadable.map(\.number)
    try hold(
      zip(numbers, numbers.dropFirst()).allSatisfy(<=), "unreadable entries stand in the order of the file")
    if let error = contents.brokenAt { try check(error, fileBytes: fileBytes) }
    for problem in contents.problems {
      try checkShown(FileWords(wording: wording).text(CertificateFolder.Problem(file: "x", reason: problem)))
    }
    for remark in contents.remarks {
      try check(remark, fileBytes: fileBytes)
      try checkShown(
        FileWords(wording: wording).text(CertificateFolder.Noticed(remark, file: "x")))
    }
  }

  static func check(_ certificate: Certificate) throws {
    let again = try Certificate(der: certificate.der)
    try hold(again == certificate, "a certificate is the same when its DER is read alone")
    try hold(
      again.serial == certificate.serial && again.notBefore == certificate.notBefore
        && again.notAfter == certificate.notAfter && again.unreadableParts == certificate.unreadableParts
        && again.subject == certificate.subject && again.issuer == certificate.issuer
        && again.publicKey.elementsEqual(certificate.publicKey)
        && again.isAuthority == certificate.isAuthority,
      "a certificate's fields are the same when its DER is read alone")
    let verifier = SignatureVerifier()
    try hold(
      verifier.verify(again, by: again) == verifier.verify(certificate, by: certificate),
      "a signature is the same when its certificate is read alone")
    let name = certificate.subject
    try hold(name.isSame(as: name), "a name is the same as itself")
    try hold(
      name.isSame(as: certificate.issuer) == certificate.issuer.isSame(as: name),
      "two names are the same in either order")
    try hold(
      !name.isSame(as: certificate.issuer)
        || NameTrace.of(certificate.subjectDER) == NameTrace.of(certificate.issuerDER),
      "names that are the same have the same trace")
    let facts = CertificateFacts(certificate)
    let comparison = Comparison(facts, facts, offsetMinutes: nil)
    try hold(
      comparison.certificate == .same && comparison.publicKey == .same && comparison.isSameEncoding
        && comparison.attributesAgree == (certificate.notBefore != nil),
      "a certificate agrees with itself")
    for store in Store.allCases {
      let verdict = Judgement(facts, in: store, against: [facts], offsetMinutes: nil).verdict
      try hold(verdict == .matched, "a noted certificate matches itself, and is not \(verdict)")
    }
    try checkShown("\(name.rfc4514)\n\(certificate.serial)\n\(certificate.notAfter?.description ?? "")")
    try checkShown(ComparisonWords(wording: wording, offsetMinutes: 60).details(facts))
  }

  // MARK: - Errors and remarks

  static func check(_ error: FormatError, fileBytes: Int) throws {
    let offset: Int?
    switch error {
    case .empty, .eventLog, .utf16Text, .notACertificate, .registryKeys, .otherFile: offset = nil
    case .onlyZeros(let count): offset = count
    case .privateKey(let at), .pkcs12(let at), .certificateRequest(let at), .revocationList(let at),
      .otherMessage(let at), .signedMessage(let at), .trustList(let at), .badInstruction(let at),
      .truncated(let at, _), .unfinishedBlock(let at, _), .badBase64(let at),
      .badCertificate(let at, _), .badMessage(let at), .recordPastEnd(let at, _), .badRecord(let at),
      .badRegistryLine(let at, _), .badMember(let at):
      offset = at
    }
    if let offset { try hold((0...fileBytes).contains(offset), "offset \(offset) is none of the file's") }
    if case .badRegistryLine(_, let line) = error { try hold(line >= 1, "lines count from 1") }
    try checkShown(FileWords(wording: wording).text(error, file: "x"))
  }

  private static func check(_ remark: Remark, fileBytes: Int) throws {
    switch remark {
    case .missingEnd(let offset), .otherEncodings(_, let offset), .misnamedKey(_, _, let offset),
      .emptyKey(_, let offset), .strayBlobs(_, let offset), .valueNamedByThumbprint(_, let offset),
      .bareCertificate(_, _, let offset):
      try hold((0...fileBytes).contains(offset), "offset \(offset) is none of the file's")
    case .bytesAfterEnd(let offset, let count):
      try hold(offset >= 0 && count > 0 && offset + count == fileBytes, "what follows the end is the rest")
    case .listsPassedOver(let count), .archived(let count), .storePassedOver(_, let count),
      .disallowed(let count), .account(_, _, let count), .onlyDescribed(let count),
      .onlyFound(let count),
      .othersPassedOver(let count):
      try hold(count > 0, "nothing is no remark")
    case .policyFile(let count):
      try hold(count >= 0, "a number of certificates")
    case .unfinishedHive: break
    case .hashesDiffer(_, let line), .listingWithoutEnd(let line):
      try hold(line >= 1, "lines count from 1")
    }
  }

  // MARK: - What people see

  /// A text as a message or a transcript shows it.
  static func checkShown(_ text: String) throws {
    try hold(!text.hasPrefix("‹"), "there is a text for \(text.prefix(60))")
    try checkHarmless(SafeText.harmless(text))
  }

  static func checkHarmless(_ text: String) throws {
    try hold(
      !text.unicodeScalars.contains { isControl($0) && $0 != "\n" }, "a control character is shown")
  }

  /// What moves a cursor or turns a line.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }
}
