// SPDX-License-Identifier: GPL-3.0-or-later

import OtherPrograms
import Stores
import TestFiles
import Testing

@testable import Files

@Suite("Programs that read what the wizard does not")
struct HelperProgramsTests {
  /// What each of them is asked to read.
  static let inputs: [(helper: Helper, name: String, bytes: [UInt8])] = [
    (.hivexregedit, "x.hiv", Array("regf".utf8) + [UInt8](repeating: 0, count: 600)),
    (.evtxexport, "x.evtx", Array("ElfFile\0".utf8) + [UInt8](repeating: 0, count: 600)),
    (.bsdtar, "x.zip", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 600)),
  ]

  /// What is read from a folder with one file, with this script in place of the program.
  private static func read(
    _ input: (helper: Helper, name: String, bytes: [UInt8]), script: String?
  ) throws -> CertificateFolder {
    let programs = TemporaryFolder()
    if let script { try FakeProgram.write(input.helper.rawValue, script, to: programs) }
    let folder = TemporaryFolder()
    try folder.write(input.bytes, to: input.name)
    let helpers = HelperPrograms(searchPath: programs.path, silence: .seconds(1), total: .seconds(2))
    return try CertificateFolder(path: folder.path, helpers: helpers)
  }

  static let failures: [(script: String?, error: @Sendable (Helper) -> HelperError)] = [
    (nil, { .missing($0) }),
    ("exec sleep 1000", { .timedOut($0) }),
    ("while :; do echo x; sleep 0.1; done", { .timedOut($0) }),
    ("echo one; echo it broke >&2; echo >&2; exit 3", { .failed($0, said: "it broke") }),
    ("exit 3", { .failed($0, said: "exit code 3") }),
    ("echo 'bsdtar: (null)' >&2; exit 1", { .failed($0, said: "exit code 1") }),
    ("kill -SEGV $$", { .failed($0, said: "exit code 139") }),
    ("exec yes 'something else'", { .tooMuch($0) }),
    ("echo something else", { .garbage($0) }),
    (":", { .garbage($0) }),
  ]

  @Test(
    "one that is missing, hangs, fails, floods or prints something else is named", arguments: failures.indices
  )
  func failing(index: Int) throws {
    let (script, error) = Self.failures[index]
    for input in Self.inputs {
      // An empty tar archive has no members: that is not garbage.
      if input.helper == .bsdtar, script == ":" { continue }
      let read = try Self.read(input, script: script)
      #expect(read.problems.map(\.file) == [input.name])
      #expect(read.problems.map(\.reason) == [.helper(error(input.helper))], "\(script ?? "missing")")
      #expect(read.certificates.isEmpty && read.events.isEmpty && read.parts.isEmpty)
    }
  }

  @Test("they have bounds, the language of C, nothing of the environment, and the file as an open descriptor")
  func bounds() throws {
    let programs = TemporaryFolder()
    try FakeProgram.write(
      "bsdtar",
      "ulimit -v; ulimit -t; ulimit -f; env | sort; cat /dev/fd/3; echo \"$@\"; readlink /proc/$$/fd/4",
      to: programs)
    let file = try programs.write(Array("content\n".utf8), to: "-rf $(touch x) .zip")
    let outcome = try HelperPrograms(searchPath: programs.path).run(
      .bsdtar, ["-a", "b c"], on: OpenFile(SystemPath(file), limit: 100))
    let lines = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["2097152", "120", "0"])
    #expect(
      lines.filter {
        $0.contains("=") && !$0.hasPrefix("PWD=") && !$0.hasPrefix("_=") && !$0.hasPrefix("SHLVL=")
      }
        == ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC"])
    #expect(lines.suffix(2) == ["content", "-a b c"])
  }

  @Test("a folder of PATH that is not absolute is not looked in")
  func relativePath() {
    #expect(InstalledProgram("sh", in: ".:bin:") == nil)
    #expect(InstalledProgram("sh", in: "bin:/bin")?.path == "/bin/sh")
  }
}
