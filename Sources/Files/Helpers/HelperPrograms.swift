// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import OtherPrograms
import Paths
import Stores

/// A program of the distribution that reads what the wizard does not read itself.
public enum Helper: String, Hashable, Sendable, CaseIterable {
  /// Turns a registry hive into the text of a registry export.
  case hivexregedit
  /// Turns a binary event log into XML.
  case evtxexport
  /// Turns an archive into a tar archive.
  case bsdtar

  /// The Debian package that contains it.
  public var package: String {
    switch self {
    case .hivexregedit: "libwin-hivex-perl"
    case .evtxexport: "libevtx-utils"
    case .bsdtar: "libarchive-tools"
    }
  }
}

/// Why another program returned nothing that can be used.
public enum HelperError: Error, Hashable, Sendable {
  /// It is not installed.
  case missing(Helper)
  /// It cannot be started; `code` is errno.
  case cannotStart(Helper, code: Int32)
  /// It ended with an error, or was ended by a signal; `said` is the last line of its messages.
  case failed(Helper, said: String)
  /// It printed nothing for too long, or did not finish in time, and was ended.
  case timedOut(Helper)
  /// It printed more than any store or log holds, and was ended.
  case tooMuch(Helper)
  /// What it printed is not what it prints.
  case garbage(Helper)

  public var helper: Helper {
    switch self {
    case .missing(let helper), .cannotStart(let helper, _), .failed(let helper, _), .timedOut(let helper),
      .tooMuch(let helper), .garbage(let helper):
      helper
    }
  }
}

/// Runs the other programs: as child processes with bounds, without a shell, with the file as an open
/// descriptor.
public struct HelperPrograms: Sendable {
  /// How long one may go without output. hivexregedit reads a whole hive before it prints anything.
  public static let silence = Duration.seconds(60)
  /// How long one may run.
  public static let total = Duration.seconds(300)
  /// A hive of 512 MiB, which hivexregedit keeps in memory twice, and the program itself.
  private static let bounds = ChildBounds(memory: 2 << 30, processorSeconds: 120)

  private let searchPath: String?
  private let silence: Duration
  private let total: Duration

  /// - Parameter searchPath: where the programs are, as in `PATH`; `nil` for the usual folders.
  public init(
    searchPath: String?, silence: Duration = HelperPrograms.silence, total: Duration = HelperPrograms.total
  ) {
    self.searchPath = searchPath
    self.silence = silence
    self.total = total
  }

  /// What `PATH` finds.
  public static var installed: HelperPrograms {
    HelperPrograms(searchPath: getenv("PATH").map { PathText.text(of: $0) })
  }

  /// The path under which a child finds the file that is passed to it.
  static let passedFile = "/dev/fd/3"

  struct Outcome {
    let code: Int32
    let output: [UInt8]
    let messages: String
  }

  /// Runs a program to its end.
  func run(_ helper: Helper, _ arguments: [String], on file: OpenFile) throws(HelperError) -> Outcome {
    guard let program = InstalledProgram(helper.rawValue, in: searchPath) else { throw .missing(helper) }
    let command = Self.bounds.command(program.path, arguments)
    let child: ChildProcess
    do throws(ChildError) {
      child = try ChildProcess(
        command.program, command.arguments,
        environment: ["LC_ALL=C.UTF-8", "TZ=UTC", "PATH=/usr/bin:/bin"], passing: .file(file.descriptor))
      // Ctrl-C and signals end the whole program while it reads, and its children with it.
      try ChildProcess.finish([child], silence: silence, total: total, stop: nil)
    } catch .cannotStart(let code) {
      throw .cannotStart(helper, code: code)
    } catch {
      throw .timedOut(helper)
    }
    if child.isTooMuch { throw .tooMuch(helper) }
    return Outcome(code: child.code ?? -1, output: child.output, messages: child.messages)
  }

  /// What a program prints when it succeeds.
  func output(of helper: Helper, _ arguments: [String], on file: OpenFile) throws(HelperError) -> [UInt8] {
    let outcome = try run(helper, arguments, on: file)
    guard outcome.code == 0 else { throw outcome.failure(of: helper) }
    return outcome.output
  }
}

extension HelperPrograms.Outcome {
  /// Longer messages are cut.
  private static let mostCharacters = 200

  /// What bsdtar says at the end, or in place of a reason; neither is one.
  private static let reasonless = ["Error exit delayed from previous errors.", ": (null)"]

  func failure(of helper: Helper) -> HelperError {
    let lines = messages.split(whereSeparator: \.isNewline).filter { line in
      !line.allSatisfy(\.isWhitespace) && !Self.reasonless.contains(where: line.hasSuffix)
    }
    return .failed(
      helper, said: lines.last.map { String($0.prefix(Self.mostCharacters)) } ?? "exit code \(code)")
  }
}
