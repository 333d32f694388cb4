// SPDX-License-Identifier: GPL-3.0-or-later

/// The time in which a certificate is valid, both ends included.
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
  /// Both ends of it; `nil` when one cannot be read. Nothing follows from that: not that the certificate is expired,
  /// and not that it is valid.
  public var validity: Validity? {
    guard let notBefore, let notAfter else { return nil }
    return Validity(notBefore: notBefore, notAfter: notAfter)
  }

  public var validFrom: ValidFrom { notBefore.map(ValidFrom.exact) ?? .unreadable }

  /// What of the certificate cannot be read, in the order in which it stands there.
  public var unreadableParts: [UnreadablePart] {
    (notBefore == nil ? [.notBefore] : []) + (notAfter == nil ? [.notAfter] : [])
      + (hasReadableExtensions ? [] : [.extensions])
  }

  /// Whether `unreadableParts` names any; cheaper to ask.
  public var hasUnreadableParts: Bool {
    notBefore == nil || notAfter == nil || !hasReadableExtensions
  }

  /// A part of a certificate that can be damaged and leaves the rest as it is.
  public enum UnreadablePart: String, Hashable, Sendable, CaseIterable {
    case notBefore
    case notAfter
    /// What stands behind the key.
    case extensions
  }
}
