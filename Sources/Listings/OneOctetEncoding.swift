// SPDX-License-Identifier: GPL-3.0-or-later

/// An encoding with one octet per character and ASCII in its lower half.
///
/// Files do not record which one a Windows program used. Those of Western Europe are assumed; text from
/// octets above 0x7F is therefore a guess that may be shown but must not be relied on.
enum OneOctetEncoding {
  /// Code page 850: written to a file by a console program on a Western European server.
  case console
  /// Code page 1252: written there as “ANSI” by a windowed program.
  case windowed

  /// The characters of the octets from 0x80 up; octets unassigned in code page 1252 map to themselves.
  private static let upperHalves: (console: [Unicode.Scalar], windowed: [Unicode.Scalar]) = (
    console: Array(
      ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
        + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}").unicodeScalars),
    windowed: Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
      + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }
  )

  /// The text in UTF-8.
  func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let upper = self == .console ? Self.upperHalves.console : Self.upperHalves.windowed
    var octets: [UInt8] = []
    octets.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte < 0x80 {
        octets.append(byte)
      } else {
        octets += Array(String(upper[Int(byte) - 0x80]).utf8)
      }
    }
    return octets
  }
}
