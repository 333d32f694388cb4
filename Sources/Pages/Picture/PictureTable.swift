// SPDX-License-Identifier: GPL-3.0-or-later

/// What is in the stores, drawn for each moment, with the same as a table.
public struct PictureTable {
  let picture: StorePicture
  /// Begins the identifiers of the drawings; unique in the page.
  let id: String

  public init(picture: StorePicture, id: String) {
    self.picture = picture
    self.id = id
  }

  /// The shelves, each as a figure: its drawings side by side, and below them its table.
  public var html: String {
    picture.shelves.enumerated().map(figure).joined(separator: "\n")
  }

  private func figure(_ index: Int, _ shelf: StorePicture.Shelf) -> String {
    let drawings = picture.headings.moments.indices.map { moment in
      let drawing = StoreDrawing(
        picture: picture, shelf: shelf, moment: moment, id: "\(id)\(index)-\(moment)")
      return """
        <div><p class="moment">\(HTMLText.escaped(picture.headings.moments[moment]))</p>
        \(drawing.svg)</div>
        """
    }
    let note = shelf.note.isEmpty ? "" : "\n<p class=\"note\">\(HTMLText.escaped(shelf.note))</p>"
    return """
      <figure>
      <figcaption>\(HTMLText.escaped(shelf.title))</figcaption>\(note)
      <div class="moments">
      \(drawings.joined(separator: "\n"))
      </div>
      \(shelf.rows.isEmpty ? "" : table(shelf))</figure>
      """
  }

  private func table(_ shelf: StorePicture.Shelf) -> String {
    let headings = picture.headings
    let isNumbered = shelf.rows.contains { !$0.number.isEmpty }
    let heads =
      (isNumbered ? [headings.number] : []) + [headings.name, headings.serial, headings.validTo]
      + headings.moments
    let rows = shelf.rows.map { row in
      let cells =
        (isNumbered ? [cell(headings.number, row.number, "short")] : [])
        + [
          cell(headings.name, row.name, ""), cell(headings.serial, row.serial, "digits"),
          // A date with its month in words is too wide for a line of its own on paper.
          cell(headings.validTo, row.validTo, row.validTo.contains(" ") ? "" : "short"),
        ]
        + zip(headings.moments, row.states).map { cell($0, $1.words, $1.mark.tone.rawValue) }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <table>
      <thead><tr>\(heads.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>

      """
  }

  /// A narrow window shows each cell on a line of its own, with its heading in front.
  private func cell(_ heading: String, _ text: String, _ kind: String) -> String {
    let name = kind.isEmpty ? "" : " class=\"\(kind)\""
    return "<td data-head=\"\(HTMLText.escaped(heading))\"\(name)>\(HTMLText.escaped(text))</td>"
  }
}
