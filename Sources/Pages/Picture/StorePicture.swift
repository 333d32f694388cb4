// SPDX-License-Identifier: GPL-3.0-or-later

/// What is in the stores of a server, at one moment or at several: the content of a drawing and of the table
/// beside it, in words.
///
/// `StoreDrawing` draws it and `PictureTable` writes the same as a table, so that neither says more than the
/// other.
public struct StorePicture: Equatable {
  /// One certificate of a store.
  public struct Row: Equatable {
    /// The number of the line in the list, for the table; empty when the list is not numbered.
    public let number: String
    public let name: String
    /// The whole serial number, for the table.
    public let serial: String
    /// As the server writes dates, or that it is not known.
    public let validTo: String
    /// What fits under the name in the drawing, such as line and end of the serial number.
    public let details: String
    /// The same for until when it is valid.
    public let validity: String
    /// One for each moment of the picture.
    public let states: [State]

    public init(
      number: String, name: String, serial: String, validTo: String, details: String, validity: String,
      states: [State]
    ) {
      self.number = number
      self.name = name
      self.serial = serial
      self.validTo = validTo
      self.details = details
      self.validity = validity
      self.states = states
    }
  }

  /// What a certificate is at one moment, as a mark and in words.
  public struct State: Equatable {
    public let mark: PictureMark
    public let words: String

    public init(
      mark: PictureMark, words: String
    ) {
      self.mark = mark
      self.words = words
    }
  }

  /// One store, or one physical store.
  public struct Shelf: Equatable {
    public let title: String
    /// How much of it is known, if that has to be said; otherwise empty.
    public let note: String
    public let rows: [Row]

    public init(
      title: String, note: String, rows: [Row]
    ) {
      self.title = title
      self.note = note
      self.rows = rows
    }
  }

  public struct Headings: Equatable {
    public let number: String
    public let name: String
    public let serial: String
    public let validTo: String
    /// “Before” and “After”, or just “Now”; never empty.
    public let moments: [String]

    public init(
      number: String, name: String, serial: String, validTo: String, moments: [String]
    ) {
      self.number = number
      self.name = name
      self.serial = serial
      self.validTo = validTo
      self.moments = moments
    }
  }

  public let headings: Headings
  public let shelves: [Shelf]
  /// What is said of a shelf without rows.
  public let nothing: String

  public init(
    headings: Headings, shelves: [Shelf], nothing: String
  ) {
    self.headings = headings
    self.shelves = shelves
    self.nothing = nothing
  }
}

extension StorePicture {
  /// The same with other names, for reports without the names of people and hosts.
  public func renamed(_ rename: (String) -> String) -> StorePicture {
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
