// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Pages

@Suite("The style sheet of the pages")
struct PageStyleTests {
  /// The color schemes that the style sheet itself defines: the variables of each `:root`.
  private static let schemes: [[String: String]] =
    PageStyle.text.matches(of: /:root \{([^}]*)\}/).map { block in
      Dictionary(
        uniqueKeysWithValues: block.1.matches(of: /--([a-z-]+): (#[0-9a-f]{6});/).map {
          (String($0.1), String($0.2))
        })
    }

  /// Source: WCAG 2.2, “relative luminance” and “contrast ratio”.
  private func luminance(_ color: String) throws -> Double {
    let value = try #require(UInt32(color.dropFirst(), radix: 16))
    let weights = [0.2126, 0.7152, 0.0722]
    let parts: [UInt32] = [value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF]
    return zip(weights, parts).reduce(0) { $0 + $1.0 * linear(Double($1.1) / 255) }
  }

  private func linear(_ part: Double) -> Double {
    if part <= 0.04045 { return part / 12.92 }
    let base: Double = (part + 0.055) / 1.055
    return pow(base, 2.4)
  }

  private func contrast(_ one: String, _ other: String) throws -> Double {
    let values = [try luminance(one), try luminance(other)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  @Test("has the known contrast of black and of grey on white")
  func known() throws {
    #expect(try contrast("#000000", "#ffffff") == 21)
    #expect(try abs(contrast("#767676", "#ffffff") - 4.54) < 0.01)
  }

  @Test("lets every ink be read on every paper, in light, in dark and in print")
  func inks() throws {
    #expect(Self.schemes.count == 3)
    for scheme in Self.schemes {
      let inks = scheme.filter { $0.key.hasPrefix("ink") }
      let papers = scheme.filter { $0.key.hasPrefix("paper") }
      #expect(inks.count == 5)
      #expect(papers.count == 5)
      for ink in inks {
        for paper in papers {
          let contrast = try contrast(ink.value, paper.value)
          #expect(contrast >= 4.5, "\(ink) on \(paper)")
        }
      }
    }
  }

  @Test("takes every color from the scheme: texts an ink, backgrounds a paper")
  func onlyVariables() {
    let rules = PageStyle.text.replacing(/:root \{[^}]*\}/, with: "")
    #expect(!rules.contains("#"))
    for rule in rules.matches(of: /[ {;](color|background): ([^;]*);/) {
      let wanted = rule.1 == "color" ? "var(--ink" : "var(--paper"
      #expect(rule.2.hasPrefix(wanted), "\(rule.0)")
    }
    for fill in rules.matches(of: /(\S+) \{ fill: ([^;]*);/) where fill.2 != "none" {
      #expect(fill.2.hasPrefix(fill.1 == "rect" ? "var(--paper" : "var(--ink"), "\(fill.0)")
    }
  }
}
