// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Stores
import TestFiles
import Testing

@testable import Files

/// With the real programs, which `Scripts/setup --tests` installs.
@Suite("Hives, event logs and archives")
struct CarriedFilesTests {
  static let folder = Samples.path("carried")

  static func read(_ name: String) throws -> CertificateFolder {
    try CertificateFolder(path: "\(folder)/\(name)")
  }

  static func places(_ folder: CertificateFolder) -> [String] {
    Set(folder.certificates.map { "\($0.stored.store?.rawValue ?? "?") \($0.stored.physical)" }).sorted()
  }

  static let whole: Set<StorePart> = [
    StorePart(.trustedRoot, .registry), StorePart(.trustedRoot, .authRoot),
    StorePart(.trustedRoot, .groupPolicy),
    StorePart(.trustedRoot, .enterprise), StorePart(.intermediate, .registry),
    StorePart(.intermediate, .groupPolicy), StorePart(.intermediate, .enterprise),
  ]

  @Test("SOFTWARE gives the same as the export of its keys, and shows what it does not have as empty")
  func software() throws {
    let hive = try Self.read("software.hiv")
    let text = try CertificateFolder(path: "\(Samples.windows)/synthetic-windowslike.reg")
    let key = { (found: CertificateFolder.Found) in
      "\(found.certificate.thumbprint) \(found.stored.store?.rawValue ?? "") \(found.stored.physical)"
    }
    #expect(Set(hive.certificates.map(key)) == Set(text.certificates.map(key)))
    #expect(hive.certificates.count == text.certificates.count)
    #expect(hive.problems.isEmpty && hive.remarks.isEmpty)
    #expect(
      hive.parts.isSuperset(of: Self.whole.filter { $0.store == .trustedRoot || $0.physical == .registry }))
  }

  @Test(
    "the names of the keys say where a hive was saved",
    arguments: [
      ("systemcertificates.hiv", ["CA registry", "ROOT authRoot", "ROOT registry"]),
      // Nothing tells Group Policy's key from a part of the computer's.
      ("policies.hiv", ["ROOT unknown"]),
      ("root.hiv", ["? unknown"]),
      ("user.hiv", []),
      ("system.hiv", []),
    ])
  func saved(name: String, places: [String]) throws {
    let read = try Self.read(name)
    #expect(Self.places(read) == places)
    #expect(read.problems.map(\.reason) == (name == "system.hiv" ? [.unusable(.otherFile(.otherHive))] : []))
    if name == "user.hiv" {
      let isUsers = read.remarks.contains {
        if case .account(.currentUser, _, _) = $0.remark { true } else { false }
      }
      #expect(isUsers)
    }
    if name != "systemcertificates.hiv" { #expect(read.parts.isEmpty) }
  }

  @Test("a hive that Windows was still writing to is used, and shows no store whole")
  func unfinished() throws {
    var bytes = try Samples.bytes("software.hiv", in: "carried")
    // The first of the two numbers, and the sum of the page.
    bytes[4] ^= 0x10
    bytes[508] ^= 0x10
    let folder = TemporaryFolder()
    let read = try CertificateFolder(path: try folder.write(bytes, to: "SOFTWARE"))
    #expect(!read.certificates.isEmpty && read.parts.isEmpty)
    #expect(read.remarks.map(\.remark) == [.unfinishedHive])
  }

  @Test(
    "a cut hive gives a problem with its name, and nothing else",
    arguments: [8, 600, 4096, 5000, 12288, 20000])
  func cutHive(count: Int) throws {
    let folder = TemporaryFolder()
    let bytes = try Samples.bytes("software.hiv", in: "carried").prefix(count)
    let read = try CertificateFolder(path: try folder.write(bytes, to: "SOFTWARE"))
    // Where pages at the end are missing, hivex may still find some of the keys.
    #expect(!read.problems.isEmpty || count > 8192)
    #expect(read.problems.allSatisfy { $0.file == "SOFTWARE" })
  }

  @Test("a genuine event log is read, in a folder and named as one")
  func eventLog() throws {
    let helpers = HelperPrograms.installed
    let path = "\(Self.folder)/language-packs.evtx"
    let reading = try EventReading.file(path, takesStreams: false, helpers)
    #expect(reading?.events.count == 16)
    #expect(reading?.events.first?.time == "2018-07-09T20:49:14.057746100Z")
    #expect(try Self.readAll().events.map(\.file).sorted() == ["language-packs.evtx", "lync.evtx"])
    let alone = try CertificateFolder(path: path)
    #expect(alone.problems.map(\.reason) == [.unusable(.eventLog)])
  }

  private static func readAll() throws -> CertificateFolder { try CertificateFolder(path: folder) }

  @Test("a damaged event log is named, and gives no events")
  func damagedLog() throws {
    let folder = TemporaryFolder()
    let bytes = try Samples.bytes("language-packs.evtx", in: "carried")
    try folder.write(bytes.prefix(5000), to: "cut.evtx")
    let read = try CertificateFolder(path: folder.path)
    #expect(read.events.isEmpty || read.events.allSatisfy { $0.reading == nil })
  }

  @Test("a cabinet is unpacked, and its folders name the stores")
  func cabinet() throws {
    let read = try Self.read("stores.cab")
    #expect(
      read.certificates.map(\.file) == [
        "stores.cab: CA/subB1.cer", "stores.cab: ROOT/rootA1.cer", "stores.cab: ROOT/rootA2.cer",
      ])
    #expect(Self.places(read) == ["CA unknown", "ROOT unknown"])
    #expect(read.isCollection && read.problems.isEmpty)
  }

  /// Packs files with bsdtar.
  private func archive(_ files: [(name: String, bytes: [UInt8])], as name: String) throws -> (
    TemporaryFolder, String
  ) {
    let folder = TemporaryFolder()
    for file in files { try folder.write(file.bytes, to: "in/\(file.name)") }
    try Shell.run("cd '\(folder.path)/in' && bsdtar -a -c -f '../\(name)' *")
    return (folder, folder.file(name))
  }

  @Test("zip and tar give what is in them; hidden files are none of it", arguments: ["a.zip", "a.tar"])
  func packed(name: String) throws {
    let root = try Samples.bytes("rootA1.cer")
    let hive = try Samples.bytes("systemcertificates.hiv", in: "carried")
    let (folder, path) = try archive(
      [
        ("collected/ROOT/Straße.cer", root), ("collected/SystemCertificates", hive),
        ("__MACOSX/x", [1]), ("collected/.DS_Store", [1]), ("notes.txt", Array("words".utf8)),
      ], as: name)
    let read = try CertificateFolder(path: path)
    #expect(read.certificates.first?.file == "\(name): collected/ROOT/Straße.cer")
    #expect(read.certificates.count == 11)
    #expect(read.problems.map(\.file) == ["\(name): notes.txt"])
    #expect(WholeFile.names(in: folder.path) == [name, "in"].sorted())
  }

  @Test("an Office file is named as one, and not as an archive without certificates")
  func office() throws {
    let files = [("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", Array("<x/>".utf8))]
    let (folder, path) = try archive(files, as: "letter.zip")
    #expect(try CertificateFolder(path: path).problems.map(\.reason) == [.unusable(.otherFile(.office))])
    #expect(WholeFile.names(in: folder.path) == ["in", "letter.zip"])
    // Also without bsdtar.
    let without = try CertificateFolder(path: path, helpers: HelperPrograms(searchPath: "/nonexistent"))
    #expect(without.problems.map(\.reason) == [.unusable(.otherFile(.office))])
  }

  @Test("an archive in an archive is not opened")
  func nested() throws {
    let tar = TarWriter.archive([("ROOT/a.cer", try Samples.bytes("rootA1.cer"))])
    let folder = TemporaryFolder()
    let path = try folder.write(TarWriter.archive([("inner.tar", tar)]), to: "outer.tar")
    let read = try CertificateFolder(path: path)
    #expect(read.problems.map(\.file) == ["outer.tar: inner.tar"])
    #expect(read.problems.map(\.reason) == [.unusable(.otherFile(.packed))])
  }

  @Test("a cut archive and one with a password are named")
  func unusable() throws {
    let (folder, path) = try archive([("a.cer", try Samples.bytes("rootA1.cer"))], as: "a.zip")
    var bytes = try WholeFile.bytes(path)
    try folder.write(bytes.prefix(bytes.count / 2), to: "cut.zip")
    bytes[6] |= 1
    try folder.write(bytes, to: "locked.zip")
    let cut = try CertificateFolder(path: folder.file("cut.zip")).problems.map(\.reason)
    guard case .helper(.failed(.bsdtar, _))? = cut.first else {
      Issue.record("\(cut)")
      return
    }
    let locked = try CertificateFolder(path: folder.file("locked.zip")).problems.map(\.reason)
    #expect(locked == [.unusable(.otherFile(.lockedArchive))])
  }

  @Test("members with the names of other places and links are only names, and nothing is written")
  func tricks() throws {
    let folder = TemporaryFolder()
    let root = try Samples.bytes("rootA1.cer")
    let bytes =
      TarWriter.member("../../../../tmp/lync-pin-wizard-out.cer", root)
      + TarWriter.member("link", Array("/etc/passwd".utf8), type: "2") + TarWriter.archive([])
    let read = try CertificateFolder(path: try folder.write(bytes, to: "evil.tar"))
    #expect(read.certificates.map(\.file) == ["evil.tar: ../../../../tmp/lync-pin-wizard-out.cer"])
    #expect(read.problems.map(\.reason) == [.unreadable(.symbolicLink(path: "evil.tar: link"))])
    #expect(!WholeFile.names(in: "/tmp").contains("lync-pin-wizard-out.cer"))
    #expect(WholeFile.names(in: folder.path) == ["evil.tar"])
  }

  @Test(
    "a list of files of this computer is not followed, whatever it claims to be",
    arguments: [
      "MSCF", "MSCF\0\0\0\0", "MSCF\0\0\0\0\n", "PK\u{3}\u{4}", "PK\u{3}\u{4}\n", "PK\u{5}\u{6}\n",
      "#mtree\n",
    ])
  func lists(start: String) throws {
    let target = "\(Samples.windows)/rootA1.cer"
    let lines = ["a", "b"].map { "\($0) type=file mode=0644 contents=\(target)\n" }.joined()
    // The same list, encoded: what begins with “begin” is decoded wherever it is.
    let folder = TemporaryFolder()
    let list = try folder.write(Array("#mtree\n\(lines)".utf8), to: "list")
    try Shell.run("bsdtar -c -f '\(folder.file("x.uu"))' --uuencode -C '\(folder.path)' list")
    let encoded = try WholeFile.bytes(folder.file("x.uu"))
    for rest in [Array(lines.utf8), encoded] {
      let path = try folder.write(Array(start.utf8) + rest, to: "x.cab")
      let read = try CertificateFolder(path: path)
      #expect(read.certificates.isEmpty && read.problems.allSatisfy { $0.file == "x.cab" })
    }
    // Without the check of the type, bsdtar itself would follow it.
    let file = try OpenFile(SystemPath(list), limit: 1000)
    let followed = try HelperPrograms.installed.output(
      of: .bsdtar, ["-c", "-f", "-", "--format=pax", "@/dev/fd/3"], on: file)
    #expect(followed.count > 1000)
  }
}
