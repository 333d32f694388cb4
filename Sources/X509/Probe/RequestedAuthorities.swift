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

  /// What the list of Windows Server 2008, 2008 R2 and 2012 holds at the most, in octets; a longer one is cut off.
  ///
  /// Source: Microsoft, KB 931125, KB 2464556 and KB 2880390.
  public static let schannelLimitOctets = 16 * 1024

  /// In the order in which they came.
  public let names: [DistinguishedName]
  /// How many more came that are no names.
  public let unreadable: Int
  /// The length of the list: each name with the two octets of its length.
  public let octets: Int
  /// Names that came more than once, compared as names, in the order in which they came first.
  public let repeated: [Repeated]
  /// The longest entry of the list, its length included.
  private let longestOctets: Int

  /// - Parameter list: the names as they came.
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
  /// Names that could be left out without losing one.
  public var duplicates: Int { repeated.reduce(0) { $0 + $1.times - 1 } }
  /// Whether Schannel would cut such a list off.
  public var isOverLimit: Bool { octets > Self.schannelLimitOctets }
  /// Whether another name as long as the longest would not have fitted: a list that was cut off looks like this.
  public var isFull: Bool {
    count > 0 && !isOverLimit && octets + longestOctets > Self.schannelLimitOctets
  }
}
