// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A certificate for which a text contains its thumbprint and a name, and too little else to compare it with
/// another.
///
/// It can be found, and matched by its thumbprint with an available certificate. Nothing is concluded from
/// what the text does not say, and nothing is ever removed because of it.
public struct FoundEntry: Hashable, Sendable {
  /// The line at which it begins, from 1.
  public let line: Int
  /// The store's own name, such as `Root`; `nil` if the text does not say.
  public let store: String?
  public let thumbprint: Thumbprint
  /// The subject as written; its end may be missing.
  public let name: String
  /// As written; `nil` if missing.
  public let validTo: String?

  /// The physical store that contains it; `nil` for stores that the procedure does not check, and without a
  /// name.
  public var part: StorePart? { StoreName.part(of: store, in: nil) }

  /// Whether the list in MMC may show it next to a certificate with this subject.
  public func mayDisplay(like subject: DistinguishedName) -> Bool {
    let display = Self.plain(subject.simpleDisplayName)
    let isCut = name.hasSuffix("...") || name.hasSuffix("…")
    if !isCut, let whole = try? CertutilName.read(line: name, isGuessed: false) {
      let mine = Self.plain(whole.simpleDisplayName)
      // A console writes a question mark for characters that its code page lacks.
      return mine == display || whole.isUncertain && Self.certain(mine) == Self.certain(display)
    }
    // In a truncated name, every complete attribute counts, and the beginning of the last one.
    let attributes = name.drop { $0 == " " }.split(separator: ",").map {
      Self.plain(String($0.drop { $0 != "=" }.dropFirst().prefix { $0 != "…" }))
    }
    guard let last = attributes.last else { return false }
    let beginning = last.hasSuffix("...") ? last.dropLast(3) : last[...]
    return attributes.contains(display) || isCut && display.hasPrefix(beginning)
  }

  private static func plain(_ text: String) -> String { PastedText.line(text).lowercased() }

  /// The letters and digits that every code page has.
  private static func certain(_ text: String) -> String {
    text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
