// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates

@testable import Facts

/// A name that a test writes as DER and as somebody would type it.
struct TestName: Sendable {
  enum Form: UInt8, Sendable {
    case utf8 = 0x0C
    case printable = 0x13
    case teletex = 0x14
    case ia5 = 0x16
    case universal = 0x1C
    case bmp = 0x1E
  }

  struct Part: Sendable {
    let oid: [UInt8]
    let tag: UInt8
    let content: [UInt8]

    init(_ label: String, _ value: String, _ form: Form = .utf8) {
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

    init(oid: [UInt8], tag: UInt8, content: [UInt8]) {
      self.oid = oid
      self.tag = tag
      self.content = content
    }

    var der: [UInt8] { DER.sequence(DER.oid(oid), DER.element(tag, content)) }
  }

  /// In the order of the encoding.
  var parts: [[Part]]

  init(_ parts: Part...) { self.parts = parts.map { [$0] } }
  init(sets: [[Part]]) { parts = sets }

  /// `C=US, O=Contoso, CN=…`.
  static func contoso(_ commonName: String, form: Form = .utf8) -> TestName {
    TestName(Part("C", "US", .printable), Part("O", "Contoso", form), Part("CN", commonName, form))
  }

  var der: [UInt8] { DER.element(0x30, parts.flatMap { DER.set($0.map(\.der)) }) }

  /// As a certificate states it.
  var name: DistinguishedName { DistinguishedName(checkedDER: der) }

  /// As somebody copies it from the Details tab.
  var typed: DistinguishedName { Typing.name(name.detailLines.joined(separator: "\r\n")) }
}

/// What tests type; a text that is refused is a mistake in the test.
enum Typing {
  static func name(_ text: String) -> DistinguishedName {
    do { return try NameReading.read(text) } catch { preconditionFailure("\(text): \(error)") }
  }

  static func serial(_ text: String) -> SerialNumber {
    do { return try SerialReading.read(text) } catch { preconditionFailure("\(text): \(error)") }
  }

  static func date(_ text: String) -> ValidFrom { .written(WrittenDate(text)) }

  static func instant(_ text: String) -> Instant {
    guard let instant = Instant(iso8601: text) else { preconditionFailure(text) }
    return instant
  }
}
