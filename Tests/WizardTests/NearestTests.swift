// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Words

@Suite("The word that was meant")
struct NearestTests {
  static let words = ["start", "practice", "resume", "sessions", "status", "transcript", "--store", "--zone"]
  static let cases: [(String, String?)] = [
    ("strat", "start"), ("Start", "start"), ("practise", "practice"), ("resum", "resume"),
    ("statsu", "status"),
    ("session", "sessions"), ("transcirpt", "transcript"), ("--stor", "--store"), ("--sotre", "--store"),
    ("delete", nil), ("", nil), ("s", nil), ("st", nil), (String(repeating: "start", count: 50), nil),
  ]

  @Test("is the nearest one, if it is near", arguments: cases.indices)
  func nearest(index: Int) {
    let (typed, word) = Self.cases[index]
    #expect(Nearest.word(to: typed, among: Self.words) == word, "\(typed)")
  }
}
