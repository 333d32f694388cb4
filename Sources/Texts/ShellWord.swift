// SPDX-License-Identifier: GPL-3.0-or-later

import Paths

/// A word, quoted so that a shell reads it back unchanged.
public enum ShellWord {
  public static func quoted(_ path: String) -> String {
    // Characters that a terminal does not show unchanged are escaped for bash, zsh and ksh.
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
