// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Inspection
import Paths
import Stores
import Texts

/// The system's own word for an error number.
enum SystemError {
  static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// A file that somebody named on this computer.
struct LocalPath: Hashable {
  /// As it was typed.
  let typed: String
  /// With the home folder in place of `~`.
  let path: String

  init(_ typed: String) {
    self.typed = typed
    if typed.hasPrefix("~/"), let home = getenv("HOME") {
      path = PathText.text(of: home) + typed.dropFirst()
    } else {
      path = typed
    }
  }

  /// Takes an answer for a file name when it can be nothing else: a path, or the ending of a certificate file.
  init?(typed answer: String) {
    var text = answer.trimmed
    // A file manager that drops a name on the terminal puts it in quotes.
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

  /// From the root of the file system on, so that it means the same on the next day and in another folder.
  var absolute: String {
    guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return "\(PathText.text(of: current))/\(path)"
  }

  /// The name without its folder.
  var name: String { path.pathName }
}

/// Why a file on this computer gives no certificate that can be used here.
enum FileProblem: Error, Hashable {
  case unreadable(FileError)
  case unusable(FormatError)
  /// One certificate is wanted, and the file holds this many.
  case several(Int)
  /// What certutil printed: no certificate, however many it describes.
  case onlyDescribed
  /// OpenSSL does not accept what the file holds as a certificate.
  case notWellFormed
}

extension LocalPath {
  /// The one certificate that the file holds.
  ///
  /// - Parameter followsLinks: whether a symbolic link may stand for the file.
  func oneCertificate(followsLinks: Bool = true) -> Result<CertificateFacts, FileProblem> {
    do throws(FileError) {
      let bytes = try BoundedFile.read(path, followsLinks: followsLinks)
      do throws(FormatError) {
        let certificates = try CertificateReader.read(bytes)
        guard certificates.count == 1 else { return .failure(.several(certificates.count)) }
        guard (try? WellFormed.check(certificates[0])) != nil else { return .failure(.notWellFormed) }
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

/// What is wrong with a file, and what to do, in sentences.
struct FileWords {
  let wording: Wording

  func text(_ problem: FileProblem, file: String) -> String {
    switch problem {
    case .unreadable(let error): text(error)
    case .unusable(let error): text(error, file: file)
    case .several(let count): wording("file.several", ["file": file, "count": String(count)])
    case .onlyDescribed: wording("file.described", ["file": file])
    case .notWellFormed: wording("file.notWellFormed", ["file": file])
    }
  }

  func text(_ error: FileError) -> String {
    switch error {
    case .missing(let path): wording("file.missing", ["file": path])
    case .isDirectory(let path): wording("file.isDirectory", ["file": path])
    case .notAFolder(let path): wording("file.notAFolder", ["file": path])
    case .permission(let path): wording("file.permission", ["file": path])
    case .tooLarge(let path, let limit):
      wording("file.tooLarge", ["file": path, "limit": String(limit >> 20)])
    case .specialFile(let path): wording("file.special", ["file": path])
    case .symbolicLink(let path): wording("file.link", ["file": path])
    case .inputOutput(let path, let code):
      wording("file.system", ["file": path, "reason": SystemError.text(code)])
    }
  }

  func text(_ error: FormatError, file: String) -> String {
    let (key, offset) = key(error)
    var values = ["file": file, "offset": offset.map(String.init) ?? ""]
    if case .badRegistryLine(_, let line) = error { values["line"] = String(line) }
    return wording("format.\(key)", values)
  }

  func key(_ error: FormatError) -> (name: String, offset: Int?) {
    switch error {
    case .empty: ("empty", nil)
    case .onlyZeros: ("onlyZeros", nil)
    case .privateKey(let offset): ("privateKey", offset)
    case .pkcs12(let offset): ("pkcs12", offset)
    case .certificateRequest(let offset): ("certificateRequest", offset)
    case .revocationList(let offset): ("revocationList", offset)
    case .signedMessage(let offset): ("signedMessage", offset)
    case .trustList(let offset): ("trustList", offset)
    case .otherMessage(let offset): ("otherMessage", offset)
    case .eventLog: ("eventLog", nil)
    case .utf16Text: ("utf16Text", nil)
    case .notACertificate: ("notACertificate", nil)
    case .truncated(let offset, _): ("truncated", offset)
    case .unfinishedBlock(let offset, _): ("unfinishedBlock", offset)
    case .badBase64(let offset): ("badBase64", offset)
    case .badCertificate(let offset, _): ("badCertificate", offset)
    case .badMessage(let offset): ("badMessage", offset)
    case .recordPastEnd(let offset, _): ("recordPastEnd", offset)
    case .badRecord(let offset): ("badRecord", offset)
    case .badRegistryLine(let offset, _): ("badRegistryLine", offset)
    case .badInstruction(let offset): ("badInstruction", offset)
    }
  }

  func text(_ problem: CertificateFolder.Problem) -> String {
    switch problem.reason {
    case .unreadable(let error): text(error)
    case .unusable(let error): text(error, file: problem.file)
    case .unreadableEntry, .moreUnreadableEntries, .broken, .unreadableParts, .moreUnreadableParts:
      text(ofEntry: problem.reason, file: problem.file)
    case .subfolder: wording("file.subfolder", ["file": problem.file])
    case .unusableListing(let refusal): text(refusal, file: problem.file)
    case .unreadableBlock(let index, let damage):
      wording(
        "listed.\(Self.key(damage).key)",
        ["file": problem.file, "number": String(index), "line": String(Self.key(damage).line)])
    case .unreadableRecord(let line):
      wording("listed.noThumbprint", ["file": problem.file, "line": String(line)])
    case .failedListing(let store, let line, let code):
      wording(
        Self.isNoAccess(code) ? "listed.noAccess" : "listed.failed",
        ["file": problem.file, "store": store ?? "?", "line": String(line), "code": Self.text(code)])
    case .moreUnreadableBlocks(let count):
      wording("listed.more", ["file": problem.file, "count": String(count)])
    }
  }

  private func text(_ refusal: CertutilListing.Refusal, file: String) -> String {
    switch refusal {
    case .noBlocks: wording("format.notACertificate", ["file": file])
    case .failed(let code):
      wording(
        Self.isNoAccess(code) ? "listed.nothing.noAccess" : "listed.nothing.failed",
        ["file": file, "code": Self.text(code)])
    case .tooLarge(let limit): wording("file.tooLarge", ["file": file, "limit": String(limit >> 20)])
    case .tooManyBlocks(let line, let limit):
      wording("listed.tooMany", ["file": file, "line": String(line), "limit": String(limit)])
    }
  }

  /// E_ACCESSDENIED and NTE_PERM (winerror.h): the command prompt does not run as administrator.
  private static func isNoAccess(_ code: UInt32) -> Bool { code == 0x8007_0005 || code == 0x8009_0010 }

  private static func text(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static func key(_ damage: CertutilListing.Damage) -> (key: String, line: Int) {
    switch damage {
    case .noSerial(let line): ("noSerial", line)
    case .badSerial(let line, _): ("badSerial", line)
    case .twoSerials(let line): ("twoSerials", line)
    case .noIssuer(let line): ("noIssuer", line)
    case .noDates(let line): ("noDates", line)
    case .noSubject(let line): ("noSubject", line)
    case .cut(let line): ("cut", line)
    case .badName(let line, _): ("badName", line)
    case .longLine(let line): ("longLine", line)
    }
  }
}
