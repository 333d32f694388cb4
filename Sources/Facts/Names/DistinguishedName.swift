// SPDX-License-Identifier: GPL-3.0-or-later

/// A subject or an issuer: the full name, which is what identifies an authority.
///
/// ```
/// Name ::= SEQUENCE OF RelativeDistinguishedName
/// RelativeDistinguishedName ::= SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
/// ```
/// Source: RFC 5280 § 4.1.2.4.
public struct DistinguishedName: Sendable {
  public struct Attribute: Hashable, Sendable {
    public let type: AttributeType
    /// The value as text, for people.
    public let value: String
    /// The value as it is compared.
    let canonical: String

    init(type: AttributeType, value: String, canonical: String) {
      self.type = type
      self.value = value
      self.canonical = canonical
    }

    /// An attribute whose value was typed.
    public init(type: AttributeType, typed value: String) {
      self.init(type: type, value: value, canonical: DirectoryText.canonical(value))
    }
  }

  /// The relative names in the order of the encoding: country first, common name last, in most certificates.
  public let relativeNames: [[Attribute]]
  /// Whether this was typed: then the order is the reader's assumption.
  public let isTyped: Bool
  /// The octets of a name that was read from a certificate; none for a typed one.
  private let der: [UInt8]
  /// Whether some of its characters may be others: the name went through a program that could not write them.
  public let isUncertain: Bool

  /// A name that somebody typed or pasted, already put in the order of the encoding.
  ///
  /// - Parameter isUncertain: whether characters outside ASCII, and question marks, may stand for others.
  public init(typed relativeNames: [[Attribute]], isUncertain: Bool = false) {
    self.relativeNames = relativeNames
    isTyped = true
    der = []
    self.isUncertain = isUncertain
  }

  /// Reads one name that fills `der` from the first octet to the last.
  ///
  /// - Throws: `DERError`, with offsets from the start of `der`.
  public init(der: [UInt8]) throws(DERError) {
    var outer = DERReader(der)
    _ = try outer.next()
    guard outer.isAtEnd else { throw .trailingBytes(offset: outer.offset) }
    try Self.check(der.span, in: 0..<der.count)
    self.init(checkedDER: der)
  }

  /// Makes sure that the octets are a name. `init(checkedDER:)` relies on it.
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

  /// - Parameter checkedDER: the octets of a Name that `check` has accepted.
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
    // Two values with wrong octets may look alike: they are compared by their octets.
    let isSound = DirectoryText.isSound(content, tag: value.tag)
    let canonical = isSound ? unlikeOctets(DirectoryText.canonical(text)) : hexadecimal
    return Attribute(type: type, value: text, canonical: canonical)
  }

  /// A text such as `#0203` is not the value that consists of these octets.
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
  /// Windows shows names last part first and certutil does too, but not every tool: a typed name is therefore also
  /// accepted in the other direction. Where one of them is uncertain, what may be another character does not make
  /// them different; `Judgement` never rests a deletion on such a name.
  public func isSame(as other: DistinguishedName) -> Bool {
    if isSameEncoding(as: other) { return true }
    guard isTyped || other.isTyped else { return octets == other.octets }
    let masks = isUncertain || other.isUncertain
    let one = masks ? masked : comparable
    let two = masks ? other.masked : other.comparable
    return one == two || one == Array(two.reversed())
  }

  /// Equal octets are equal names, and most equal names have equal octets.
  private func isSameEncoding(as other: DistinguishedName) -> Bool { !der.isEmpty && der == other.der }

  private struct Comparable<Value: Hashable>: Hashable {
    let type: AttributeType
    let value: Value
  }

  /// A relative name has no order, but counts what it holds twice, as the octets of a SET OF do.
  private func counted<Value>(_ value: (Attribute) -> Value) -> [[Comparable<Value>: Int]] {
    relativeNames.map { attributes in
      attributes.reduce(into: [:]) { $0[Comparable(type: $1.type, value: value($1)), default: 0] += 1 }
    }
  }

  /// The names of two certificates: a letter and its mark as one character and as two are other octets, and so another
  /// name to Windows and OpenSSL, though Swift's strings are equal.
  private var octets: [[Comparable<[UInt8]>: Int]] { counted { Array($0.canonical.utf8) } }

  /// A typed name: keyboards and clipboards take such characters apart, and put them together.
  private var comparable: [[Comparable<String>: Int]] { counted(\.canonical) }

  /// Every run of characters that may be others reduced to one: a character of two octets comes out as two.
  private var masked: [[Comparable<String>: Int]] { counted { DirectoryText.masked($0.canonical) } }

  public var isEmpty: Bool { relativeNames.isEmpty }
}

// MARK: - Display

extension DistinguishedName {
  /// What the columns “Issued To” and “Issued By” show: never an identity.
  ///
  /// The first kind that is there of common name, organizational unit, organization and e-mail address, else the
  /// first attribute; when the kind repeats, the last of the encoding.
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

  /// The simple display name for people. A line feed in it shows as an escape, as nothing in a name may look like a
  /// line of whoever shows it.
  public var displayLine: String { Self.onOneLine(simpleDisplayName) }

  private static func onOneLine(_ text: String) -> String {
    guard text.utf8.contains(0x0A) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" { scalars += #"\u{A}"#.unicodeScalars } else { scalars.append(scalar) }
    }
    return String(scalars)
  }

  /// Whether a list sorted by display names shows both side by side.
  func displaysAlike(_ other: DistinguishedName) -> Bool {
    let one = DirectoryText.canonical(simpleDisplayName)
    let two = DirectoryText.canonical(other.simpleDisplayName)
    return isTyped || other.isTyped ? one == two : one.utf8.elementsEqual(two.utf8)
  }

  /// The lines of the Details tab: one relative name each, last of the encoding first, line feeds as in `displayLine`.
  public var detailLines: [String] {
    relativeNames.reversed().map { attributes in
      attributes.map { "\($0.type.windowsLabel) = \(Self.onOneLine($0.value))" }.joined(separator: " + ")
    }
  }

  /// The string form of RFC 4514: last relative name first, special characters escaped.
  public var rfc4514: String {
    relativeNames.reversed().map { attributes in
      attributes.map { "\($0.type.label)=\(Self.escaped($0.value))" }.joined(separator: "+")
    }.joined(separator: ",")
  }

  /// RFC 4514 § 2.4.
  private static func escaped(_ value: String) -> String {
    var text = ""
    // Counted once: a name may hold 64 KB, and a string does not know its length.
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
  /// Equal in every attribute and in the same order; `isSame(as:)` is the comparison of the procedure.
  public static func == (one: DistinguishedName, other: DistinguishedName) -> Bool {
    one.isSameEncoding(as: other) || one.octets == other.octets
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(octets) }
}
