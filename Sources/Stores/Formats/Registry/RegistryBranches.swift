// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys' parents that were met last. An export has thousands of keys and a handful of parents, and where a key is
/// named after a thumbprint its parent says all that the procedure has to know.
struct RegistryBranches {
  private static let most = 8

  private struct Branch {
    /// As it stands in the file, up to the last backslash.
    let octets: [UInt8]
    let key: RegistryKey
  }

  private var known: [Branch] = []

  /// - Parameter path: where in the text it stands, without brackets.
  mutating func key(_ path: Range<Int>, of text: RegistryText) -> RegistryKey {
    let name = path.upperBound - RegistryKey.thumbprintSize * text.width
    // Another name may be one of the words that tell a parent.
    guard name > path.lowerBound, text[name - text.width] == UInt8(ascii: "\\"),
      !stride(from: name, to: path.upperBound, by: text.width).contains(where: {
        text[$0] == UInt8(ascii: "\\")
      })
    else { return RegistryKey(text.lowered(path)) }
    let parent = path.lowerBound..<name
    if let branch = known.first(where: { text.stands($0.octets, at: parent) }) { return branch.key }
    let key = RegistryKey(text.lowered(path))
    if known.count == Self.most { known.removeFirst() }
    known.append(Branch(octets: Array(text.bytes[parent]), key: key))
    return key
  }
}
