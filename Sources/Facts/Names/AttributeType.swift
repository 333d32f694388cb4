// SPDX-License-Identifier: GPL-3.0-or-later

/// The type of an attribute in a name: an object identifier and its labels.
public struct AttributeType: Hashable, Sendable {
  /// The content octets of the OBJECT IDENTIFIER.
  public let oid: [UInt8]

  public init(oid: [UInt8]) { self.oid = oid }

  public static let commonName = AttributeType(oid: [0x55, 0x04, 0x03])
  public static let organization = AttributeType(oid: [0x55, 0x04, 0x0A])
  public static let organizationalUnit = AttributeType(oid: [0x55, 0x04, 0x0B])
  public static let emailAddress = AttributeType(
    oid: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01])

  /// Labels before the equals sign: first those of RFC 4514, then those of Windows' Details tab and certutil,
  /// then other spellings that are accepted when typed.
  ///
  /// Source: RFC 4514 § 3 and RFC 4519; CertNameToStr and CERT_RDN_ATTR_INFO (Microsoft) for `S`, `E`, `G`, `I`, `T`.
  private static let known: [(type: AttributeType, labels: [String])] = [
    (commonName, ["CN"]),
    (organizationalUnit, ["OU"]),
    (organization, ["O"]),
    (AttributeType(oid: [0x55, 0x04, 0x07]), ["L"]),
    (AttributeType(oid: [0x55, 0x04, 0x08]), ["ST", "S"]),
    (AttributeType(oid: [0x55, 0x04, 0x06]), ["C"]),
    (emailAddress, ["emailAddress", "E", "EMAIL"]),
    (
      AttributeType(oid: [0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x19]), ["DC"]
    ),
    (AttributeType(oid: [0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x01]), ["UID"]),
    (AttributeType(oid: [0x55, 0x04, 0x09]), ["STREET"]),
    (AttributeType(oid: [0x55, 0x04, 0x0C]), ["title", "T"]),
    (AttributeType(oid: [0x55, 0x04, 0x2A]), ["givenName", "G", "GN"]),
    (AttributeType(oid: [0x55, 0x04, 0x2B]), ["initials", "I"]),
    (AttributeType(oid: [0x55, 0x04, 0x04]), ["SN"]),
    (AttributeType(oid: [0x55, 0x04, 0x05]), ["serialNumber"]),
    (AttributeType(oid: [0x55, 0x04, 0x0D]), ["description"]),
    (AttributeType(oid: [0x55, 0x04, 0x11]), ["postalCode"]),
    (AttributeType(oid: [0x55, 0x04, 0x14]), ["telephoneNumber", "Phone"]),
    (AttributeType(oid: [0x55, 0x04, 0x2E]), ["dnQualifier"]),
  ]

  /// The short name of RFC 4514, or the identifier in dotted decimal notation.
  public var label: String { Self.known.first { $0.type == self }?.labels[0] ?? dotted }

  /// The label in Windows' Details tab; `OID.` and the identifier if it has no name.
  public var windowsLabel: String {
    guard let entry = Self.known.first(where: { $0.type == self }) else { return "OID.\(dotted)" }
    return entry.labels.count > 1 ? entry.labels[1] : entry.labels[0].uppercased()
  }

  /// The identifier in dotted decimal notation, such as `2.5.4.3`.
  public var dotted: String {
    var numbers: [Int] = []
    var value = 0
    for octet in oid {
      guard value < 1 << 48 else { return Hexadecimal.text(oid) }
      value = value << 7 | Int(octet & 0x7F)
      if octet & 0x80 == 0 {
        numbers += numbers.isEmpty ? [min(value / 40, 2), value - 40 * min(value / 40, 2)] : [value]
        value = 0
      }
    }
    return numbers.map(String.init).joined(separator: ".")
  }

  /// Reads a typed label, ignoring case, or dotted decimal notation with or without `OID.`.
  public init?(label text: String) {
    let wanted = text.lowercased()
    if let entry = Self.known.first(where: { $0.labels.contains { $0.lowercased() == wanted } }) {
      self = entry.type
      return
    }
    let digits = wanted.hasPrefix("oid.") ? String(wanted.dropFirst(4)) : wanted
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count, numbers.count >= 2, (0...2).contains(numbers[0]),
      numbers[1] >= 0, numbers[0] == 2 || numbers[1] < 40, numbers.allSatisfy({ (0..<1 << 48).contains($0) })
    else { return nil }
    oid = ([numbers[0] * 40 + numbers[1]] + numbers.dropFirst(2)).flatMap(Self.base128)
  }

  private static func base128(_ number: Int) -> [UInt8] {
    var octets = [UInt8(number & 0x7F)]
    var rest = number >> 7
    while rest > 0 {
      octets.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return octets
  }
}
