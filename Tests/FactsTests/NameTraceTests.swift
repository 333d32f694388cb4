// SPDX-License-Identifier: GPL-3.0-or-later

import TestCertificates
import Testing

@testable import Facts

/// A sieve of traces must not hold back a name that is the same as a noted one.
@Suite struct NameTraceTests {
  typealias Part = TestName.Part

  /// The last of them have characters whose second octet is an ASCII letter in UTF-16, and none in UTF-8.
  static let values = [
    "Contoso Root CA", "contoso  root\tca", "  CONTOSO ROOT CA ", "Contoso Root CA 2", "", " ", "Größe",
    "GRÖSSE", "Gro\u{308}ße", "Łódź", "中文丰", "\u{10041}\u{1F4A9}",
  ]

  static let names: [TestName] = {
    let simple = values.flatMap { value in
      forms(of: value).flatMap { form in
        [TestName(Part("CN", value, form)), TestName(Part("C", "US", .printable), Part("O", value, form))]
      }
    }
    let (unit, name) = (Part("OU", "Łódź Unit"), Part("CN", "ONE two", .bmp))
    let twins = [
      Part("OU", "łÓdź UNIT", .bmp), Part("OU", "Łódź  unit", .bmp), Part("CN", "One Two", .teletex),
    ]
    let sets: [[Part]] = [
      [unit, name], [name, unit], [twins[1], twins[2]], [twins[2], twins[0]], [name], [name, name],
      [name, twins[2]], [twins[2], name], [unit, unit, name], [],
    ]
    return simple + sets.map { TestName(sets: [$0]) } + sets.map { TestName(sets: [[unit], $0]) } + odd
  }()

  /// What is no text, what is not of its type, and texts that look like them.
  private static let odd: [TestName] = {
    let common: [UInt8] = [0x55, 0x04, 0x03]
    let contents: [(UInt8, [UInt8])] = [
      (0x02, [0x41, 0x42]), (0x12, [0x31, 0x32]), (0x04, []), (0x1E, [0x00, 0x41, 0x42]),
      (0x1E, [0x00, 0x41]), (0x1E, [0xD8, 0x41]), (0x1C, [0x00, 0x11, 0x00, 0x41]), (0x1C, [0, 0, 0, 0x41]),
      (0x0C, [0xC1, 0x41]), (0x0C, [0xE2, 0x41]), (0x0C, [0x41]), (0x14, [0xC1, 0x41]), (0x13, [0x41, 0x00]),
    ]
    let encoded = contents.map { TestName(Part(oid: common, tag: $0.0, content: $0.1)) }
    return encoded + encoded.map { TestName(Part("CN", $0.name.simpleDisplayName)) } + [TestName(sets: [])]
  }()

  private static func forms(of value: String) -> [TestName.Form] {
    let isLatin = value.unicodeScalars.allSatisfy { $0.value < 0x100 }
    let isASCII = value.unicodeScalars.allSatisfy(\.isASCII)
    return [.utf8, .bmp, .universal] + (isLatin ? [.teletex] : []) + (isASCII ? [.printable, .ia5] : [])
  }

  private static func trace(_ name: TestName) -> UInt64 { NameTrace.of(name.der[...]) }

  @Test("is the same for names that are the same, however they are encoded")
  func sameNames() {
    var same = 0
    for one in Self.names {
      for other in Self.names where one.name.isSame(as: other.name) {
        same += 1
        if Self.trace(one) != Self.trace(other) {
          Issue.record("\(one.name.rfc4514) as \(one.der) and \(other.der)")
        }
      }
    }
    #expect(same > Self.names.count * 2)
  }

  @Test("meets the display name among the values wherever lists would show it alike")
  func displayNames() {
    for one in Self.names {
      var values: Set<UInt64> = []
      _ = NameTrace.of(one.der[...]) { values.insert($0) }
      for other in Self.names where one.name.displaysAlike(other.name) {
        if !values.contains(NameTrace.of(other.name.simpleDisplayName)) {
          Issue.record("\(one.name.rfc4514) as \(one.der) beside \(other.name.rfc4514)")
        }
      }
    }
  }

  @Test("tells most names apart")
  func otherNames() {
    let names = (0..<1000).map { TestName.contoso("Contoso Root CA \($0)") }
    #expect(Set(names.map(Self.trace)).count == names.count)
  }

  @Test("ends early where octets are no name, and never reads past them")
  func damage() {
    let whole = TestName.contoso("Contoso Root CA", form: .bmp).der
    for count in whole.indices { _ = NameTrace.of(whole[..<count]) }
    for index in whole.indices {
      for octet in [0x00, 0x1C, 0x1E, 0x80, 0x84, 0xFF] as [UInt8] {
        var damaged = whole
        damaged[index] = octet
        _ = NameTrace.of(damaged[...])
      }
    }
  }
}
