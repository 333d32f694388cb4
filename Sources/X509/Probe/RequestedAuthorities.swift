// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// The authorities whose client certificates a server accepts, as its CertificateRequest names them.
///
/// Source: RFC 5246 § 7.4.4, RFC 8446 § 4.2.4.
public struct RequestedAuthorities: Hashable, Sendable {
  public struct Repeated: Hashable, Sendable {
    public let name: DistinguishedName
    /// Two or more.
    public let times: Int
  }

  /// The maximum size of the list in Windows Server 2008, 2008 R2 and 2012, in octets; longer lists are cut
  /// off.
  ///
  /// Source: Microsoft, KB 931125, KB 2464556 and KB 2880390.
  public static let schannelLimitOctets = 16 * 1024

  /// In the order received.
  public let names: [DistinguishedName]
  /// The number of further entries that are not names.
  public let unreadable: Int
  /// The length of the list: each name plus the two octets of its length.
  public let octets: Int
  /// Names that occur more than once, compared as names, in the order of their first occurrence.
  public let repeated: [Repeated]
  /// The longest entry of the list, including its length.
  private let longestOctets: Int

  /// - Parameter list: the names as received.
  init(_ list: [[UInt8]]) {
    names = list.compactMap { try? DistinguishedName(der: $0) }
    unreadable = list.count - names.count
    octets = list.reduce(0) { $0 + 2 + $1.count }
    longestOctets = list.map { 2 + $0.count }.max() ?? 0
    var places: [DistinguishedName: [Int]] = [:]
    for (place, name) in names.enumerated() { places[name, default: []].append(place) }
    repeated = places.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
      .map { [names] in Repeated(name: names[$0[0]], times: $0.count) }
  }

  public var count: Int { names.count + unreadable }
  /// The number of names that could be omitted without losing one.
  public var duplicates: Int { repeated.reduce(0) { $0 + $1.times - 1 } }
  /// Whether Schannel would cut such a list off.
  public var isOverLimit: Bool { octets > Self.schannelLimitOctets }
  /// Whether another name as long as the longest would not fit: a list that was cut off looks like this.
  public var isFull: Bool {
    count > 0 && !isOverLimit && octets + longestOctets > Self.schannelLimitOctets
  }
}
