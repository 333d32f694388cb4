// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Handover
import Procedure
import TestFiles
import Testing

@Suite("TapeArchive")
struct TapeArchiveTests {
  @Test(
    "a file's name is a plain member, and comes back",
    arguments: [
      "a.cer", "root 1.cer", "räum.cer", "-x", ".hidden", "a%b", "[x]*?.cer", "a\\b", "漢字.cer", "~",
    ])
  func names(name: String) {
    let part = TapeArchive.part(name)
    #expect(TapeArchive.isPlain(part), "\(part)")
    #expect(TapeArchive.name(part) == name)
  }

  @Test("a name that leads elsewhere, or is written in two ways, is none")
  func strangeNames() {
    let strange = ["", ".", "..", "%2E%2E", "%2F", "a%2Fb", "%00", "%4", "%zz", "%41", "%c3%a4"]
    for part in strange { #expect(TapeArchive.name(part) == nil, "\(part)") }
    let members = [
      "/etc/passwd", "../a", "a/../b", "a//b", "a/", "a b", "a*", "@a", "-a", ".a", "a/b/c/d/e", "",
    ]
    for member in members { #expect(!TapeArchive.isPlain(member), "\(member)") }
  }

  @Test("what is packed comes back, member by member")
  func roundTrip() throws {
    let folder = TemporaryFolder()
    try folder.write(Array("one".utf8), to: "stage/a/x.cer")
    try folder.write([UInt8](repeating: 7, count: 70_000), to: "stage/b.session")
    let tar = try TapeArchive(stop: nil)
    let members = ["a/x.cer", "b.session"]
    let archive = try tar.pack(members, in: "\(folder.path)/stage")
    let contents = try TapeArchive.contents(of: archive)
    #expect(Set(contents.keys) == Set(members))
    #expect(contents["a/x.cer"] == Array("one".utf8))
    #expect(contents["b.session"] == [UInt8](repeating: 7, count: 70_000))
    #expect(throws: TapeArchive.Problem.notAnArchive) { try TapeArchive.contents(of: []) }
    #expect(throws: TapeArchive.Problem.strangeMember("../b")) { try tar.pack(["../b"], in: folder.path) }
  }

  @Test("the files of a start are found next to the session, and elsewhere only where none came along")
  func carried() throws {
    let folder = TemporaryFolder()
    let session = SessionPaths("\(folder.path)/s.session")
    try folder.write([1], to: "s.files/chain-2/sub.cer")
    try folder.write([1], to: "s.files/store-1/collected/ROOT.txt")
    let start = Start(
      program: "test", server: .windowsServer2008, chainFiles: ["/x/root.cer", "/x/sub.cer"],
      storeFiles: [Start.StoreFile(store: .trustedRoot, path: "/y/collected")], eventFiles: ["/z/e.xml"])
    let here = PackedFiles(of: session).here(start)
    #expect(here.chainFiles == ["/x/root.cer", "\(folder.path)/s.files/chain-2/sub.cer"])
    #expect(
      here.storeFiles == [
        Start.StoreFile(store: .trustedRoot, path: "\(folder.path)/s.files/store-1/collected")
      ])
    #expect(here.eventFiles == ["/z/e.xml"])
  }
}
