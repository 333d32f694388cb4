// SPDX-License-Identifier: GPL-3.0-or-later

/// Tar archives, for tests of what reads them.
public enum TarWriter {
  public enum Form: Sendable, CaseIterable {
    /// Names in the header itself.
    case ustar
    /// Name and size in an extension of POSIX.
    case pax
    /// The name in an extension of GNU tar.
    case gnu
  }

  public static func archive(_ files: [(name: String, content: [UInt8])], form: Form = .ustar) -> [UInt8] {
    files.flatMap { member($0.name, $0.content, form: form) } + [UInt8](repeating: 0, count: 1024)
  }

  /// One member, with what has to stand before it.
  public static func member(
    _ name: String, _ content: [UInt8], type: Character = "0", form: Form = .ustar
  ) -> [UInt8] {
    switch form {
    case .ustar: block(name, content, type: type)
    case .pax:
      block("PaxHeaders/x", record("path", name) + record("size", String(content.count)), type: "x")
        + block("short", content, type: type)
    case .gnu:
      block("././@LongLink", Array(name.utf8) + [0], type: "L") + block("short", content, type: type)
    }
  }

  /// `length key=value` and a line feed; the length counts its own digits.
  public static func record(_ key: String, _ value: String) -> [UInt8] {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count + 1
    while "\(length)\(rest)".utf8.count != length { length += 1 }
    return Array("\(length)\(rest)".utf8)
  }

  private static func block(_ name: String, _ content: [UInt8], type: Character) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, octet) in text.utf8.enumerated() { header[offset + index] = octet }
    }
    func octal(_ number: Int, digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.utf8.count) + text
    }
    put(String(name.prefix(100)), at: 0)
    put("0000644", at: 100)
    put(octal(content.count, digits: 11), at: 124)
    put("        ", at: 148)
    put(String(type), at: 156)
    put("ustar\u{0}00", at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0}", at: 148)
    return header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }
}
