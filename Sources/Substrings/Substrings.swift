// SPDX-License-Identifier: GPL-3.0-or-later

// Parts of texts, compared octet by octet. The functions of the standard library that take a text instead of a character
// link its regular expressions as well, which made the program 1.4 MB larger.

extension StringProtocol {
  /// Where a part occurs first; `nil` if it does not.
  public func place(of part: some StringProtocol) -> Range<Index>? {
    let octets = Array(part.utf8)
    guard let first = octets.first else { return startIndex..<startIndex }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: octets) { return start..<utf8.index(start, offsetBy: octets.count) }
      rest = rest.dropFirst()
    }
    return nil
  }

  public func holds(_ part: some StringProtocol) -> Bool { place(of: part) != nil }

  /// The texts between the occurrences of a separator, which is not empty; those without a character, too.
  public func parts(between separator: some StringProtocol) -> [SubSequence] {
    var parts: [SubSequence] = []
    var rest = self[...]
    while let place = rest.place(of: separator) {
      parts.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    return parts + [rest]
  }

  /// The same text with every occurrence of a part replaced; the part is not empty.
  public func replacing(_ part: some StringProtocol, by other: some StringProtocol) -> String {
    parts(between: part).joined(separator: String(other))
  }
}
