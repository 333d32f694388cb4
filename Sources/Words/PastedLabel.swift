// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Procedure
public import Texts

/// The label that was copied together with a value: “Serial number 0c 12 …”, “Thumbprint: ab cd …”,
/// “Aussteller CN = …”.
public struct PastedLabel {
  /// As Windows' dialogs show them; a blank may be all that separates them from the value.
  private let labels: [String]
  /// As programs print them, before a colon or an equals sign.
  private let printed: [String]
  /// The labels of all fields that are asked for.
  private let all: [String]

  /// - Parameter wording: its own language, the language of the server's Windows, and English count.
  public init(_ field: Field, _ wording: Wording) {
    let (key, spellings) = Self.known(field)
    let catalogs = [wording, Wording(language: wording.language), Wording()]
    labels = key.map { label in catalogs.map { $0("label.\(label)") } } ?? []
    printed = spellings
    all = Field.allCases.compactMap { Self.known($0).key }.flatMap { label in
      catalogs.map { $0("label.\(label)") }
    }
  }

  /// The label of the Details tab, and how certutil, PowerShell and OpenSSL write it.
  private static func known(_ field: Field) -> (key: String?, spellings: [String]) {
    switch field {
    case .issuer: ("issuer", [])
    case .subject: ("subject", [])
    case .serial: ("serialNumber", ["serial"])
    case .validFrom: ("validFrom", ["NotBefore"])
    case .thumbprint: ("thumbprint", ["Cert Hash(sha1)", "SHA1 Fingerprint"])
    case .server, .administrator, .timeZone: (nil, [])
    }
  }

  /// The text without the label; unchanged if it has none, or nothing else.
  ///
  /// Of several labelled lines, as on the whole Details tab, only this field's line is taken, with the parts of
  /// a name below it.
  public func value(of text: String) -> String { valueOfLine(lineOfTab(text) ?? text) }

  private func lineOfTab(_ text: String) -> String? {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      String(line.drop { !$0.isLetter })
    }
    guard lines.count > 1, lines.count(where: { Self.isLabelled($0, all) }) > 1,
      let first = lines.firstIndex(where: { Self.isLabelled($0, labels) })
    else { return nil }
    let parts = lines[(first + 1)...].prefix { $0.contains("=") && !Self.isLabelled($0, all) }
    return ([lines[first]] + parts).joined(separator: "\n")
  }

  private static func isLabelled(_ line: String, _ labels: [String]) -> Bool {
    labels.contains { rest(of: line, after: $0, needsSign: false) != nil }
  }

  private func valueOfLine(_ text: String) -> String {
    let candidates = labels.map { ($0, false) } + printed.map { ($0, true) }
    for (label, needsSign) in candidates {
      if let rest = Self.rest(of: text, after: label, needsSign: needsSign),
        !PastedText.line(rest).isEmpty
      {
        return rest
      }
    }
    return text
  }

  /// The text after a label at its beginning, without the sign between them. Letters may be in either case,
  /// and blanks missing or added.
  private static func rest(of text: String, after label: String, needsSign: Bool) -> String? {
    var wanted = label.lowercased().filter { !$0.isWhitespace }[...]
    guard !wanted.isEmpty else { return nil }
    var rest = PastedText.clean(text)[...]
    while let next = wanted.first {
      guard let character = rest.popFirst() else { return nil }
      if character.isWhitespace { continue }
      guard character.lowercased() == String(next) else { return nil }
      wanted.removeFirst()
    }
    let signs = rest.prefix { $0.isWhitespace || ":：=|│\"“”".contains($0) }
    // A longer word that only begins like the label is none.
    let separates = needsSign ? signs.contains { ":=：".contains($0) } : !signs.isEmpty
    return separates ? String(rest.dropFirst(signs.count)) : nil
  }
}
