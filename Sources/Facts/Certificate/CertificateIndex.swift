// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers distinct certificates in the order in which they are inserted.
public struct CertificateIndex: Sendable {
  public private(set) var distinct: [Certificate] = []
  private var numbers: [Certificate: Int] = [:]

  public init() {}

  public init(_ certificates: some Sequence<Certificate>) {
    for certificate in certificates { _ = insert(certificate) }
  }

  public mutating func reserveCapacity(_ count: Int) {
    distinct.reserveCapacity(count)
    numbers.reserveCapacity(count)
  }

  /// Returns the certificate's number, and whether it is new.
  public mutating func insert(_ certificate: Certificate) -> (number: Int, isNew: Bool) {
    let next = distinct.count
    let number = numbers[certificate, default: next]
    guard number == next else { return (number, false) }
    numbers[certificate] = next
    distinct.append(certificate)
    return (next, true)
  }

  public func contains(_ certificate: Certificate) -> Bool { numbers[certificate] != nil }
}
