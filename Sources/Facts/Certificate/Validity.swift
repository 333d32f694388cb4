// SPDX-License-Identifier: GPL-3.0-or-later

/// The period in which a certificate is valid, including both ends.
///
/// Source: RFC 5280 § 4.1.2.5. Windows shows the two as “Valid from” and “Valid to”.
public struct Validity: Hashable, Sendable {
  public let notBefore: Instant
  public let notAfter: Instant

  public init(notBefore: Instant, notAfter: Instant) {
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  public func contains(_ instant: Instant) -> Bool { notBefore <= instant && instant <= notAfter }
}

extension Certificate {
  /// The validity period; `nil` when either end cannot be read. An unreadable date means neither that the
  /// certificate has expired nor that it is valid.
  public var validity: Validity? {
    guard let notBefore, let notAfter else { return nil }
    return Validity(notBefore: notBefore, notAfter: notAfter)
  }

  public var validFrom: ValidFrom { notBefore.map(ValidFrom.exact) ?? .unreadable }

  /// The unreadable parts of the certificate, in encoding order.
  public var unreadableParts: [UnreadablePart] {
    (notBefore == nil ? [.notBefore] : []) + (notAfter == nil ? [.notAfter] : [])
      + (hasReadableExtensions ? [] : [.extensions])
  }

  /// Whether `unreadableParts` is not empty; cheaper to compute.
  public var hasUnreadableParts: Bool {
    notBefore == nil || notAfter == nil || !hasReadableExtensions
  }

  /// A part of a certificate that can be damaged without affecting the rest.
  public enum UnreadablePart: String, Hashable, Sendable, CaseIterable {
    case notBefore
    case notAfter
    /// Everything after the public key.
    case extensions
  }
}
