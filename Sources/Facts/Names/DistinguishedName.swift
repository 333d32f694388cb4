// SPDX-License-Identifier: GPL-3.0-or-later

/// A subject or an issuer: the full name, which identifies an authority.
///
/// ```
/// Name ::= SEQUENCE OF RelativeDistinguishedName
/// RelativeDistinguishedName ::= SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
/// ```
/// Source: RFC 5280 § 4.1.2.4.
public struct DistinguishedName: Sendable {
  public struct Attribute: Hashable, Sendable {
    public let type: AttributeType
    /// The value as text for display.
    public let value: String
    /// The value in its form for comparison.
    let canonical: String

    init(type: AttributeType, value: String, canonical: String) {
      self.type = type
      self.value = value
      self.canonical = canonical
    }

    /// An attribute with a typed value.
    public init(type: AttributeType, typed value: String) {
      self.init(type: type, value: value, canonical: DirectoryText.canonical(value))
    }
  }

  /// The relative names in encoding order: in most certificates, country first and common name last.
  public let relativeNames: [[Attribute]]
  /// Whether the name was typed; the order is then an assumption.
  public let isTyped: Bool
  /// The encoded name from a certificate; empty for a typed name.
  private let der: [UInt8]
  /// Whether some characters may stand for others, because a program that cannot represent them wrote the
  /// name.
  public let isUncertain: Bool

  /// A typed or pasted name, already in encoding order.
  ///
  /// - Parameter isUncertain: whether non-ASCII characters and question marks may stand for others.
  public init(typed relativeNames: [[Attribute]], isUncertain: Bool = false) {
    self.relativeNames = relativeNames
    isTyped = true
    der = []
    self.isUncertain = isUncertain
  }

  /// Reads one name that fills `der` from the first to the last octet.
  ///
  /// - Throws: `DERError`, with offsets from the start of `der`.
  public init(der: [UInt8]) throws(DERError) {
    var outer = DERReader(der)
    _ = try outer.next()
    guard outer.isAtEnd else { throw .trailingBytes(offset: outer.offset) }
    try Self.check(der.span, in: 0..<der.count)
    self.init(checkedDER: der)
  }

  /// Checks that the octets are a name. `init(checkedDER:)` relies on it.
  ///
  /// - Throws: `DERError`, with offsets from the start of `octets`.
  static func check(_ octets: Span<UInt8>, in range: Range<Int>) throws(DERError) {
    var outer = DERWalk(over: range)
    var list = DERWalk(inside: try outer.next(DERReader.Tag.sequence, in: octets))
    while !list.isAtEnd {
      var set = DERWalk(inside: try list.next(DERReader.Tag.set, in: octets))
      while !set.isAtEnd {
        var pair = DERWalk(inside: try set.next(DERReader.Tag.sequence, in: octets))
        _ = try pair.next(DERReader.Tag.objectIdentifier, in: octets)
        _ = try pair.next(in: octets)
        guard pair.isAtEnd else { throw .trailingBytes(offset: pair.offset) }
      }
    }
  }

  /// - Parameter checkedDER: the octets of a Name that passed `check`.
  init(checkedDER: [UInt8]) {
    guard let names = try? Self.read(checkedDER, in: 0..<checkedDER.count) else {
      preconditionFailure("a name is checked when its certificate is read")
    }
    relativeNames = names
    isTyped = false
    der = checkedDER
    isUncertain = false
  }

  private static func read(_ bytes: [UInt8], in range: Range<Int>) throws(DERError) -> [[Attribute]] {
    var outer = DERReader(bytes, in: range)
    var list = outer.inside(try outer.next(DERReader.Tag.sequence))
    var names: [[Attribute]] = []
    while !list.isAtEnd {
      var set = list.inside(try list.next(DERReader.Tag.set))
      var attributes: [Attribute] = []
      while !set.isAtEnd {
        var pair = set.inside(try set.next(DERReader.Tag.sequence))
        let type = try pair.next(DERReader.Tag.objectIdentifier)
        let value = try pair.next()
        guard pair.isAtEnd else { throw .trailingBytes(offset: pair.offset) }
        attributes.append(attribute(AttributeType(oid: Array(bytes[type.content])), value, in: bytes))
      }
      names.append(attributes)
    }
    return names
  }

  private static func attribute(_ type: AttributeType, _ value: DERElement, in bytes: [UInt8]) -> Attribute {
    let hexadecimal = "#" + Hexadecimal.text(bytes[value.whole])
    guard DirectoryText.isText(tag: value.tag) else {
      return Attribute(type: type, value: hexadecimal, canonical: hexadecimal)
    }
    let content = bytes[value.content]
    let text = DirectoryText.decode(content, tag: value.tag)
    // Two values with invalid octets may look the same as text, so they are compared by their octets.
    let isSound = DirectoryText.isSound(content, tag: value.tag)
    let canonical = isSound ? unlikeOctets(DirectoryText.canonical(text)) : hexadecimal
    return Attribute(type: type, value: text, canonical: canonical)
  }

  /// Keeps a text such as `#0203` distinct from the value that consists of these octets.
  private static func unlikeOctets(_ canonical: String) -> String {
    let digits = canonical.utf8.dropFirst()
    let looksAlike =
      canonical.utf8.first == UInt8(ascii: "#") && digits.allSatisfy { (0x30...0x39).contains($0) }
    return looksAlike ? "\\" + canonical : canonical
  }
}

// MARK: - Comparison

extension DistinguishedName {
  /// Whether both are the same name by the rules of RFC 5280 § 7.1.
  ///
  /// Windows and certutil show names last part first, but other tools do not, so a typed name also matches in
  /// reverse order. If either name is uncertain, characters that may stand for others do not make the names
  /// different; `Judgement` never allows a deletion based on such a name.
  public func isSame(as other: DistinguishedName) -> Bool {
    if isSameEncoding(as: other) { return true }
    guard isTyped || other.isTyped else { return octets == other.octets }
    let masks = isUncertain || other.isUncertain
    let one = masks ? masked : comparable
    let two = masks ? other.masked : other.comparable
    return one == two || one == Array(two.reversed())
  }

  /// Equal octets mean equal names, and most equal names have equal octets.
  private func isSameEncoding(as other: DistinguishedName) -> Bool { !der.isEmpty && der == other.der }

  private struct Comparable<Value: Hashable>: Hashable {
    let type: AttributeType
    let value: Value
  }

  /// A relative name is unordered, but repeated attributes count, as in a SET OF.
  private func counted<Value>(_ value: (Attribute) -> Value) -> [[Comparable<Value>: Int]] {
    relativeNames.map { attributes in
      attributes.reduce(into: [:]) { $0[Comparable(type: $1.type, value: value($1)), default: 0] += 1 }
    }
  }

  /// For names from two certificates: a composed and a decomposed character have different octets, so Windows
  /// and OpenSSL treat them as different names, although Swift's strings compare equal.
  private var octets: [[Comparable<[UInt8]>: Int]] { counted { Array($0.canonical.utf8) } }

  /// For typed names: keyboards and clipboards may compose or decompose characters.
  private var comparable: [[Comparable<String>: Int]] { counted(\.canonical) }

  /// Reduces each run of uncertain characters to one, because a two-octet character may turn into two
  /// characters.
  private var masked: [[Comparable<String>: Int]] { counted { DirectoryText.masked($0.canonical) } }

  public var isEmpty: Bool { relativeNames.isEmpty }
}

// MARK: - Display

extension DistinguishedName {
  /// The text in the columns “Issued To” and “Issued By”. It does not identify an authority.
  ///
  /// The first type present of common name, organizational unit, organization and e-mail address, otherwise
  /// the first attribute; if the type repeats, the last one in encoding order.
  ///
  /// Source: CertGetNameString, CERT_NAME_SIMPLE_DISPLAY_TYPE (Microsoft, wincrypt.h); the repeat rule from the
  /// table of KB 293781, which lists “Copyright (c) 1997 Microsoft Corp.” for a name with three units.
  public var simpleDisplayName: String {
    let attributes = relativeNames.flatMap { $0 }
    for type in [AttributeType.commonName, .organizationalUnit, .organization, .emailAddress] {
      if let attribute = attributes.last(where: { $0.type == type }) { return attribute.value }
    }
    return attributes.first?.value ?? ""
  }

  /// The simple display name for output. A line feed is shown as an escape, so that a name cannot imitate a
  /// line of the program's output.
  public var displayLine: String { Self.onOneLine(simpleDisplayName) }

  private static func onOneLine(_ text: String) -> String {
    guard text.utf8.contains(0x0A) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" { scalars += #"\u{A}"#.unicodeScalars } else { scalars.append(scalar) }
    }
    return String(scalars)
  }

  /// Whether a list sorted by display name shows the two names next to each other.
  func displaysAlike(_ other: DistinguishedName) -> Bool {
    let one = DirectoryText.canonical(simpleDisplayName)
    let two = DirectoryText.canonical(other.simpleDisplayName)
    return isTyped || other.isTyped ? one == two : one.utf8.elementsEqual(two.utf8)
  }

  /// The lines of the Details tab: one relative name per line in reverse encoding order, line feeds as in
  /// `displayLine`.
  public var detailLines: [String] {
    relativeNames.reversed().map { attributes in
      attributes.map { "\($0.type.windowsLabel) = \(Self.onOneLine($0.value))" }.joined(separator: " + ")
    }
  }

  /// The RFC 4514 string: last relative name first, special characters escaped.
  public var rfc4514: String {
    relativeNames.reversed().map { attributes in
      attributes.map { "\($0.type.label)=\(Self.escaped($0.value))" }.joined(separator: "+")
    }.joined(separator: ",")
  }

  /// RFC 4514 § 2.4.
  private static func escaped(_ value: String) -> String {
    var text = ""
    // Counted once: a name may have 64 KB, and counting a string's scalars is linear.
    let last = value.unicodeScalars.count - 1
    for (index, scalar) in value.unicodeScalars.enumerated() {
      let isLast = index == last
      switch scalar {
      case "\0": text += "\\00"
      case "\"", "+", ",", ";", "<", ">", "\\": text += "\\\(scalar)"
      case " " where index == 0 || isLast: text += "\\ "
      case "#" where index == 0: text += "\\#"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension DistinguishedName: Hashable {
  /// Equal in every attribute and in the same order. The procedure compares with `isSame(as:)`.
  public static func == (one: DistinguishedName, other: DistinguishedName) -> Bool {
    one.isSameEncoding(as: other) || one.octets == other.octets
  }

  /// Of several attributes in one relative name, only the count is hashed, because their order does not count.
  public func hash(into hasher: inout Hasher) {
    for attributes in relativeNames {
      hasher.combine(attributes.count)
      guard attributes.count == 1, let attribute = attributes.first else { continue }
      hasher.combine(attribute.type)
      var value = attribute.canonical
      value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
