// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Testing

/// What a certificate that is known by its thumbprint says about the clock of the server that showed it.
@Suite("The server's clock")
struct ServerClockTests {
  static let root = JudgementTests.root

  /// The root, valid from 10:00 UTC, as a server showed it.
  private func sighting(
    _ date: String, thumbprint: Thumbprint? = root.thumbprint, serial: SerialNumber = root.facts.serial,
    of noted: CertificateFacts = root.facts
  ) -> ServerClock.Sighting? {
    let entry = CertificateFacts(
      subject: noted.subject, issuer: noted.issuer, serial: serial, validFrom: Typing.date(date),
      thumbprint: thumbprint)
    return ServerClock.Sighting(of: entry, as: noted)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let dates: [String]
    let disproved: [Int]
    let possible: [Int]
    let offset: Int?
    var testDescription: String { dates.joined(separator: ", ") }
  }

  static let cases: [Case] = [
    Case(
      dates: ["3/1/2011 11:00 AM"], disproved: [-60, 150, 480, -480], possible: [0, 60, 120], offset: 60),
    Case(dates: ["2011-03-01 02:00:00"], disproved: [480, 0], possible: [-480, -540, -420], offset: -480),
    // Both ends, and what no clock shows.
    Case(dates: ["2011-03-02 00:00"], disproved: [0, 720], possible: [840, 780], offset: 840),
    Case(dates: ["2011-02-28 22:00"], disproved: [0], possible: [-720, -660], offset: -720),
    Case(dates: ["2011-03-02 01:15"], disproved: [], possible: [0, 840], offset: nil),
    Case(dates: ["2011-02-28 20:30"], disproved: [], possible: [0, -720], offset: nil),
    // Misread, or not to be compared: the clock is not to blame.
    Case(dates: ["3/1/2001 11:00 AM"], disproved: [], possible: [0, 60, 480], offset: nil),
    Case(dates: ["3/1/2011 11:07 AM"], disproved: [], possible: [0, 60, 480], offset: nil),
    Case(dates: ["3/1/11 11:00 AM"], disproved: [], possible: [0, 60, 480], offset: nil),
    Case(dates: ["3/1/2011"], disproved: [], possible: [0, 60, 480], offset: nil),
    // Two that agree, and two that cannot both be right.
    Case(
      dates: ["3/1/2011 11:00 AM", "2011-03-01 11:00:00"], disproved: [0 - 15, 480], possible: [60],
      offset: 60),
    Case(dates: ["3/1/2011 11:00 AM", "3/1/2011 6:00 PM"], disproved: [], possible: [60, 480], offset: nil),
  ]

  @Test("is told by a certificate that is known", arguments: cases)
  func told(_ example: Case) throws {
    let sightings = try example.dates.map { try #require(sighting($0)) }
    for offset in example.disproved { #expect(ServerClock.isDisproved(offset, by: sightings)) }
    for offset in example.possible { #expect(!ServerClock.isDisproved(offset, by: sightings)) }
    #expect(ServerClock.offset(by: sightings) == example.offset)
  }

  @Test("is not told by anything else")
  func notTold() throws {
    let date = "3/1/2011 11:00 AM"
    #expect(sighting(date) != nil)
    #expect(sighting(date, thumbprint: nil) == nil)
    #expect(sighting(date, thumbprint: JudgementTests.stray.thumbprint) == nil)
    #expect(sighting(date, serial: JudgementTests.stray.facts.serial) == nil)
    // It states its own clock, or the noted one's date is no more exact.
    #expect(sighting("2011-03-01T10:00:00Z") == nil)
    #expect(sighting(date, of: Self.root.typed(withThumbprint: true)) == nil)
    #expect(ServerClock.Sighting(of: Self.root.facts, as: Self.root.facts) == nil)
    #expect(!ServerClock.isDisproved(480, by: []))
    #expect(ServerClock.offset(by: []) == nil)
  }
}
