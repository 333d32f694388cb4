// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Stores

/// What distinguishes one certificate from another: its SHA-1, or, in a text without it, the text's own data.
public enum CertificateMark: Hashable, Sendable {
  case thumbprint(Thumbprint)
  case described(CertificateFacts)

  public init(_ facts: CertificateFacts) {
    self = facts.thumbprint.map(CertificateMark.thumbprint) ?? .described(facts)
  }

  init(_ entry: StoreEntry) {
    self = entry.certificate.map { .thumbprint($0.thumbprint) } ?? CertificateMark(entry.facts)
  }

  public var thumbprint: Thumbprint? {
    if case .thumbprint(let thumbprint) = self { thumbprint } else { nil }
  }
}
