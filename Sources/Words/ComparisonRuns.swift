// SPDX-License-Identifier: GPL-3.0-or-later

// Where the values of a comparison differ, for forms that can mark a part of a line.

extension ComparisonTable {
  /// A part of a value, and whether it differs from the other side.
  public struct Run: Equatable, Sendable {
    public let text: String
    public let isMarked: Bool

    public init(text: String, isMarked: Bool) {
      self.text = text
      self.isMarked = isMarked
    }
  }

  /// The same with other names for people, hosts and organizations.
  public func renamed(_ rename: (String) -> String) -> ComparisonTable {
    ComparisonTable(
      notedTitle: notedTitle, entryTitle: entryTitle,
      rows: rows.map { row in
        Row(
          label: row.label, noted: row.noted.map(rename), entry: row.entry.map(rename), result: row.result,
          isDifferent: row.isDifferent, marksDifferences: row.marksDifferences)
      })
  }
}

extension ComparisonTable.Row {
  /// Both values on one line each, in runs: what differs is marked where the row is different at all, digit by
  /// digit in numbers of one length, otherwise as a whole.
  public var sides: (noted: [ComparisonTable.Run], entry: [ComparisonTable.Run]) {
    let (one, other) = (noted.joined(separator: ", "), entry.joined(separator: ", "))
    guard isDifferent else { return (Self.whole(one, false), Self.whole(other, false)) }
    guard marksDifferences, one.count == other.count else {
      return (Self.whole(one, true), Self.whole(other, true))
    }
    let marks = zip(one, other).map { $0 != $1 }
    return (Self.runs(one, marks), Self.runs(other, marks))
  }

  /// The same, with signs below the digits that differ.
  var markingDifferences: Self {
    var row = self
    row.marksDifferences = isDifferent
    return row
  }

  private static func whole(_ text: String, _ isMarked: Bool) -> [ComparisonTable.Run] {
    text.isEmpty ? [] : [ComparisonTable.Run(text: text, isMarked: isMarked)]
  }

  private static func runs(_ text: String, _ marks: [Bool]) -> [ComparisonTable.Run] {
    var runs: [(text: String, isMarked: Bool)] = []
    for (character, isMarked) in zip(text, marks) {
      if runs.last?.isMarked == isMarked {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append((String(character), isMarked))
      }
    }
    return runs.map { ComparisonTable.Run(text: $0.text, isMarked: $0.isMarked) }
  }
}
