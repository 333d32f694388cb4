// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
  /// The text as one word of a shell: as it is where every shell takes it for that, else in single quotes.
  public var shellWord: String {
    let isPlain = utf8.allSatisfy { octet in
      switch octet {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "/._-+:".utf8.contains(octet)
      }
    }
    guard !isPlain || isEmpty else { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
