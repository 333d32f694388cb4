// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a moment lies relative to a certificate's validity.
public enum Period: String, Hashable, Sendable, CaseIterable {
  case valid
  /// After its end. A certificate that is not valid yet counts as valid, because it will be.
  case expired
  /// Its dates are unknown, or no clock is reliable.
  case unknown

  /// - Parameter now: `nil` when no clock is reliable.
  public init(_ certificate: Certificate?, at now: Instant?) {
    guard let end = certificate?.notAfter, let now else {
      self = .unknown
      return
    }
    self = end < now ? .expired : certificate?.validity == nil ? .unknown : .valid
  }
}
