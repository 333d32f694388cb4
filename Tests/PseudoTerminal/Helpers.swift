// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

extension PseudoTerminal {
  /// A text without escape sequences (CSI, OSC and two-character ones), carriage returns and bells.
  public static func withoutControls(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\r", "\u{7}": continue
      case "\u{8}": if !kept.isEmpty { kept.removeLast() }
      case "\u{1B}": skipSequence(&scalars)
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  private static func skipSequence(_ scalars: inout Substring.UnicodeScalarView) {
    switch scalars.popFirst() {
    case "[":
      // ECMA-48 § 5.4: parameters and intermediates up to a final byte.
      while let next = scalars.popFirst(), !(0x40...0x7E).contains(next.value) {}
    case "]":
      while let next = scalars.popFirst(), next != "\u{7}", next != "\u{1B}" {}
    default: break
    }
  }

  /// The path of a program that was built with the tests: it lies beside the test bundle, which is the running
  /// program itself, or one of the arguments of SwiftPM's helper that runs it. `LYNC_PIN_WIZARD_PROGRAM` names another
  /// build of the wizard, such as an optimized one.
  public static func builtProgram(_ name: String) -> String {
    if name == "lync-pin-wizard", let named = getenv("LYNC_PIN_WIZARD_PROGRAM") {
      return String(cString: named)
    }
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    for neighbour in [ownPath, bundle].compactMap({ $0 }) {
      guard let slash = neighbour.lastIndex(of: "/") else { continue }
      let path = neighbour[...slash] + name
      if access(String(path), X_OK) == 0 { return String(path) }
    }
    return "./" + name
  }

  private static var ownPath: String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    guard count > 0 else { return nil }
    return String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
