// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Guide
package import Handover
import Journal
import Paths
import Procedure
import Texts
import Words
import X509

/// Unpacks a session that `handover` packed on another computer into the sessions folder.
package struct SessionUnpacking: ProgramPart {
  package let program: Program
  /// The archive, as typed.
  package let archive: String

  package init(program: Program, archive: String) {
    self.program = program
    self.archive = archive
  }

  /// - Returns: the path of the session's file.
  package func run() throws(Failure) -> String {
    let file = LocalPath(archive).absolute
    let archived: ArchivedSession
    do throws(HandoverProblem) {
      archived = try reading { () throws(HandoverProblem) in
        try ArchivedSession(file, typed: archive, signatures: .libcrypto)
      }
    } catch {
      throw failure(error, file: archive)
    }
    let folder = try sessionFolder()
    let path = folder.file(named: archived.name)
    do throws(JournalError) { try folder.create() } catch { throw failure(error) }
    let count: Int
    do throws(HandoverProblem) { count = try archived.unpack(to: path) } catch {
      if case .exists(let place) = error {
        let values = ["name": archived.name, "file": place, "command": resumeCommand(path)]
        throw Failure(code: .cannotCreate, text: wording("unpacked.exists", values))
      }
      throw failure(error, file: archive)
    }
    tell(archived, count, path)
    return path
  }

  private func tell(_ archived: ArchivedSession, _ count: Int, _ path: String) {
    let values = ["file": archive, "name": archived.name, "count": String(count)]
    console.show(wording("unpacked", values), as: .good)
    let head = ["count": String(archived.journal.records.count), "hash": archived.journal.head]
    console.show(wording("unpacked.record", head), as: .body)
    guard let session = archived.journal.session else { return }
    for check in ExportCheck.all(of: session, at: SessionPaths(path)) {
      _ = check.tell(in: program) { console.show($0, as: .body) }
    }
  }
}

extension ProgramPart {
  /// - Parameter file: the archive, when it is read.
  package func failure(_ problem: HandoverProblem, file: String? = nil) -> Failure {
    switch problem {
    case .file(let error): failure(error)
    case .journal(let error): failure(error)
    case .archive(let problem): failure(problem, file: file)
    case .exists(let path): Failure(code: .cannotCreate, text: wording("file.exists", ["file": path]))
    }
  }

  private func failure(_ problem: TapeArchive.Problem, file: String?) -> Failure {
    let values = ["file": file ?? ""]
    func refuse(_ code: ExitCode, _ key: String, _ more: [String: String] = [:]) -> Failure {
      Failure(code: code, text: wording("archive.\(key)", values.merging(more) { $1 }))
    }
    switch problem {
    case .noTar: return refuse(.noInput, "noTar")
    case .cannotStart(let code): return refuse(.inputOutput, "failed", ["reason": SystemError.text(code)])
    case .cancelled: return refuse(.interrupted, "cancelled")
    case .failed(let text): return refuse(file == nil ? .inputOutput : .badData, "failed", ["reason": text])
    case .notAnArchive: return refuse(.badData, "notAnArchive")
    case .strangeMember(let name): return refuse(.badData, "strange", ["name": SafeText.harmlessLine(name)])
    case .tooLarge:
      return refuse(.badData, "tooLarge", ["limit": String(TapeArchive.mostOctets >> 20)])
    }
  }
}
