// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Testing

@testable import Guide

@Suite("This computer's clock")
struct ClockCheckTests {
  private static let released = Instant(secondsSince1970: 1_000_000_000)
  private static let day = 86_400

  private static func check(_ seconds: Int, _ server: ServerTime?) -> ClockCheck {
    ClockCheck(at: released.adding(seconds: seconds), released: released, server: server)
  }

  @Test("is believed from the release on, and as long as the server's differs by a day at most")
  func believed() {
    #expect(Self.check(0, nil) == .plausible)
    #expect(Self.check(-1, nil) == .beforeRelease)
    let server = Self.released.adding(seconds: 10 * Self.day)
    for (apart, isBelieved) in [(0, true), (Self.day, true), (Self.day + 1, false)] {
      for sign in [1, -1] {
        #expect(
          Self.check(10 * Self.day + sign * apart, .now(server))
            == (isBelieved ? .plausible : .differs(server: server)))
      }
    }
  }

  @Test("is not believed when the server has logged something that is to come; what is past says nothing")
  func events() {
    let logged = Self.released.adding(seconds: 10 * Self.day)
    #expect(Self.check(9 * Self.day, .notBefore(logged)) == .plausible)
    #expect(Self.check(9 * Self.day - 1, .notBefore(logged)) == .differs(server: logged))
    #expect(Self.check(500 * Self.day, .notBefore(logged)) == .plausible)
    #expect(Self.check(-20 * Self.day, .notBefore(logged)) == .differs(server: logged))
  }
}
