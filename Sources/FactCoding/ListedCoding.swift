// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import JSON

// Facts that a file lists without the certificate, as a certutil listing does:
//   {"subject":NAME,"issuer":NAME,"serial":"00e1…","validFrom":"11/23/2026 7:34 PM","validTo":"…","thumbprint":"dede…"}
//   NAME  {"attributes":[[["C","US"]],[["CN","Contoso Root CA"]]],"uncertain":false}
// Relative names are in encoding order. An unknown thumbprint is null; an unknown Valid to is left out.

extension CertificateFacts {
  /// - Precondition: the certificate itself is not available; otherwise its DER is recorded.
  var listed: JSONValue {
    guard certificate == nil, case .written(let date) = validFrom else {
      preconditionFailure("a certificate that was seen is recorded as its DER")
    }
    let end = validTo.map { [JSONValue.Member("validTo", .string($0.text))] } ?? []
    return .object(
      [
        JSONValue.Member("subject", subject.listed), JSONValue.Member("issuer", issuer.listed),
        JSONValue.Member("serial", .string(Hexadecimal.text(serial.bytes))),
        JSONValue.Member("validFrom", .string(date.text)),
      ] + end + [JSONValue.Member("thumbprint", JSONValue(thumbprint?.description))])
  }

  init?(listed: JSONValue) {
    guard let subject = listed["subject"].flatMap(DistinguishedName.init(listed:)),
      let issuer = listed["issuer"].flatMap(DistinguishedName.init(listed:)),
      let serial = listed["serial"]?.string.flatMap(Hexadecimal.bytes).flatMap(SerialNumber.init(content:)),
      let validFrom = listed["validFrom"]?.string.flatMap(Self.date),
      let validTo = Self.end(listed["validTo"]),
      let thumbprint = listed["thumbprint"].flatMap(Self.thumbprint)
    else { return nil }
    self.init(
      subject: subject, issuer: issuer, serial: serial, validFrom: .written(validFrom),
      validTo: validTo.known, thumbprint: thumbprint.known)
  }

  /// - Returns: `nil` unless the value is a text as `WrittenDate` keeps it, or missing.
  private static func end(_ value: JSONValue?) -> (known: WrittenDate?, Void)? {
    guard let value else { return (nil, ()) }
    guard let text = value.string, WrittenDate(text).text == text, !text.isEmpty else { return nil }
    return (WrittenDate(text), ())
  }

  /// A date as `WrittenDate` keeps it, with at least one number.
  private static func date(_ text: String) -> WrittenDate? {
    let date = WrittenDate(text)
    return date.text == text && text.contains(where: \.isNumber) ? date : nil
  }

  /// - Returns: `nil` unless the value is 40 hexadecimal digits or null.
  private static func thumbprint(_ value: JSONValue) -> (known: Thumbprint?, Void)? {
    if value == .null { return (nil, ()) }
    return value.string.flatMap(Hexadecimal.bytes).flatMap(Thumbprint.init(bytes:)).map { ($0, ()) }
  }
}

extension DistinguishedName {
  fileprivate var listed: JSONValue {
    let names = relativeNames.map { attributes in
      JSONValue.array(
        attributes.map { .array([.string($0.type.label), .string($0.value)]) })
    }
    return ["attributes": .array(names), "uncertain": .boolean(isUncertain)]
  }

  fileprivate init?(listed: JSONValue) {
    guard let isUncertain = listed["uncertain"]?.boolean,
      let names = listed["attributes"]?.elements({ $0.elements(Attribute.init(listed:)) }),
      !names.isEmpty, names.allSatisfy({ !$0.isEmpty })
    else { return nil }
    self.init(typed: names, isUncertain: isUncertain)
  }
}

extension DistinguishedName.Attribute {
  fileprivate init?(listed: JSONValue) {
    guard let parts = listed.elements(\.string), parts.count == 2, let type = AttributeType(label: parts[0])
    else { return nil }
    self.init(type: type, typed: parts[1])
  }
}
