// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Journal
public import Procedure

/// What somebody is asked to approve: the record of a session, behind the same as a text for people.
///
/// The text is not relied upon. Whoever reads the request folds the record again, and so sees the verdicts of their own
/// program; the hash chain of the record ties the approval to it.
public struct ApprovalRequest {
  public enum Problem: Error, Hashable, Sendable {
    /// There is no record in the text.
    case noRecord
    /// The record is damaged in this line of it.
    case damaged(line: Int)
    /// The record is of a newer version.
    case newer
  }

  /// The line before the record.
  private static let mark = "----- lync-pin-wizard request/1 -----"

  public let journal: JournalReading
  public let session: Session

  /// The request as a text.
  ///
  /// - Parameter record: the intact lines of the session's file.
  public static func text(_ text: String, record: ArraySlice<UInt8>) -> [UInt8] {
    Array("\(text)\n\(mark)\n".utf8) + record
  }

  /// Reads a request, or a session's file.
  public init(_ octets: [UInt8], signatures: SignatureCheck) throws(Problem) {
    // A mail program may have ended the lines in its own way.
    let text = String(decoding: octets, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var lines = text[...]
    if let mark = text.firstIndex(where: { $0 == Self.mark }) { lines = text[(mark + 1)...] }
    guard let first = lines.first, first.hasPrefix("{") else { throw .noRecord }
    let record = lines.prefix { $0.hasPrefix("{") }.joined(separator: "\n") + "\n"
    journal = JournalReading(Array(record.utf8), signatures: signatures)
    if case .refused(.newerFormat)? = journal.damage?.damage { throw .newer }
    guard journal.damage == nil, let session = journal.session else {
      throw .damaged(line: journal.damage?.line ?? 1)
    }
    self.session = session
  }
}
