// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The certificates of one organization, each named after what it is beside the noted root and intermediate.
public enum Contoso {
  /// The moment of every test: the strays of 2005 and 2007 have expired by then, the others have not.
  public static let now: Instant = {
    guard let now = Instant(iso8601: "2026-11-23T18:00:00Z") else { preconditionFailure("a moment") }
    return now
  }()

  public static let rootName = TestName.contoso("Contoso Root CA")
  public static let issuingName = TestName.contoso("Contoso Issuing CA 1")

  public static let root = TestCertificate(
    rootName, serial: [0x61, 0x0F, 0x2A, 0x33, 0x90, 0x02], from: "20110301100000Z", to: "20360301100000Z",
    key: [0xA1, 0xA2, 0xA3])
  public static let issuing = TestCertificate(
    issuingName, issuer: rootName, serial: [0x18, 0xD4, 0x77, 0x05, 0xEE, 0x41], from: "20120515080000Z",
    to: "20320515080000Z", key: [0xB1, 0xB2, 0xB3])
  public static let policy = TestCertificate(
    TestName.contoso("Contoso Policy CA"), issuer: rootName,
    serial: [0x2C, 0x90, 0x13, 0xAA, 0x54, 0x7B],
    from: "20120101080000Z", to: "20320101080000Z", key: [0xC1, 0xC2, 0xC3])
  public static let server = TestCertificate(
    TestName.contoso("fe01.contoso.com"), issuer: issuingName,
    serial: [0x47, 0x11, 0x08, 0x15, 0x22, 0x33],
    from: "20240101080000Z", to: "20290101080000Z", key: [0xD1, 0xD2, 0xD3], isAuthority: false)

  /// Expired, another key: the article's case.
  public static let strayRoot = root.with {
    $0.serial = [0x3B, 0x72, 0x55, 0xC8, 0x1E, 0xF4]
    ($0.notBefore, $0.notAfter, $0.key) = ("20050607120000Z", "20170607120000Z", [0xE1, 0xE2, 0xE3])
  }
  /// Another key, and still valid.
  public static let validStrayRoot = root.with {
    $0.serial = [0x52, 0x09, 0xBD, 0x6A, 0x7F, 0x18]
    ($0.notBefore, $0.notAfter, $0.key) = ("20140102030405Z", "20390102030405Z", [0xF1, 0xF2, 0xF3])
  }
  /// The same key under another number and date.
  public static let renewedRoot = root.with {
    $0.serial = [0x74, 0xE6, 0x20, 0x9C, 0x43, 0xD5]
    ($0.notBefore, $0.notAfter) = ("20180102030405Z", "20430102030405Z")
  }
  /// Another number and key under the same date.
  public static let partialRoot = root.with {
    $0.serial = [0x2E, 0x58, 0xA7, 0x66, 0x0B, 0xC9]
    $0.key = [0x11, 0x12, 0x13]
  }
  public static let otherCARoot = strayRoot.with {
    let name = TestName.contoso("Contoso Root CA").of("Proseware")
    ($0.subject, $0.issuer) = (name, name)
  }
  /// The intermediate in the store of roots, under the root's display name.
  public static let misplacedRoot = strayRoot.with { $0.issuer = TestName.contoso("Contoso Old Root") }
  public static let requiredRoot = strayRoot.with {
    let name = TestName.contoso("Microsoft Root Authority")
    ($0.subject, $0.issuer) = (name, name)
  }

  public static let strayIssuing = issuing.with {
    $0.serial = [0x5D, 0x31, 0x8F, 0xE2, 0x06, 0xB4]
    ($0.notBefore, $0.notAfter, $0.key) = ("20070809101112Z", "20150809101112Z", [0x21, 0x22, 0x23])
  }
  /// Another intermediate of the same root.
  public static let siblingIssuing = strayIssuing.with {
    $0.subject = TestName.contoso("Contoso Issuing CA 2")
  }
  /// The noted name, certified by another authority.
  public static let crossSignedIssuing = strayIssuing.with {
    $0.issuer = TestName.contoso("Fabrikam Root CA")
  }
}
