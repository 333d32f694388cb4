// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import X509

/// A name with a key, that issues certificates whose signatures verify.
public struct Authority {
  /// 2015: what begins then is valid at `now`.
  public static let start = Instant(secondsSince1970: 1_420_070_400)
  public static let now = start.adding(seconds: 5 * year)
  private static let year = 31_536_000

  public let organization: String
  public let name: String
  public let key: PracticeKey
  public let certificate: Certificate

  /// - Parameters:
  ///   - issuer: who signs it; `nil` makes a root.
  ///   - key: an older one makes a renewal.
  ///   - years: when it begins, counted from `start`; it is valid for ten.
  public init(
    _ name: String, of organization: String = "Contoso", by issuer: Authority? = nil,
    key: PracticeKey? = nil, serial: UInt8 = 1, years: Int = 0
  ) throws {
    self.name = name
    self.organization = organization
    self.key = try key ?? PracticeKey()
    certificate = try Self.make(
      [("O", organization), ("CN", name)], self.key, by: issuer, serial, years, isAuthority: true)
  }

  /// The same name again.
  public func again(
    key: PracticeKey? = nil, by issuer: Authority? = nil, serial: UInt8, years: Int = 0
  ) throws -> Authority {
    try Authority(name, of: organization, by: issuer, key: key, serial: serial, years: years)
  }

  public func server(_ name: String, serial: UInt8 = 9) throws -> Certificate {
    try Self.make([("CN", name)], PracticeKey(), by: self, serial, 0, isAuthority: false)
  }

  private static func make(
    _ name: [(label: String, value: String)], _ key: PracticeKey, by issuer: Authority?, _ serial: UInt8,
    _ years: Int, isAuthority: Bool
  ) throws -> Certificate {
    let from = start.adding(seconds: years * year)
    return try PracticeCertificate.make(
      subject: name, serial: [serial], notBefore: from, notAfter: from.adding(seconds: 10 * year), key: key,
      issuer: issuer.map { ($0.certificate, $0.key) }, isAuthority: isAuthority,
      dnsNames: isAuthority ? [] : name.map(\.value))
  }
}
