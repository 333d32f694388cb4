// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import Glibc
import Listings
import Paths
import Stores
import Texts
import X509

/// A file on this computer, as named by the admin.
public struct LocalPath: Hashable {
  /// As typed.
  public let typed: String
  /// With `~` replaced by the home folder, and a Windows path as this computer knows it.
  public let path: String
  /// Set when it is the path of a Windows computer that cannot be reached from here.
  public let outside: WindowsPath?

  /// A path from the command line, where the shell has already read quotes and escapes.
  public init(_ typed: String) { self.init(typed, path: typed.withHomeFolder, outside: nil) }

  fileprivate init(_ typed: String, path: String, outside: WindowsPath?) {
    self.typed = typed
    self.path = path
    self.outside = outside
  }

  /// Accepts an answer as a file name if it can be nothing else: a path, or a name with the extension of a
  /// certificate file.
  public init?(typed answer: String, on computer: ThisComputer = .current) {
    let text = PastedPath.unquoted(answer)
    guard !text.contains(where: \.isNewline) else {
      // A name may have several lines, too.
      guard let joined = PastedPath.joined(answer, on: computer) else { return nil }
      self = joined
      return
    }
    let isPath = PastedPath.looksLikePath(text)
    guard isPath || !text.contains("=") else { return nil }
    let endings = [".cer", ".crt", ".der", ".pem", ".p7b", ".sst", ".reg"]
    guard isPath || endings.contains(where: { text.lowercased().hasSuffix($0) }) else { return nil }
    self = PastedPath.read(text, on: computer)
  }

  /// An answer where only a path is expected.
  public init(path answer: String, on computer: ThisComputer = .current) {
    self =
      PastedPath.joined(answer, on: computer) ?? PastedPath.read(PastedPath.unquoted(answer), on: computer)
  }

  /// Starts at the root of the file system, so that it stays valid on another day and in another folder.
  public var absolute: String {
    guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return "\(PathText.text(of: current))/\(path)"
  }

  /// The name without its folder.
  public var name: String { path.pathName }
}

extension LocalPath {
  /// The only certificate in the file.
  ///
  /// - Parameter followsLinks: whether a symbolic link to the file is accepted.
  public func oneCertificate(followsLinks: Bool = true) -> Result<CertificateFacts, FileProblem> {
    if let outside { return .failure(.outside(outside)) }
    do throws(FileError) {
      let bytes = try BoundedFile.read(path, followsLinks: followsLinks)
      do throws(FormatError) {
        let certificates = try CertificateReader.read(bytes)
        guard certificates.count == 1 else { return .failure(.several(certificates.count)) }
        guard (try? DecodeCheck.check(certificates[0])) != nil else { return .failure(.notWellFormed) }
        return .success(CertificateFacts(certificates[0]))
      } catch .notACertificate where TextListing.looksLike(bytes) {
        return .failure(.onlyDescribed)
      } catch .utf16Text where TextListing.looksLike(bytes) {
        return .failure(.onlyDescribed)
      } catch {
        return .failure(.unusable(error))
      }
    } catch {
      return .failure(.unreadable(error))
    }
  }
}

// MARK: - What an answer contains besides the path

/// A path as people type, paste or drop it at a prompt.
private enum PastedPath {
  /// Which closing quote may follow an opening one: shells', and those that word processors and chats make
  /// of them, which do not always come in the right pair.
  private static let quotes: [Character: String] = [
    "'": "'", "\"": "\"", "“": "”“\"", "”": "”", "„": "“”", "‘": "’‘'", "’": "’", "‚": "‘’", "«": "»",
    "»": "«",
    "‹": "›", "`": "`",
  ]

  /// Without blanks and quotes around it. A file manager quotes a name that is dropped on a terminal, and
  /// “Copy as path” quotes every name.
  static func unquoted(_ answer: String) -> String {
    let text = PastedText.clean(answer).trimmed
    guard text.count > 2, let first = text.first, let last = text.last, quotes[first]?.contains(last) == true
    else { return text }
    return String(text.dropFirst().dropLast())
  }

  static func looksLikePath(_ text: String) -> Bool {
    ["/", "./", "../", "~/"].contains { text.hasPrefix($0) } || text.lowercased().hasPrefix("file:")
      || WindowsPath(text) != nil
  }

  /// The path on one line.
  static func read(_ text: String, on computer: ThisComputer) -> LocalPath {
    let path = fileAddress(text) ?? text
    if let windows = WindowsPath(path) {
      let here = computer.path(of: windows)
      return LocalPath(text, path: here ?? text, outside: here == nil ? windows : nil)
    }
    let local = path.withHomeFolder
    // A terminal escapes blanks and other signs of a dropped name; a backslash can also be a part of it.
    guard local.contains("\\"), !computer.exists(local) else {
      return LocalPath(text, path: local, outside: nil)
    }
    return LocalPath(text, path: unescaped(local), outside: nil)
  }

  /// A path that was broken over lines: the joined path exists, and its first line alone does not.
  static func joined(_ answer: String, on computer: ThisComputer) -> LocalPath? {
    let lines = answer.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    guard (2...4).contains(lines.count), let first = lines.first,
      !computer.exists(read(unquoted(first), on: computer).path)
    else { return nil }
    // The break may have taken the place of a blank.
    for separator in ["", " "] {
      let path = read(unquoted(lines.joined(separator: separator)), on: computer)
      if path.outside == nil, computer.exists(path.path) { return path }
    }
    return nil
  }

  /// The path of a `file:` address (RFC 8089): `file:///home/me/a%20b.cer`, `file:///C:/a.cer`,
  /// `file://server/share/a.cer`.
  private static func fileAddress(_ text: String) -> String? {
    guard text.lowercased().hasPrefix("file:") else { return nil }
    var rest = decoded(String(text.dropFirst("file:".count)))
    if rest.lowercased().hasPrefix("//localhost/") { rest = String(rest.dropFirst("//localhost".count)) }
    if rest.hasPrefix("///") { rest = String(rest.dropFirst(2)) }
    if rest.hasPrefix("//") { return #"\\"# + rest.dropFirst(2) }
    return WindowsPath(String(rest.dropFirst())).map { _ in String(rest.dropFirst()) } ?? rest
  }

  private static func decoded(_ text: String) -> String {
    var octets: [UInt8] = []
    var rest = PathText.octets(of: text)[...]
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: "%"), rest.count >= 2,
        let value = Hexadecimal.bytes(String(decoding: rest.prefix(2), as: UTF8.self))?.first
      {
        octets.append(value)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return PathText.text(of: octets)
  }

  private static func unescaped(_ text: String) -> String {
    var plain = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      plain.append(character)
    }
    return isEscaped ? plain + "\\" : plain
  }
}

extension String {
  /// With `~/` replaced by the home folder.
  fileprivate var withHomeFolder: String {
    guard hasPrefix("~/"), let home = getenv("HOME") else { return self }
    return PathText.text(of: home) + dropFirst()
  }
}
