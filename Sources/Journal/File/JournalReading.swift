// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

/// A session file as read: the intact lines, and what follows them.
public struct JournalReading: Sendable {
  /// The records up to the first damage.
  public let records: [Record]
  /// The session made by these records; `nil` when not even the first line is intact.
  public let session: Session?
  /// The hash of the last intact line.
  public let head: String
  /// The first damaged line, numbered from 1.
  public let damage: LineDamage?
  /// Bytes after the last line feed: a line that was being written when the power or the process failed.
  public let tornTail: [UInt8]
  /// The length of the intact lines in bytes.
  public let soundBytes: Int

  public struct LineDamage: Hashable, Sendable {
    public let line: Int
    public let damage: Damage
  }

  /// Reads and checks every line.
  ///
  /// - Parameter signatures: verifies signatures among the certificates of the session.
  public init(_ bytes: [UInt8], signatures: SignatureCheck) {
    var records: [Record] = []
    var session: Session?
    var head = JournalLine.firstPrevious
    var damage: LineDamage?
    var start = 0
    while damage == nil, let end = bytes[start...].firstIndex(of: 0x0A) {
      switch JournalLine.decode(bytes[start..<end], previous: head) {
      case .failure(let failure):
        damage = LineDamage(line: records.count + 1, damage: failure.damage)
      case .success(let line):
        do throws(Refusal) {
          if session == nil {
            session = try Session(first: line.record, signatures: signatures)
          } else {
            try session?.apply(line.record)
          }
          records.append(line.record)
          head = line.hash
          start = end + 1
        } catch {
          damage = LineDamage(line: records.count + 1, damage: .refused(error))
        }
      }
    }
    self.records = records
    self.session = session
    self.head = head
    self.damage = damage
    soundBytes = start
    tornTail = damage == nil ? Array(bytes[start...]) : []
  }
}
