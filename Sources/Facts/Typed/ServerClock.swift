// SPDX-License-Identifier: GPL-3.0-or-later

/// The clock that a server uses to show dates, and what observed certificates say about it.
public enum ServerClock {
  /// The possible offsets of a clock ahead of UTC, in minutes: from Baker Island to Kiritimati.
  ///
  /// Source: IANA time zone database, “Etc/GMT+12” and “Pacific/Kiritimati”.
  public static let offsets = -12 * 60...14 * 60

  /// A reliably identified certificate, with its Valid from as a server showed it.
  public struct Sighting: Hashable, Sendable {
    let written: WrittenDate
    let exact: Instant

    /// - Returns: `nil` unless thumbprint and serial number match, the entry's date is text on the server's
    ///   clock, and the noted date is exact.
    public init?(of entry: CertificateFacts, as noted: CertificateFacts) {
      guard let print = entry.thumbprint, print == noted.thumbprint, entry.serial == noted.serial,
        case .written(let written) = entry.validFrom, written.statedOffsetMinutes == nil,
        case .exact(let exact) = noted.validFrom
      else { return nil }
      self.written = written
      self.exact = exact
    }

    fileprivate func relation(_ offsetMinutes: Int) -> ValidFromRelation {
      ValidFromRelation(.written(written), .exact(exact), offsetMinutes: offsetMinutes)
    }
  }

  /// Whether an offset cannot be the server's, because another one explains the observed dates. A date that
  /// no offset explains was misread, and says nothing about the clock.
  public static func isDisproved(_ offsetMinutes: Int, by sightings: [Sighting]) -> Bool {
    !agrees(offsetMinutes, sightings) && candidates.contains { agrees($0, sightings) }
  }

  /// The only offset that explains every sighting exactly; `nil` if there is none, or more than one.
  public static func offset(by sightings: [Sighting]) -> Int? {
    guard !sightings.isEmpty else { return nil }
    let exact = candidates.filter { offset in sightings.allSatisfy { $0.relation(offset) == .same } }
    return exact.count == 1 ? exact[0] : nil
  }

  private static func agrees(_ offsetMinutes: Int, _ sightings: [Sighting]) -> Bool {
    sightings.allSatisfy { $0.relation(offsetMinutes) != .different }
  }

  /// Every time zone is a multiple of a quarter of an hour ahead of UTC.
  private static var candidates: StrideThrough<Int> {
    stride(from: offsets.lowerBound, through: offsets.upperBound, by: 15)
  }
}
