// SPDX-License-Identifier: GPL-3.0-or-later

import Substrings

/// A path as Windows writes it.
///
/// Source: “Naming Files, Paths, and Namespaces” (Microsoft), and “Working across file systems” (Microsoft,
/// WSL) for `\\wsl$` and `\\wsl.localhost`.
public struct WindowsPath: Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    /// `C:\…`, by its letter in upper case.
    case drive(Character)
    /// `\\wsl$\Debian\…`, by the name of the distribution: a folder of a Linux in WSL.
    case distribution(String)
    /// `\\server\share\…`, by the name of the server.
    case share(String)
  }

  public let place: Place
  /// The folders and the file in that place.
  let parts: [String]

  /// - Returns: `nil` when it is not a complete Windows path.
  public init?(_ text: String) {
    var text = text
    // The forms for long paths.
    for prefix in [#"\\?\UNC\"#, #"\\?\"#] where text.hasPrefix(prefix) {
      text = (prefix.holds("UNC") ? #"\\"# : "") + text.dropFirst(prefix.count)
    }
    let parts = text.split { $0 == "\\" || $0 == "/" }.map(String.init)
    let octets = Array(text.utf8.prefix(3))
    if octets.count == 3, octets[1] == UInt8(ascii: ":"), Self.isSeparator(octets[2]),
      let letter = text.first, letter.isASCII, letter.isLetter
    {
      place = .drive(Character(letter.uppercased()))
      self.parts = Array(parts.dropFirst())
      return
    }
    guard text.hasPrefix(#"\\"#) || text.hasPrefix("//wsl"), parts.count >= 2 else { return nil }
    let server = parts[0].lowercased()
    if server == "wsl$" || server == "wsl.localhost" {
      place = .distribution(parts[1])
      self.parts = Array(parts.dropFirst(2))
    } else {
      guard text.hasPrefix(#"\\"#) else { return nil }
      place = .share(parts[0])
      self.parts = Array(parts.dropFirst())
    }
  }

  private static func isSeparator(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: "\\") || octet == UInt8(ascii: "/")
  }

  /// As `wslpath` takes it; only for a drive.
  var spelled: String? {
    guard case .drive(let letter) = place else { return nil }
    return "\(letter):\\" + parts.joined(separator: "\\")
  }
}
