// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A system call that strace saw.
public struct SystemCall: Hashable, Sendable {
  public let name: String
  /// The how-manieth call of this name it was, from 1, whatever it was about.
  public let ordinal: Int
  let arguments: String
  /// Nothing when the process was killed in it.
  let result: String

  var isSuccess: Bool { !result.isEmpty && !result.hasPrefix("-1") }

  /// The paths in quotes.
  var paths: [String] {
    arguments.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  /// The path of the file that the first argument is open on.
  var openPath: String? {
    guard let start = arguments.firstIndex(of: "<"), let end = arguments.firstIndex(of: ">"), start < end
    else {
      return nil
    }
    return String(arguments[arguments.index(after: start)..<end])
  }
}

/// What strace wrote down of one run.
public struct Trace: Sendable {
  public let calls: [SystemCall]

  /// Calls that read, write or change files, on any architecture; an unknown one is left out by strace.
  static let names = [
    "open", "openat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink",
    "unlinkat", "rmdir", "stat", "lstat", "newfstatat", "fstat", "access", "faccessat", "faccessat2",
    "getdents64", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "flock", "close",
  ]

  /// - Parameter text: the output of `strace -f -y`.
  init(_ text: String) {
    var counts: [String: Int] = [:]
    calls = text.split(separator: "\n").compactMap { line in
      let rest = line.drop { $0.isNumber || $0 == " " }
      guard let open = rest.firstIndex(of: "("), rest.first?.isLetter == true else { return nil }
      let name = String(rest[..<open])
      let end = rest.range(of: " = ", options: .backwards)
      counts[name, default: 0] += 1
      return SystemCall(
        name: name, ordinal: counts[name] ?? 0,
        arguments: String(rest[rest.index(after: open)..<(end?.lowerBound ?? rest.endIndex)]),
        result: end.map { String(rest[$0.upperBound...]) } ?? "")
    }
  }

  /// The calls on a folder and on what lies below it.
  public func calls(in folder: String) -> [SystemCall] {
    calls.filter { call in ["/", ">", "\""].contains { call.arguments.contains(folder + $0) } }
  }

  /// How many lines of a session file were synced: so many records were confirmed.
  func confirmed(_ sessionFile: String) -> Int {
    calls.count { $0.name == "fdatasync" && $0.isSuccess && $0.openPath == sessionFile }
  }
}
