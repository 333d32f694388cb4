// SPDX-License-Identifier: GPL-3.0-or-later

/// The clock on which a server shows dates, and what is known of it beside what somebody said.
public enum ServerClock {
  /// How far a clock can be ahead of UTC, in minutes: Baker Island's is the last, Kiritimati's the first.
  ///
  /// Source: IANA time zone database, “Etc/GMT+12” and “Pacific/Kiritimati”.
  public static let offsets = -12 * 60...14 * 60

  /// A certificate that is known for sure, as a server showed its Valid from.
  public struct Sighting: Hashable, Sendable {
    let written: WrittenDate
    let exact: Instant

    /// - Returns: `nil` unless thumbprint and serial number agree, the entry's date is text on the server's clock, and
    ///   the noted one's is exact.
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

  /// Whether an offset cannot be the server's, because another one explains what was seen. A date that no offset
  /// explains was misread, and says nothing of the clock.
  public static func isDisproved(_ offsetMinutes: Int, by sightings: [Sighting]) -> Bool {
    !agrees(offsetMinutes, sightings) && candidates.contains { agrees($0, sightings) }
  }

  /// The only offset at which every sighting shows the time of its certificate; `nil` when there is none, or several.
  public static func offset(by sightings: [Sighting]) -> Int? {
    guard !sightings.isEmpty else { return nil }
    let exact = candidates.filter { offset in sightings.allSatisfy { $0.relation(offset) == .same } }
    return exact.count == 1 ? exact[0] : nil
  }

  private static func agrees(_ offsetMinutes: Int, _ sightings: [Sighting]) -> Bool {
    sightings.allSatisfy { $0.relation(offsetMinutes) != .different }
  }

  /// Every zone is a whole number of quarters of an hour ahead of UTC.
  private static var candidates: StrideThrough<Int> {
    stride(from: offsets.lowerBound, through: offsets.upperBound, by: 15)
  }
}
