// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import Glibc
import Journal
import TestFiles
import Testing

@Suite("NewFolder")
struct NewFolderTests {
  private let files = [
    NamedBytes(name: "a.reg", bytes: [1, 2]), NamedBytes(name: "receipt.txt", bytes: Array("x\n".utf8)),
  ]

  private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test("writes all files, and nothing beside them")
  func whole() throws {
    let home = TemporaryFolder()
    try NewFolder.write(files, to: "\(home.path)/new")
    #expect(names(home.path) == ["new"])
    #expect(names("\(home.path)/new") == ["a.reg", "receipt.txt"])
    #expect(try WholeFile.bytes("\(home.path)/new/a.reg") == [1, 2])
  }

  @Test("leaves whatever has the name as it is", arguments: ["file", "folder", "link", "full"])
  func taken(kind: String) throws {
    let home = TemporaryFolder()
    let path = "\(home.path)/new"
    switch kind {
    case "file": try home.write("mine".utf8, to: "new")
    case "folder": #expect(mkdir(path, 0o700) == 0)
    case "link": #expect(symlink("nowhere", path) == 0)
    default: try home.write("mine".utf8, to: "new/a.reg")
    }
    #expect(throws: JournalError.alreadyExists(path: path)) { try NewFolder.write(files, to: path) }
    #expect(names(home.path) == ["new"])
    if kind == "full" { #expect(try WholeFile.text("\(path)/a.reg") == "mine") }
  }

  @Test("leaves nothing behind when a file cannot be written, and needs the folder around it")
  func failed() throws {
    let home = TemporaryFolder()
    let twice = files + [files[0]]
    #expect(throws: JournalError.self) { try NewFolder.write(twice, to: "\(home.path)/new") }
    #expect(names(home.path) == [])
    #expect(throws: JournalError.cannotCreate(path: "\(home.path)/no/new", code: ENOENT)) {
      try NewFolder.write(files, to: "\(home.path)/no/new")
    }
  }

  @Test("begins anew where a killed run with the same number left something")
  func leftover() throws {
    let home = TemporaryFolder()
    try home.write("old".utf8, to: ".new.\(getpid()).part/b.reg")
    try NewFolder.write(files, to: "\(home.path)/new")
    #expect(names(home.path) == ["new"])
    #expect(names("\(home.path)/new") == ["a.reg", "receipt.txt"])
  }
}
