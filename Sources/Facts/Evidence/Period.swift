// SPDX-License-Identifier: GPL-3.0-or-later

/// How a certificate's validity stands to a moment.
public enum Period: String, Hashable, Sendable, CaseIterable {
  case valid
  /// After its end. Before its beginning a certificate is not valid yet, and counts as valid: it will be.
  case expired
  /// Its dates are not known, or no clock can be believed.
  case unknown

  /// - Parameter now: `nil` when no clock can be believed.
  public init(_ certificate: Certificate?, at now: Instant?) {
    guard let end = certificate?.notAfter, let now else {
      self = .unknown
      return
    }
    self = end < now ? .expired : certificate?.validity == nil ? .unknown : .valid
  }
}
