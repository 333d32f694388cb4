// SPDX-License-Identifier: GPL-3.0-or-later

/// A server's name in a form allowed in a command file: letters, digits, hyphens, underscores and dots.
public struct ComputerName: Hashable {
  /// The server's `%COMPUTERNAME%`, in upper case: at most 15 characters of the first label.
  public let computer: String
  /// The DNS suffix, in lower case; `nil` when only the computer was named.
  public let domain: String?

  public init?(_ server: String) {
    let labels = server.split(separator: ".", omittingEmptySubsequences: false)
    let isNamed = labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.utf8.allSatisfy(Self.isPlain)
    }
    // A label of digits only means an IP address.
    guard isNamed, let first = labels.first, !first.allSatisfy(\.isNumber) else { return nil }
    computer = String(first.uppercased().prefix(15))
    domain = labels.count > 1 ? labels.dropFirst().joined(separator: ".").lowercased() : nil
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// The text with everything except letters, digits, dots, hyphens and underscores replaced by an
  /// underscore.
  public static func plain(_ text: String) -> String {
    String(
      decoding: text.utf8.prefix(100).map { isPlain($0) || $0 == UInt8(ascii: ".") ? $0 : UInt8(ascii: "_") },
      as: UTF8.self)
  }
}
