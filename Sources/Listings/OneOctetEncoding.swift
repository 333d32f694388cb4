// SPDX-License-Identifier: GPL-3.0-or-later

/// An encoding with one octet a character and ASCII in its first half.
///
/// Which one a Windows program used is written nowhere. Western Europe's are taken; what comes out of octets above
/// 0x7F is therefore a guess that may be shown and must not be relied on.
enum OneOctetEncoding {
  /// Code page 850: what a console program writes into a file on a Western European server.
  case console
  /// Code page 1252: what a windowed program writes there as “ANSI”.
  case windowed

  /// The characters of the octets from 0x80 upwards; what code page 1252 leaves free stands for itself.
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
