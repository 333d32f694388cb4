// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

extension Instant {
  /// Parses the output of `net time system`: month, day, hour, minute and year, a period and the second, on
  /// the clock of the process. Source: net(8) of Samba 4.17, “as accepted by /bin/date”.
  ///
  /// - Returns: `nil` for anything else.
  init?(netTime text: String) {
    let line = text.split { $0.isNewline }.first.map { Array($0.utf8) } ?? []
    guard line.count == 15, line[12] == UInt8(ascii: ".") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      line[range].allSatisfy { (0x30...0x39).contains($0) }
        ? line[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }
    guard let month = number(0..<2), let day = number(2..<4), let hour = number(4..<6),
      let minute = number(6..<8), let year = number(8..<12), let second = number(13..<15),
      let time = CivilTime(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(time)
  }
}
