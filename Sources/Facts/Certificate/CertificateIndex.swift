// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers distinct certificates in the order in which they are inserted.
///
/// The last octets tell genuine certificates apart; those with the same last octets are hashed as a whole, so that a
/// file crafted of them costs no more than its size. With every certificate hashed as a whole, `inspect` takes 1.4 times
/// as long for an export of 10,000, and 1.3 times as long for a signed message of them.
public struct CertificateIndex: Sendable {
  public private(set) var distinct: [Certificate] = []
  /// The first certificate with these last octets.
  private var byTail: [UInt64: Int] = [:]
  /// The others with the same last octets as a first one.
  private var crowded: [Certificate: Int] = [:]

  public init() {}

  public init(_ certificates: some Sequence<Certificate>) {
    for certificate in certificates { _ = insert(certificate) }
  }

  public mutating func reserveCapacity(_ count: Int) {
    distinct.reserveCapacity(count)
    byTail.reserveCapacity(count)
  }

  /// Returns the certificate's number, and whether it is new.
  public mutating func insert(_ certificate: Certificate) -> (number: Int, isNew: Bool) {
    let next = distinct.count
    let first = byTail[certificate.tail, default: next]
    let number: Int
    if first == next {
      byTail[certificate.tail] = next
      number = next
    } else if distinct[first] == certificate {
      number = first
    } else {
      number = crowded[certificate, default: next]
      if number == next { crowded[certificate] = next }
    }
    if number == next { distinct.append(certificate) }
    return (number, number == next)
  }

  public func contains(_ certificate: Certificate) -> Bool {
    guard let first = byTail[certificate.tail] else { return false }
    return distinct[first] == certificate || crowded[certificate] != nil
  }
}
