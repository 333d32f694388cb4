// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores
import Substrings

/// The certificates of a registry hive (`reg save`, or the file SOFTWARE of a computer that is switched off),
/// through hivexregedit, which turns keys of it into the text of a registry export.
///
/// A hive does not say where in the registry it was. The names of the keys below its root do:
///
/// ```
/// Microsoft, Classes, …        SOFTWARE itself: the computer's stores, Group Policy's and the enterprise's
/// ROOT, CA, MY, …              …\SystemCertificates. Every computer has MY there, and Group Policy has not.
/// ROOT, CA                     …\SystemCertificates of the computer or of Group Policy: not known which
/// SystemCertificates           SOFTWARE\Microsoft, or SOFTWARE\Policies\Microsoft: not known which
/// Certificates, CRLs, CTLs     one store: not known which
/// Software                     a user's
/// ```
/// Sources: hivexregedit(1); Microsoft, “System Store Locations” and “Registry Hives” (win32 documentation).
struct RegistryHive {
  /// In bytes: SOFTWARE has 50 to 250 MB.
  static let limit = 512 << 20

  private let file: OpenFile
  private let helpers: HelperPrograms

  static func contents(_ source: CarriedFile, _ helpers: HelperPrograms) throws(OpeningError) -> FileContents
  {
    let file = try OpeningError.files { () throws(FileError) in try source.opened() }
    let hive = RegistryHive(file: file, helpers: helpers)
    let head = try OpeningError.files { () throws(FileError) in try source.head() }
    let contents = try hive.contents(of: try hive.keys())
    return isAtRest(head) ? contents : contents.unfinished
  }

  /// Whether the two numbers that Windows writes before and after a change are equal. Otherwise, the last
  /// changes are in files beside it (.LOG1, .LOG2). Source: libregf, “REGF format”, base block.
  private static func isAtRest(_ head: [UInt8]) -> Bool { head.count >= 12 && head[4..<8] == head[8..<12] }

  // MARK: - Keys

  private static let local = #"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SystemCertificates"#

  private func contents(of names: Set<String>) throws(OpeningError) -> FileContents {
    if names.contains("microsoft"), names.contains("classes") || names.contains("policies") {
      return try ofSoftware()
    }
    if names.contains("systemcertificates") {
      let contents = try required(#"SystemCertificates"#, below: #"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft"#)
      // Only SOFTWARE\Microsoft has the enterprise's stores beside it.
      return names.contains("enterprisecertificates") ? contents : contents.withoutPhysicalStores
    }
    if !names.isDisjoint(with: ["root", "ca", "authroot"]) {
      let contents = try required(#"\"#, below: Self.local)
      return names.contains("my") ? contents : contents.withoutPhysicalStores
    }
    if names.contains("certificates") {
      return try required(#"\"#, below: #"\#(Self.local)\ROOT"#).withoutStores
    }
    if names.contains("software"),
      let contents = try export(#"Software\Microsoft\SystemCertificates"#, below: "HKEY_CURRENT_USER")
    {
      return contents
    }
    throw .format(.otherFile(.otherHive))
  }

  /// Places that SOFTWARE does not have contain nothing.
  private func ofSoftware() throws(OpeningError) -> FileContents {
    let root = #"HKEY_LOCAL_MACHINE\SOFTWARE"#
    let places: [(key: String, physical: PhysicalStore)] = [
      (#"Microsoft\SystemCertificates"#, .registry),
      (#"Policies\Microsoft\SystemCertificates"#, .groupPolicy),
      (#"Microsoft\EnterpriseCertificates"#, .enterprise),
    ]
    var all = FileContents(certificates: [])
    for (key, physical) in places {
      if let contents = try export(key, below: root) {
        all = all.joined(contents)
      } else if physical == .registry {
        throw .format(.otherFile(.otherHive))
      } else {
        let parts = Store.allCases.map { StorePart($0, physical) }
        all = all.joined(FileContents(certificates: [], stores: Set(Store.allCases), parts: Set(parts)))
      }
    }
    return all
  }

  private func required(_ key: String, below prefix: String) throws(OpeningError) -> FileContents {
    guard let contents = try export(key, below: prefix) else { throw .helper(.garbage(.hivexregedit)) }
    return contents
  }

  // MARK: - hivexregedit

  /// The names of the keys directly below the root, in lower case.
  private func keys() throws(OpeningError) -> Set<String> {
    let bytes = try OpeningError.helpers { () throws(HelperError) in
      try helpers.output(
        of: .hivexregedit,
        ["--export", "--max-depth", "2", "--prefix", "HIVE", HelperPrograms.passedFile, #"\"#], on: file)
    }
    guard case .registryExport = FileFormat.recognise(bytes) else { throw .helper(.garbage(.hivexregedit)) }
    let start = #"[HIVE\"#
    let names = bytes.split(separator: 0x0A).compactMap { line -> String? in
      guard line.starts(with: start.utf8), line.last == UInt8(ascii: "]") else { return nil }
      return String(decoding: line.dropFirst(start.utf8.count).dropLast(), as: UTF8.self).lowercased()
    }
    return Set(names)
  }

  /// - Returns: `nil` if the hive has no such key.
  private func export(_ key: String, below prefix: String) throws(OpeningError) -> FileContents? {
    let outcome = try OpeningError.helpers { () throws(HelperError) in
      try helpers.run(
        .hivexregedit, ["--export", "--prefix", prefix, HelperPrograms.passedFile, key], on: file)
    }
    guard outcome.code == 0 else {
      if outcome.messages.holds("path not found in this hive") { return nil }
      throw .helper(outcome.failure(of: .hivexregedit))
    }
    guard case .registryExport = FileFormat.recognise(outcome.output) else {
      throw .helper(.garbage(.hivexregedit))
    }
    return try OpeningError.formats { () throws(FormatError) in
      try CertificateReader.contents(of: outcome.output)
    }
  }
}

extension FileContents {
  /// Both, one after the other.
  func joined(_ other: FileContents) -> FileContents {
    FileContents(
      certificates: certificates + other.certificates, remarks: remarks + other.remarks,
      stores: stores.union(other.stores), parts: parts.union(other.parts),
      unreadable: unreadable + other.unreadable, brokenAt: brokenAt ?? other.brokenAt)
  }

  /// The stores are known, but not which of their physical stores.
  var withoutPhysicalStores: FileContents { changed { StorePart($0.store, .unknown) } }

  /// Nothing is known of the stores.
  var withoutStores: FileContents { changed { _ in nil } }

  /// What does not show the last changes does not show any physical store completely.
  var unfinished: FileContents {
    FileContents(
      certificates: certificates, remarks: remarks + [.unfinishedHive], stores: stores, parts: [],
      unreadable: unreadable, brokenAt: brokenAt)
  }

  private func changed(_ place: (StorePart) -> StorePart?) -> FileContents {
    FileContents(
      certificates: certificates.map { one in
        let new = one.store.flatMap { place(StorePart($0, one.physical)) }
        return one.placed(in: new)
      },
      remarks: remarks, stores: place(StorePart(.trustedRoot, .unknown)) == nil ? [] : stores, parts: [],
      unreadable: unreadable.map { one in
        one.placed(in: one.store.flatMap { place(StorePart($0, one.physical)) })
      }, brokenAt: brokenAt)
  }
}

extension StoredCertificate {
  func placed(in part: StorePart?) -> StoredCertificate {
    StoredCertificate(
      certificate, store: part?.store, physical: part?.physical ?? .unknown, friendlyName: friendlyName,
      isArchived: isArchived, isPassedOver: isPassedOver)
  }
}

extension UnreadableEntry {
  func placed(in part: StorePart?) -> UnreadableEntry {
    UnreadableEntry(
      name: name, number: number, offset: offset, reason: reason, store: part?.store,
      physical: part?.physical ?? .unknown)
  }
}
