// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
import Facts
import Files
import Listings
public import Procedure
import Stores
public import Texts
public import Words

/// Describes what a receipt reports, or why it is not used.
public struct ReceiptWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// - Parameter course: the procedure whose receipt was expected.
  public func text(_ objection: MatchedReceipt.Objection, file: String, _ course: Course) -> String {
    let expected = ["file": file, "commands": CommandFiles.workName(course)]
    return switch objection {
    case .unreadable(let error): FileWords(wording: wording).text(error)
    case .unusable(.notAReceipt): wording("receipt.notAReceipt", expected)
    case .unusable(.badLine(let line)):
      wording("receipt.badLine", ["file": file, "line": String(line)])
    case .unusable(.tooLarge(let limit)):
      wording("file.tooLarge", ["file": file, "limit": String(limit >> 20)])
    case .nothingDone: wording("receipt.nothingDone", expected)
    case .cutOff: wording("receipt.cutOff", expected)
    case .otherSession: wording("receipt.otherSession", ["file": file])
    case .otherServer(let server): wording("receipt.otherServer", ["file": file, "server": server])
    case .otherEntries: wording("receipt.otherEntries", ["file": file])
    }
  }

  /// One sentence per certificate.
  public func lines(_ receipt: MatchedReceipt, in session: Session) -> [(text: String, tone: Tone)] {
    receipt.results.keys.sorted().compactMap { id in
      guard let result = receipt.results[id] else { return nil }
      let row = session.findings.entries[id]?.facts
      let facts = row?.thumbprint == result.thumbprint ? row : try? result.export?.oneCertificate().get()
      let last = result.steps.last
      let values = [
        "issuedTo": facts?.issuedTo ?? result.thumbprint.description,
        "serial": facts?.serial.description ?? wording("unknown"), "file": result.file,
        "step": last?.word ?? "?", "code": last.map { String($0.code) } ?? "?",
      ]
      let isFailure = result.state == .failed
      return (wording("receipt.state.\(result.state.rawValue)", values), isFailure ? .error : .body)
    }
  }

  public func line(_ outside: OutsideDeletion, in session: Session) -> String {
    wording("receipt.outside", OutsideWords(wording: wording).values(outside, in: session))
  }
}
