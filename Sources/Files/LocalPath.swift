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
  /// With `~` replaced by the home folder.
  public let path: String

  public init(_ typed: String) {
    self.typed = typed
    if typed.hasPrefix("~/"), let home = getenv("HOME") {
      path = PathText.text(of: home) + typed.dropFirst()
    } else {
      path = typed
    }
  }

  /// Accepts an answer as a file name if it can be nothing else: a path, or a name with the extension of a
  /// certificate file.
  public init?(typed answer: String) {
    var text = answer.trimmed
    // A file manager quotes a name that is dropped on the terminal.
    for quote in ["'", "\""] where text.count > 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      text = String(text.dropFirst().dropLast())
    }
    guard !text.contains("\n"), !text.contains("=") || text.hasPrefix("/") || text.hasPrefix("./") else {
      return nil
    }
    let endings = [".cer", ".crt", ".der", ".pem", ".p7b", ".sst", ".reg"]
    let isPath = ["/", "./", "../", "~/"].contains { text.hasPrefix($0) }
    guard isPath || endings.contains(where: { text.lowercased().hasSuffix($0) }) else { return nil }
    self.init(text)
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
