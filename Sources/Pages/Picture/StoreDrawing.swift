// SPDX-License-Identifier: GPL-3.0-or-later

import Article

/// Draws one shelf at one moment as an inline SVG: a box for each certificate, with a sign, its name and its
/// state in words.
///
///     ┌──────────────────────────────┐
///     │ (x)  Contoso Root CA         │
///     │      line 2 · … 7A 11        │
///     │      Valid to: 3/1/2031      │
///     │      removed                 │
///     └──────────────────────────────┘
///
/// Its colors are those of the page, by classes; without a style sheet it is drawn in lines. Without color, the
/// signs and words say the same.
public struct StoreDrawing {
  let picture: StorePicture
  let shelf: StorePicture.Shelf
  /// An index of `picture.headings.moments`.
  let moment: Int
  /// Unique in the page.
  let id: String

  /// - Parameters:
  ///   - moment: an index of `picture.headings.moments`.
  ///   - id: unique in the page.
  public init(picture: StorePicture, shelf: StorePicture.Shelf, moment: Int, id: String) {
    self.picture = picture
    self.shelf = shelf
    self.moment = moment
    self.id = id
  }

  /// In units of the drawing, which are pixels at its natural size.
  private static let width = 340
  private static let boxHeight = 82
  private static let step = boxHeight + 8
  private static let textLeft = 40

  var title: String { "\(shelf.title): \(picture.headings.moments[moment])" }

  /// The drawing in sentences, for a screen reader.
  var description: String {
    let rows = shelf.rows.map { row in
      [row.name, row.details, row.validity, row.states[moment].words].filter { !$0.isEmpty }
        .joined(separator: ", ")
    }
    return rows.isEmpty ? picture.nothing : rows.joined(separator: "; ")
  }

  public var svg: String {
    let height = max(1, shelf.rows.count) * Self.step
    let boxes = shelf.rows.enumerated().map { box($1, at: $0 * Self.step) }
    let nothing = "<text class=\"quiet\" x=\"4\" y=\"24\">\(fitted(picture.nothing, 15))</text>"
    return """
      <svg class="drawing" role="img" aria-describedby="\(id)-d" viewBox="0 0 \(Self.width) \(height)">
      <title>\(HTMLText.escaped(title))</title>
      <desc id="\(id)-d">\(HTMLText.escaped(description))</desc>
      \(boxes.isEmpty ? nothing : boxes.joined(separator: "\n"))
      </svg>
      """
  }

  private func box(_ row: StorePicture.Row, at top: Int) -> String {
    let state = row.states[moment]
    func text(_ kind: String, _ text: String, _ size: Double, _ down: Int) -> String {
      "<text class=\"\(kind)\" x=\"\(Self.textLeft)\" y=\"\(top + down)\">\(fitted(text, size))</text>"
    }
    return """
      <g class="box \(state.mark.tone.rawValue) is-\(state.mark.rawValue)">
      <rect x="1" y="\(top + 1)" width="\(Self.width - 2)" height="\(Self.boxHeight)" rx="8" fill="none" stroke="currentColor"/>
      <path class="sign" fill="none" stroke="currentColor" transform="translate(10 \(top + 11))" d="\(state.mark.path)"/>
      \(text("name", row.name, 15, 22))
      \(text("quiet", row.details, 12, 40))
      \(text("quiet", row.validity, 12, 56))
      \(text("state", state.words, 13, 74))
      </g>
      """
  }

  private func fitted(_ text: String, _ size: Double) -> String {
    let width = Double(Self.width - Self.textLeft - 8)
    return HTMLText.escaped(DrawnText.fitted(text, width: width, fontSize: size, isBold: size > 14))
  }
}
