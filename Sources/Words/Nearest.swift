// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the word that was probably meant.
public enum Nearest {
  /// The word with the fewest letters inserted, omitted, changed or swapped with their neighbors; `nil` when
  /// none is close: at most two changes, and fewer than half the typed letters.
  public static func word(to typed: String, among words: [String]) -> String? {
    // No command is that long, and long hostile input must not cost time.
    guard typed.count <= 40 else { return nil }
    let near = words.map { (word: $0, distance: distance(Array(typed.lowercased()), Array($0.lowercased()))) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= 2, near.distance * 2 < typed.count else { return nil }
    return near.word
  }

  /// Optimal string alignment distance.
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var rows = [Array(0...other.count)]
    for (i, letter) in one.enumerated() {
      var row = [i + 1]
      for (j, counterpart) in other.enumerated() {
        var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (letter == counterpart ? 0 : 1))
        if i > 0, j > 0, letter == other[j - 1], one[i - 1] == counterpart {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[one.count][other.count]
  }
}
