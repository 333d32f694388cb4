// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts
import JSON
public import Procedure

// A line of the session file is one JSON object:
//
//   {"seq":7,"at":"2026-11-23T18:04:11Z","event":"confirmed","item":"root.9@0/1","prev":"…","hash":"…"}
//
// `prev` is the hash of the previous line, or sixty-four zeros in the first line. `hash` is the SHA-256 of
// all bytes of the line before the field `"hash"`, including the comma before it, so that a line covers
// itself and, through `prev`, everything before it.

/// What is wrong with one line of a session file.
public enum Damage: Hashable, Sendable {
  /// The line is not JSON, or not in the form that the wizard writes.
  case malformed
  /// The line was changed after it was written.
  case wrongHash
  /// A previous line was changed, removed, inserted or moved.
  case wrongPrevious
  /// The line is intact, but this version of the program does not understand it.
  case notUnderstood(member: String)
  /// The line is intact, but not allowed after the previous lines.
  case refused(Refusal)
}

package enum JournalLine {
  package static let firstPrevious = String(repeating: "0", count: 64)
  private static let hashDigits = 64

  /// The line's bytes, including the line feed, and its hash.
  package static func encode(_ record: Record, previous: String) -> (bytes: [UInt8], hash: String) {
    let body = JSONValue.object(record.encoded + [JSONValue.Member("prev", .string(previous))]).compact
    let covered = Array(body.utf8.dropLast()) + Array(",".utf8)
    let hash = Hexadecimal.text(Digest.sha256(covered))
    return (covered + Array("\"hash\":\"\(hash)\"}\n".utf8), hash)
  }

  /// Reads a line without its line feed.
  package static func decode(
    _ bytes: ArraySlice<UInt8>, previous: String
  ) -> Result<(record: Record, hash: String), LineFailure> {
    let tail = "\"hash\":\"".utf8.count + hashDigits + "\"}".utf8.count
    guard bytes.count > tail else { return .failure(LineFailure(.malformed)) }
    let covered = bytes.dropLast(tail)
    guard let line = try? JSONReader.read(bytes), let hash = line["hash"]?.string,
      bytes.suffix(tail).elementsEqual("\"hash\":\"\(hash)\"}".utf8)
    else { return .failure(LineFailure(.malformed)) }
    guard hash == Hexadecimal.text(Digest.sha256(Array(covered))) else {
      return .failure(LineFailure(.wrongHash))
    }
    guard line["prev"]?.string == previous else { return .failure(LineFailure(.wrongPrevious)) }
    do throws(CodingError) {
      return .success((try Record.decode(line), hash))
    } catch {
      return .failure(LineFailure(.notUnderstood(member: error.member)))
    }
  }

  package struct LineFailure: Error {
    package let damage: Damage
    init(_ damage: Damage) { self.damage = damage }
  }
}
