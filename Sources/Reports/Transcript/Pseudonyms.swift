// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import JSON
import Journal
import Occurrences
import Procedure

/// Replaces the hosts, people and organizations of a session with other names, consistently everywhere.
///
/// Known names are the server, the people that the session names, and the names in its certificates; a name
/// that only occurs in a note is unknown and stays. Serial numbers and thumbprints stay too, because they are
/// the purpose of a transcript.
struct Pseudonyms {
  private struct Replacement {
    let original: [Character]
    let pseudonym: String
  }

  /// Longest first, so that “Contoso Root CA” is not replaced only in part.
  private var replacements: [Replacement] = []
  private var known: Set<String> = []

  init(_ session: Session) {
    addServer(session.findings.server ?? "")
    addServer(session.start.live?.host ?? "")
    // Sessions are named after their servers.
    add(session.start.earlier?.session ?? "", "earlier-session")
    addComputers(session)
    addPeople(session)
    let findings = session.findings
    let facts =
      findings.path.compactMap { findings.noted[$0]?.facts }
      + findings.entries.keys.sorted().compactMap { findings.entries[$0]?.facts } + findings.atHand
    addNames(facts.flatMap { [$0.subject, $0.issuer] })
    replacements.sort { $0.original.count > $1.original.count }
  }

  private mutating func addServer(_ server: String) {
    let parts = server.split(separator: ".", maxSplits: 1).map(String.init)
    add(server, "server.example")
    // The parts of an IP address are numbers, which occur everywhere.
    if parts.count == 2, server.contains(where: \.isLetter) {
      add(parts[0], "server")
      add(parts[1], "example")
    }
  }

  /// The identities of live servers: the session's own, and any other that responded in its place.
  private mutating func addComputers(_ session: Session) {
    let own = session.identity
    for record in session.records {
      guard case .contacted(let identity) = record.event else { continue }
      let isOwn = identity.relation(to: own) != .another
      add(identity.computerName ?? "", isOwn ? "server" : "other-server")
      add(identity.machineGUID ?? "", isOwn ? "machine-guid" : "other-machine-guid")
    }
  }

  private mutating func addPeople(_ session: Session) {
    var people = [session.findings.administrator].compactMap { $0 }
    for record in session.records {
      switch record.event {
      case .handedOver(let receiver, _): people.append(receiver)
      case .approved(let approval): people.append(approval.by)
      case .resumed(_, _, let person?): people.append(person)
      case .answered(_, let answer):
        if let owner = answer.read(as: EntryDecided.self)?.decision.agreedBy { people.append(owner) }
      default: break
      }
    }
    for (number, person) in unique(people).enumerated() { add(person, "Person \(number + 1)") }
  }

  private mutating func addNames(_ names: [DistinguishedName]) {
    let attributes = unique(names.flatMap { $0.relativeNames.flatMap { $0 } })
    var counts: [String: Int] = [:]
    for attribute in attributes where attribute.type.windowsLabel != "C" {
      let kind = Self.kind(attribute.type)
      counts[kind, default: 0] += 1
      let pseudonym = "\(kind) \(counts[kind] ?? 0)"
      let label = attribute.type.windowsLabel
      // A short value, such as “local”, is also an ordinary word, so it is only replaced after its label.
      for equals in [" = ", "="] {
        add("\(label)\(equals)\(attribute.value)", "\(label)\(equals)\(pseudonym)")
      }
      if label != "DC", attribute.value.count > Self.shortWord { add(attribute.value, pseudonym) }
      let slug = ExportName.slug(attribute.value)
      if slug.count > Self.shortWord { add(slug, ExportName.slug(pseudonym)) }
    }
  }

  /// In characters.
  private static let shortWord = 3

  private static func kind(_ type: AttributeType) -> String {
    switch type {
    case .commonName: "Authority"
    case .organization: "Organisation"
    case .organizationalUnit: "Unit"
    default: type.windowsLabel == "DC" ? "domain" : "Name"
    }
  }

  private mutating func add(_ original: String, _ pseudonym: String) {
    guard !original.isEmpty, known.insert(original.lowercased()).inserted else { return }
    replacements.append(Replacement(original: Array(original.lowercased()), pseudonym: pseudonym))
  }

  private func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}

// MARK: - Replacing

extension Pseudonyms {
  /// The text with every known name replaced where it is a whole word, ignoring case.
  func applied(to text: String) -> String {
    let characters = Array(text)
    let lower = characters.map { Character($0.lowercased().first.map(String.init) ?? String($0)) }
    var result = ""
    var index = 0
    while index < characters.count {
      if let match = replacements.first(where: { stands($0.original, in: lower, at: index) }) {
        result += match.pseudonym
        index += match.original.count
      } else {
        result.append(characters[index])
        index += 1
      }
    }
    return result
  }

  private func stands(_ word: [Character], in text: [Character], at index: Int) -> Bool {
    let end = index + word.count
    guard end <= text.count, text[index] == word[0], text[index..<end].elementsEqual(word) else {
      return false
    }
    return !(index > 0 && Self.isLetter(text[index - 1]) && Self.isLetter(word[0]))
      && !(end < text.count && Self.isLetter(text[end]) && Self.isLetter(text[end - 1]))
  }

  private static func isLetter(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  func applied(to page: TranscriptPage) -> TranscriptPage { page.renamed(applied(to:)) }

  /// Replaces in all strings of a value, but not in the names of members.
  func applied(to value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(applied(to: text))
    case .array(let elements): .array(elements.map { applied(to: $0) })
    case .object(let members): .object(members.map { JSONValue.Member($0.name, applied(to: $0.value)) })
    default: value
    }
  }
}
