// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Foundation
import TestFiles
import Testing

@testable import Stores

@Suite("PassingFile")
struct PassingFileTests {
  @Test(
    "knows standard input and open descriptors by their paths",
    arguments: [
      ("-", 0), ("/dev/stdin", 0), ("/dev/fd/0", 0), ("/proc/self/fd/0", 0), ("/dev/fd/63", 63),
    ] as [(String, Int32)])
  func known(path: String, descriptor: Int32) throws {
    let file = try #require(PassingFile(path))
    #expect(file.descriptor == descriptor)
    #expect(file.isStandardInput == (descriptor == 0))
  }

  @Test(
    "takes no other path",
    arguments: [
      "", "--", "./-", "-/", "/dev/stdin/", "/dev/fd/", "/dev/fd/x", "/dev/fd/1/", "/dev/fd/-1",
      "/dev/fd/99999999999", "/dev/stdout", "/proc/1/fd/0",
    ])
  func other(path: String) { #expect(PassingFile(path) == nil) }

  @Test("reads a pipe to its end, however slowly it comes")
  func pipe() throws {
    let bytes = try Samples.bytes("duplicates.sst")
    let pipe = Pipe()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    Thread.detachNewThread {
      for part in stride(from: 0, to: bytes.count, by: 500) {
        pipe.fileHandleForWriting.write(Data(bytes[part..<min(part + 500, bytes.count)]))
        usleep(1000)
      }
      try? pipe.fileHandleForWriting.close()
    }
    let folder = try CertificateFolder(path: path, takesStreams: true)
    let named = try CertificateFolder(path: "\(Samples.windows)/duplicates.sst")
    #expect(folder.certificates.map(\.certificate) == named.certificates.map(\.certificate))
    #expect(folder.certificates.allSatisfy { $0.file == path })
  }

  @Test("a pipe is refused where streams are not taken")
  func refused() {
    let pipe = Pipe()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    #expect(throws: FileError.specialFile(path: path)) { try CertificateFolder(path: path) }
    #expect(throws: FileError.specialFile(path: path)) { try BoundedFile.read(path) }
  }

  @Test("reads no more than the limit, and no descriptor that is not open")
  func bounded() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("passing-\(UUID().uuidString)")
    try Data(count: 1000).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forReadingFrom: file)
    let path = "/dev/fd/\(handle.fileDescriptor)"
    #expect(throws: FileError.tooLarge(path: path, limit: 999)) {
      try #require(PassingFile(path)).read(limit: 999)
    }
    try handle.seek(toOffset: 0)
    #expect(try #require(PassingFile(path)).read(limit: 1000).count == 1000)
    #expect(throws: FileError.missing(path: "/dev/fd/1023")) {
      try #require(PassingFile("/dev/fd/1023")).read()
    }
  }
}
