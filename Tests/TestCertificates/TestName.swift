// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// A name that a test writes as DER.
public struct TestName: Hashable, Sendable {
  /// The tag of a string type.
  public enum Form: UInt8, Sendable {
    case utf8 = 0x0C
    case printable = 0x13
    case teletex = 0x14
    case ia5 = 0x16
    case universal = 0x1C
    case bmp = 0x1E
  }

  public struct Part: Hashable, Sendable {
    public let oid: [UInt8]
    public let tag: UInt8
    public let content: [UInt8]

    public init(_ label: String, _ value: String, _ form: Form = .utf8) {
      guard let type = AttributeType(label: label) else { preconditionFailure("no attribute \(label)") }
      oid = type.oid
      tag = form.rawValue
      content =
        switch form {
        case .utf8, .printable, .ia5: Array(value.utf8)
        case .teletex: value.unicodeScalars.map { UInt8($0.value) }
        case .bmp: value.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .universal:
          value.unicodeScalars.flatMap { scalar in
            [24, 16, 8, 0].map { UInt8(scalar.value >> $0 & 0xFF) }
          }
        }
    }

    public init(oid: [UInt8], tag: UInt8, content: [UInt8]) {
      self.oid = oid
      self.tag = tag
      self.content = content
    }

    var der: [UInt8] { DER.sequence(DER.oid(oid), DER.element(tag, content)) }
  }

  /// In the order of the encoding.
  public var parts: [[Part]]

  public init(_ parts: Part...) { self.parts = parts.map { [$0] } }
  public init(sets: [[Part]]) { parts = sets }

  /// `C=US, O=Contoso, CN=…`.
  public static func contoso(_ commonName: String, form: Form = .utf8) -> TestName {
    TestName(Part("C", "US", .printable), Part("O", "Contoso", form), Part("CN", commonName, form))
  }

  /// The same name in another organization.
  public func of(_ organization: String) -> TestName {
    let other = Part("O", organization)
    return TestName(sets: parts.map { $0.map { $0.oid == other.oid ? other : $0 } })
  }

  public var der: [UInt8] { DER.element(0x30, parts.flatMap { DER.set($0.map(\.der)) }) }
}
