// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
public import Files
import Listings
import Paths
public import Stores
public import Texts
import X509

/// Describes what is wrong with a file, and what to do.
public struct FileWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func text(_ problem: FileProblem, file: String) -> String {
    switch problem {
    case .unreadable(let error): text(error)
    case .outside(let path): text(path, file: file)
    case .unusable(let error): text(error, file: file)
    case .several(let count): wording("file.several", ["file": file, "count": String(count)])
    case .onlyDescribed: wording("file.described", ["file": file])
    case .notWellFormed: wording("file.notWellFormed", ["file": file])
    }
  }

  /// Explains that a Windows path cannot be reached from this computer.
  public func text(_ path: WindowsPath, file: String) -> String {
    switch path.place {
    case .drive(let letter): wording("file.drive", ["file": file, "drive": "\(letter):"])
    case .distribution(let name): wording("file.distribution", ["file": file, "name": name])
    case .share(let server): wording("file.share", ["file": file, "name": server])
    }
  }

  public func text(_ error: FileError) -> String {
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

  public func text(_ error: FormatError, file: String) -> String {
    let (key, offset) = key(error)
    var values = ["file": file, "offset": offset.map(String.init) ?? ""]
    if case .badRegistryLine(_, let line) = error { values["line"] = String(line) }
    return wording("format.\(key)", values)
  }

  public func key(_ error: FormatError) -> (name: String, offset: Int?) {
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
    case .registryKeys: ("registryKeys", nil)
    case .truncated(let offset, _): ("truncated", offset)
    case .unfinishedBlock(let offset, _): ("unfinishedBlock", offset)
    case .badBase64(let offset): ("badBase64", offset)
    case .badCertificate(let offset, _): ("badCertificate", offset)
    case .badMessage(let offset): ("badMessage", offset)
    case .recordPastEnd(let offset, _): ("recordPastEnd", offset)
    case .badRecord(let offset): ("badRecord", offset)
    case .badRegistryLine(let offset, _): ("badRegistryLine", offset)
    case .badInstruction(let offset): ("badInstruction", offset)
    case .otherFile(let kind): ("other.\(kind.rawValue)", nil)
    case .badMember(let offset): ("badMember", offset)
    }
  }

  public func text(_ problem: CertificateFolder.Problem) -> String {
    switch problem.reason {
    case .unreadable(let error): text(error)
    case .unusable(let error): text(error, file: problem.file)
    case .unreadableEntry, .moreUnreadableEntries, .broken, .unreadableParts, .moreUnreadableParts:
      text(ofEntry: problem.reason, file: problem.file)
    case .subfolder: wording("file.subfolder", ["file": problem.file])
    case .helper(let error): HelperWords(wording: wording).text(error, file: problem.file)
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

  /// E_ACCESSDENIED and NTE_PERM (winerror.h): the command prompt is not running as administrator.
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
