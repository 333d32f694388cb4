// SPDX-License-Identifier: GPL-3.0-or-later

/// What is in the stores of a server, at one moment or at several: the content of a drawing and of the table
/// beside it, in words.
///
/// `StoreDrawing` draws it and `PictureTable` writes the same as a table, so that neither says more than the
/// other.
struct StorePicture: Equatable {
  /// One certificate of a store.
  struct Row: Equatable {
    /// The number of the line in the list, for the table; empty when the list is not numbered.
    let number: String
    let name: String
    /// The whole serial number, for the table.
    let serial: String
    /// As the server writes dates, or that it is not known.
    let validTo: String
    /// What fits under the name in the drawing, such as line and end of the serial number.
    let details: String
    /// The same for until when it is valid.
    let validity: String
    /// One for each moment of the picture.
    let states: [State]
  }

  /// What a certificate is at one moment, as a mark and in words.
  struct State: Equatable {
    let mark: PictureMark
    let words: String
  }

  /// One store, or one physical store.
  struct Shelf: Equatable {
    let title: String
    /// How much of it is known, if that has to be said; otherwise empty.
    let note: String
    let rows: [Row]
  }

  struct Headings: Equatable {
    let number: String
    let name: String
    let serial: String
    let validTo: String
    /// “Before” and “After”, or just “Now”; never empty.
    let moments: [String]
  }

  let headings: Headings
  let shelves: [Shelf]
  /// What is said of a shelf without rows.
  let nothing: String
}

extension StorePicture {
  /// The same with other names, for reports without the names of people and hosts.
  func renamed(_ rename: (String) -> String) -> StorePicture {
    StorePicture(
      headings: headings,
      shelves: shelves.map { shelf in
        Shelf(
          title: rename(shelf.title), note: rename(shelf.note),
          rows: shelf.rows.map { row in
            Row(
              number: row.number, name: rename(row.name), serial: row.serial, validTo: row.validTo,
              details: rename(row.details), validity: row.validity,
              states: row.states.map { State(mark: $0.mark, words: rename($0.words)) })
          })
      }, nothing: nothing)
  }
}
