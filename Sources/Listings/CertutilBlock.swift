// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Substrings

// The lines of a block, by position and form:
//   1st `key: hexadecimal`                           serial number; before the first name
//   1st `key: CN=…`, or `key:` and lines `CN=…`      issuer
//   next two lines with dates, one after the other   not before, not after
//   the line after them, a name again                subject
//   `key(sha1): 40 digits`                           thumbprint; with -v the one after `key(md5): …`, because
//                                                    names and the key have hashes too
//   `CERT_SHA1_HASH_PROP_ID(3):` and the next line   the same again, with -v
//   `AccessState = n`, hexadecimal                   with -v; 8 is Group Policy (wincrypt.h)

/// One block of a certutil listing.
struct CertutilBlock {
  /// The word in the first line, in the listing's language.
  let label: String
  let index: Int
  /// The line number of its first line.
  let line: Int
  /// Its position among the sections of the listing.
  let section: Int
  /// The nonblank lines after the first one.
  let body: ArraySlice<WrittenText.Line>

  /// The labels of revocation and trust lists in the languages observed.
  static let listLabels: Set<String> = ["CRL", "CTL"]

  /// No certificate name is that long; certutil never wraps.
  static let longestLineOctets = 8 << 10

  private typealias Lines = ArraySlice<WrittenText.Line>
  private typealias Damage = CertutilListing.Damage

  /// The contents of a certificate's block.
  struct Reading {
    let entry: CertutilListing.Entry
    let hashesDiffer: Bool
  }

  /// - Parameters:
  ///   - isGuessed: whether the characters outside ASCII are a guess.
  ///   - console: the console that may have broken the lines.
  ///   - section: the section that contains the block.
  func read(
    isGuessed: Bool, console: ConsoleCopy?, in section: CertutilListing.Section
  ) throws(CertutilListing.Damage) -> Reading {
    guard let console, !console.isPadded else {
      return try read(body, isGuessed: isGuessed, console: console, in: section)
    }
    do {
      return try read(body, isGuessed: isGuessed, console: console, in: section)
    } catch {
      // Without blanks up to the edge, only a read error shows that a line continues in the next one.
      guard body.contains(where: console.isFull) else { throw error }
      return try read(console.joined(body)[...], isGuessed: isGuessed, console: console, in: section)
    }
  }

  private func read(
    _ body: ArraySlice<WrittenText.Line>, isGuessed: Bool, console: ConsoleCopy?,
    in section: CertutilListing.Section
  ) throws(CertutilListing.Damage) -> Reading {
    if let long = body.first(where: { $0.text.utf8.count > Self.longestLineOctets }) {
      throw .longLine(line: long.number)
    }
    var rest = body
    let serial = try serial(&rest)
    let certainty = Certainty(isGuessed: isGuessed, console: console)
    guard let issuer = try name(&rest, certainty) else { throw .noIssuer(line: lastLine) }
    let (validFrom, validTo) = try dates(&rest)
    guard let subject = try name(&rest, certainty) else { throw .noSubject(line: lastLine) }
    // Half a name may be another authority's. A hash always follows; with `-v`, that of the name itself.
    guard rest.contains(where: Self.isHash) else { throw .cut(line: lastLine) }
    let printed = thumbprint(rest, isVerbose: issuer.isVerbose)
    let property = property(3, rest).flatMap { Thumbprint(pasted: $0) }
    let hashesDiffer = printed != nil && property != nil && printed != property
    let entry = CertutilListing.Entry(
      index: index, line: line, store: section.store, place: section.place, serial: serial,
      issuer: issuer.name, subject: subject.name, validFrom: validFrom, validTo: validTo,
      thumbprint: hashesDiffer ? nil : printed ?? property,
      isGroupPolicy: accessState(rest).map { $0 & 8 != 0 })
    return Reading(entry: entry, hashesDiffer: hashesDiffer)
  }

  private var lastLine: Int { body.last?.number ?? line }

  /// Whether a serial number and an issuer are in the places where a certificate has them.
  var seemsCertificate: Bool {
    var rest = body
    guard (try? serial(&rest)) != nil else { return false }
    return rest.contains { $0.pair.map { CertutilName.isName($0.value) || $0.value.isEmpty } ?? false }
  }
}

// MARK: - Parts

extension CertutilBlock {
  /// What makes a name uncertain.
  private struct Certainty {
    let isGuessed: Bool
    let console: ConsoleCopy?
  }

  private func serial(_ rest: inout Lines) throws(Damage) -> SerialNumber {
    let head = rest.prefix { !Self.startsName($0) }
    // `Version: 3` is not a serial number: those consist of pairs of digits.
    let candidates = head.filter { line in
      line.pair.map { $0.value.utf8.count >= 2 && Hexadecimal.bytes($0.value) != nil } ?? false
    }
    guard let line = candidates.first, let value = line.pair?.value else {
      throw .noSerial(line: head.first?.number ?? self.line)
    }
    guard head.count < rest.count else { throw .noIssuer(line: lastLine) }
    guard candidates.count == 1 else { throw .twoSerials(line: candidates[1].number) }
    rest = rest.drop { $0.number <= line.number }
    do {
      return try SerialReading.read(value)
    } catch {
      throw .badSerial(line: line.number, reason: error)
    }
  }

  private static func startsName(_ line: WrittenText.Line) -> Bool {
    CertutilName.isName(line.text) || line.pair.map { CertutilName.isName($0.value) } ?? false
  }

  /// The next name. Between a serial number and an issuer, `-v` writes the signature algorithm; a subject
  /// must follow immediately.
  ///
  /// - Returns: `nil` if there is none; `isVerbose` if it has several lines.
  private func name(
    _ rest: inout Lines, _ certainty: Certainty
  ) throws(Damage) -> (name: DistinguishedName, isVerbose: Bool)? {
    guard let first = rest.first(where: Self.startsName) else { return nil }
    let line = first.number
    rest = rest.drop { $0.number < line }
    do {
      if let value = first.pair?.value, CertutilName.isName(value), !CertutilName.isName(first.text) {
        rest = rest.dropFirst()
        let isCut = certainty.console?.mayGoOn(first) ?? false
        return (try CertutilName.read(line: value, isGuessed: certainty.isGuessed, isCut: isCut), false)
      }
      let lines = rest.prefix { CertutilName.isName($0.text) }
      rest = rest.dropFirst(lines.count)
      let isCut = lines.contains { certainty.console?.mayGoOn($0) ?? false }
      return (
        try CertutilName.read(lines: lines.map(\.text), isGuessed: certainty.isGuessed, isCut: isCut), true
      )
    } catch {
      throw .badName(line: line, reason: error)
    }
  }

  private func dates(_ rest: inout Lines) throws(Damage) -> (validFrom: WrittenDate, validTo: String) {
    // After the issuer, `-v` writes the hashes of its name.
    rest = rest.drop { $0.pair?.key.hasSuffix(")") ?? false }
    guard let first = rest.first, Self.isDate(first), let from = first.pair?.value,
      let second = rest.dropFirst().first, Self.isDate(second), let to = second.pair?.value
    else { throw .noDates(line: rest.first?.number ?? lastLine) }
    rest = rest.dropFirst(2)
    // The subject follows: its name is on the same line, or on the next.
    guard let third = rest.first, Self.startsName(third) || third.pair?.value.isEmpty == true else {
      throw .noSubject(line: rest.first?.number ?? lastLine)
    }
    if !Self.startsName(third), rest.dropFirst().first.map(Self.startsName) != true {
      throw .noSubject(line: third.number)
    }
    return (CertutilDate.read(from), to)
  }

  private static func isDate(_ line: WrittenText.Line) -> Bool {
    guard let value = line.pair?.value, !CertutilName.isName(value) else { return false }
    return CertutilDate.looksLike(value)
  }

  /// `(sha1)` is the same in every language.
  private static func isHash(_ line: WrittenText.Line) -> Bool {
    line.pair?.key.lowercased().hasSuffix("(sha1)") ?? false
  }

  private func thumbprint(_ rest: Lines, isVerbose: Bool) -> Thumbprint? {
    let hashes = rest.filter { $0.pair?.key.hasSuffix(")") ?? false }
    let found = hashes.indices.last { position in
      guard let pair = hashes[position].pair, pair.key.lowercased().hasSuffix("(sha1)") else { return false }
      guard isVerbose else { return true }
      guard position > 0, let before = hashes[position - 1].pair else { return false }
      return before.key.lowercased() == pair.key.lowercased().dropLast(6) + "(md5)"
    }
    return found.flatMap { hashes[$0].pair }.flatMap { Thumbprint(pasted: $0.value) }
  }

  /// The line after `CERT_…_PROP_ID(number):`.
  private func property(_ number: Int, _ rest: Lines) -> String? {
    guard
      let start = rest.firstIndex(where: {
        $0.text.hasPrefix("CERT_") && $0.text.holds("_PROP_ID(\(number))")
      })
    else { return nil }
    return rest[start...].dropFirst().first?.text
  }

  private func accessState(_ rest: Lines) -> Int? {
    guard let line = rest.first(where: { $0.text.hasPrefix("AccessState = ") }) else { return nil }
    return Int(line.text.dropFirst(14).prefix { $0 != " " }, radix: 16)
  }
}
