// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A certificate of which a text gives its thumbprint and a name, and too little else to hold it against another one.
///
/// It can be found, and matched by its thumbprint with a certificate that is at hand. Nothing is concluded from what
/// the text does not say, and nothing is ever removed because of it.
public struct FoundEntry: Hashable, Sendable {
  /// Where it begins, counted from 1.
  public let line: Int
  /// The store's own name, such as `Root`; `nil` when the text does not say.
  public let store: String?
  public let thumbprint: Thumbprint
  /// The subject as written; its end may be missing.
  public let name: String
  /// As written; `nil` when it is not there.
  public let validTo: String?

  /// The physical store in which it lies; `nil` for stores that the procedure does not look at, and for no name.
  public var part: StorePart? { StoreName.part(of: store, in: nil) }

  /// Whether the list in MMC may show it beside a certificate of this subject.
  public func mayDisplay(like subject: DistinguishedName) -> Bool {
    let display = Self.plain(subject.simpleDisplayName)
    let isCut = name.hasSuffix("...") || name.hasSuffix("…")
    if !isCut, let whole = try? CertutilName.read(line: name, isGuessed: false) {
      let mine = Self.plain(whole.simpleDisplayName)
      // A console writes a question mark for what its code page does not have.
      return mine == display || whole.isUncertain && Self.certain(mine) == Self.certain(display)
    }
    // Of a name that was cut, every whole attribute counts, and the beginning of the last.
    let attributes = name.drop { $0 == " " }.split(separator: ",").map {
      Self.plain(String($0.drop { $0 != "=" }.dropFirst().prefix { $0 != "…" }))
    }
    guard let last = attributes.last else { return false }
    let beginning = last.hasSuffix("...") ? last.dropLast(3) : last[...]
    return attributes.contains(display) || isCut && display.hasPrefix(beginning)
  }

  private static func plain(_ text: String) -> String { PastedText.line(text).lowercased() }

  /// The letters and digits that no code page lacks.
  private static func certain(_ text: String) -> String {
    text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
