// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Listings
import Stores
import TestFiles
import Testing

@Suite struct FilesTests {
  @Test("says why a file is not read")
  func refusals() throws {
    let folder = TemporaryFolder()
    try folder.write([UInt8](repeating: 1, count: 101), to: "large")
    try folder.write([1], to: "closed")
    #expect(chmod("\(folder.path)/closed", 0) == 0)
    #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    #expect(symlink("loop", "\(folder.path)/loop") == 0)
    let cases: [(String, FileError)] = [
      ("\(folder.path)/absent", .missing(path: "\(folder.path)/absent")),
      ("\(folder.path)/large/x", .missing(path: "\(folder.path)/large/x")),
      ("\(folder.path)/large\0x", .missing(path: "\(folder.path)/large\0x")),
      ("", .missing(path: "")),
      (folder.path, .isDirectory(path: folder.path)),
      ("\(folder.path)/large", .tooLarge(path: "\(folder.path)/large", limit: 100)),
      ("\(folder.path)/pipe", .specialFile(path: "\(folder.path)/pipe")),
      ("/dev/zero", .specialFile(path: "/dev/zero")),
      ("\(folder.path)/loop", .inputOutput(path: "\(folder.path)/loop", code: ELOOP)),
    ]
    for (path, error) in cases {
      #expect(throws: error) { try BoundedFile.read(path, limit: 100) }
    }
    if getuid() != 0 {
      #expect(throws: FileError.permission(path: "\(folder.path)/closed")) {
        try BoundedFile.read("\(folder.path)/closed")
      }
    }
    #expect(try BoundedFile.read("\(folder.path)/large", limit: 101).count == 101)
  }

  @Test("stops at the limit where a file's size says nothing")
  func endless() {
    // Files of /proc have size 0 and content.
    #expect(throws: FileError.tooLarge(path: "/proc/self/maps", limit: 10)) {
      try BoundedFile.read("/proc/self/maps", limit: 10)
    }
  }

  @Test("reads a folder of good files and junk, by name, and names the junk")
  func junk() throws {
    let folder = TemporaryFolder()
    let one = try Samples.small()
    let other = try Samples.small()
    try folder.write(one.der, to: "b.cer")
    try folder.write(
      Array((PEM.block("CERTIFICATE", other.der) + PEM.block("CERTIFICATE", one.der)).utf8), to: "a.txt")
    try folder.write(Samples.message([other.der]), to: "Z.p7b")
    try folder.write(one.der, to: ".hidden.cer")
    try folder.write(Array("[.ShellClassInfo]\r\n".utf8), to: "desktop.ini")
    try folder.write([], to: "empty.cer")
    try folder.write(Array("-----BEGIN PRIVATE KEY-----\n".utf8), to: "key.pem")
    #expect(mkdir("\(folder.path)/old", 0o700) == 0)
    #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    #expect(symlink("absent", "\(folder.path)/dangling") == 0)

    let read = try CertificateFolder(path: folder.path)
    typealias Found = CertificateFolder.Found
    typealias Problem = CertificateFolder.Problem
    #expect(read.certificates.map(\.file) == ["Z.p7b", "a.txt", "a.txt", "b.cer"])
    #expect(read.certificates.map(\.certificate) == [other, other, one, one])
    #expect(
      read.problems == [
        Problem(file: "dangling", reason: .unreadable(.missing(path: "\(folder.path)/dangling"))),
        Problem(file: "desktop.ini", reason: .unusable(.notACertificate)),
        Problem(file: "empty.cer", reason: .unusable(.empty)),
        Problem(file: "key.pem", reason: .unusable(.privateKey(offset: 0))),
        Problem(file: "pipe", reason: .unreadable(.specialFile(path: "\(folder.path)/pipe"))),
      ])
  }

  @Test("reads a file of many megabytes as it is")
  func manyMegabytes() throws {
    let folder = TemporaryFolder()
    let bytes = (0..<5 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    try folder.write(bytes, to: "large")
    let read = try BoundedFile.read("\(folder.path)/large") == bytes
    #expect(read)
  }

  @Test("names a listing that has too many blocks, and gives nothing of it")
  func endlessListing() throws {
    let folder = TemporaryFolder()
    let fences = String(repeating: "==== CRL 1 ====\n", count: CertutilListing.limitBlocks)
    let first = """
      Root
      ================ Certificate 0 ================
      Serial Number: 05
      Issuer: CN=a
       NotBefore: 1/13/2009 12:05 AM
       NotAfter: 1/13/2029 12:05 AM
      Subject: CN=A
      Cert Hash(sha1): 0102030405060708090a0b0c0d0e0f1011121314

      """
    try folder.write(Array((first + fences).utf8), to: "roots.txt")
    let read = try CertificateFolder(path: folder.path)
    #expect(read.listed.isEmpty && read.certificates.isEmpty)
    guard case .unusableListing(.tooManyBlocks(_, CertutilListing.limitBlocks))? = read.problems.first?.reason
    else {
      Issue.record("\(read.problems)")
      return
    }
  }

  @Test("reads one file under its name")
  func single() throws {
    let read = try CertificateFolder(path: "\(Samples.windows)/rootA1.cer")
    #expect(read.certificates.map(\.file) == ["rootA1.cer"])
    #expect(read.problems.isEmpty)
    #expect(throws: FileError.missing(path: "/absent")) { try CertificateFolder(path: "/absent") }
  }
}
