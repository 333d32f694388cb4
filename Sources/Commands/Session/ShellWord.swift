// SPDX-License-Identifier: GPL-3.0-or-later

import Paths
import Texts

/// A word as a shell reads it back.
enum ShellWord {
  static func quoted(_ path: String) -> String {
    // What a terminal does not show as it is, is written as bash, zsh and ksh read it.
    if SafeText.harmlessLine(path) != path {
      return "$'" + PathText.octets(of: path).map(ansiQuoted).joined() + "'"
    }
    return path.shellWord
  }

  private static func ansiQuoted(_ octet: UInt8) -> String {
    switch octet {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(octet))
    case 0x20...0x7E: String(Unicode.Scalar(octet))
    default: "\\x" + String(octet >> 4, radix: 16) + String(octet & 0xF, radix: 16)
    }
  }
}
