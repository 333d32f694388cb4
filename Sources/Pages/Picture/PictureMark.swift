// SPDX-License-Identifier: GPL-3.0-or-later

/// What a certificate in a store is, as a sign that can be told apart without color.
public enum PictureMark: String, CaseIterable, Sendable {
  /// The certificate that the server needs.
  case matched
  /// The server needs it, and it is not there.
  case missing
  /// It may be removed, after a decision.
  case removable
  case removed
  /// Removed, and there again.
  case returned
  /// Kept by a decision.
  case kept
  /// Left alone, because nothing speaks for its removal.
  case left
  /// Maintained from outside the server, so that a deletion does not last.
  case managed
  /// Someone who knows the PKI must look at it.
  case review
  /// Not known.
  case unknown

  /// The lines of the sign, as an SVG path in a square of 20 units.
  ///
  /// Source: SVG 1.1 § 8.3 (path data).
  var path: String {
    switch self {
    case .matched: Self.circle + "M5.5 10.5l3 3 6-7"
    case .missing: "M1 1h18v18h-18zM10 4.5v7M10 14.5v.8"
    case .removable: "M10 1.5l9 17h-18zM10 7.5v5.5M10 15.2v.6"
    case .removed: Self.circle + "M6 6l8 8M14 6l-8 8"
    case .returned: "M4 12a6.5 6.5 0 1 0 2-6.5M6 1v5h5"
    case .kept: Self.circle + "M5.5 8h9M5.5 12h9"
    case .left: Self.circle + "M5.5 10h9"
    case .managed: "M3 9h14v10h-14zM6 9v-4a4 4 0 0 1 8 0v4M10 13v2"
    case .review: Self.circle + "M7 7.5a3 3 0 1 1 4.2 2.8c-.9.4-1.2 1-1.2 1.9M10 14.6v.6"
    case .unknown: Self.circle + "M5.5 10h.6M9.7 10h.6M13.9 10h.6"
    }
  }

  private static let circle = "M10 1a9 9 0 1 1 0 18a9 9 0 1 1 0-18z"

  /// The sign in plain text, one column wide and in every character set.
  public var letter: String {
    switch self {
    case .matched: "*"
    case .missing: "!"
    case .removable: "-"
    case .removed: "x"
    case .returned: "!"
    case .kept: "="
    case .left: "."
    case .managed: "m"
    case .review: "?"
    case .unknown: "?"
    }
  }

  /// How urgent it is: the color class of a drawing or table.
  var tone: PageTone {
    switch self {
    case .matched: .good
    case .missing, .returned: .stop
    case .removable, .review, .unknown: .warn
    case .removed, .kept, .left, .managed: .calm
    }
  }
}
