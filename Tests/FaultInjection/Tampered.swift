// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Journal
import PseudoTerminal
import TestFiles
import X509

// What the program says of a session file that somebody changed.

extension Story {
  /// The session file of a whole run.
  public func sessionFile() throws -> [UInt8] {
    let bench = try Bench(program: program)
    let run = try bench.run(begin(on: bench), answers: lines(from: nil, on: bench))
    guard run.exit == .code(endCode), let bytes = bench.files()["\(Bench.session).session"] else {
      throw Unexpected("the story has no end: \(run.output.suffix(600))")
    }
    return bytes
  }

  /// Gives a damaged session file to `verify` and to `resume`: both name the line, and change nothing.
  public func complaints(about bytes: [UInt8], damagedIn line: Int) throws -> [String] {
    let bench = try Bench(program: program)
    let name = "state/lync-pin-wizard/\(Bench.session).session"
    try bench.write(bytes, to: name)
    var complaints: [String] = []
    for command in ["verify", "resume"] {
      let run = try bench.run([command, Bench.session])
      // When not even the first line is sound, it may be no session at all.
      let words = "is damaged in line \(line)\(line == 1 ? ", or is not a session" : ":")"
      let output = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if run.exit != .code(65) || !output.contains(words) {
        complaints.append("\(command), line \(line): \(run.exit), \(output)")
      }
    }
    if bench.files()["\(Bench.session).session"] != bytes {
      complaints.append("line \(line): the file changed")
    }
    return complaints
  }

  /// Gives a session file without its last lines to `verify`, with the hash of the whole one.
  public func complaints(aboutCutsOf lines: [[UInt8]]) throws -> [String] {
    let bench = try Bench(program: program)
    let head = JournalReading(Array(lines.joined()), signatures: .libcrypto).head
    var complaints: [String] = []
    for count in 1..<lines.count {
      try bench.write(Array(lines[..<count].joined()), to: "state/lync-pin-wizard/\(Bench.session).session")
      let run = try bench.run(["verify", Bench.session, "--head", head])
      if run.exit != .code(65) { complaints.append("cut behind line \(count): \(run.exit), \(run.output)") }
    }
    return complaints
  }
}
