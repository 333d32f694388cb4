// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Stores
import Texts

/// What a receipt says, and why it is not used, in sentences.
struct ReceiptWords {
  let wording: Wording

  func text(_ objection: CarriedReceipt.Objection, file: String) -> String {
    switch objection {
    case .unreadable(let error): FileWords(wording: wording).text(error)
    case .unusable(.notAReceipt): wording("receipt.notAReceipt", ["file": file])
    case .unusable(.badLine(let line)):
      wording("receipt.badLine", ["file": file, "line": String(line)])
    case .unusable(.tooLarge(let limit)):
      wording("file.tooLarge", ["file": file, "limit": String(limit >> 20)])
    case .nothingDone: wording("receipt.nothingDone", ["file": file])
    case .cutOff: wording("receipt.cutOff", ["file": file])
    case .otherSession: wording("receipt.otherSession", ["file": file])
    case .otherServer(let server): wording("receipt.otherServer", ["file": file, "server": server])
    case .otherEntries: wording("receipt.otherEntries", ["file": file])
    }
  }

  /// One sentence for each certificate.
  func lines(_ receipt: CarriedReceipt, in session: Session) -> [(text: String, tone: Tone)] {
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

  func line(_ outside: OutsideDeletion, in session: Session) -> String {
    wording("receipt.outside", OutsideWords(wording: wording).values(outside, in: session))
  }
}

/// A deletion outside the session, in words.
struct OutsideWords {
  let wording: Wording

  func name(_ outside: OutsideDeletion, in session: Session) -> String {
    session.facts(outside).map { "\($0.issuedTo) (\($0.serial))" } ?? outside.thumbprint.description
  }

  func values(_ outside: OutsideDeletion, in session: Session) -> [String: String] {
    let facts = session.facts(outside)
    return [
      "issuedTo": facts?.issuedTo ?? wording("unknown"),
      "serial": facts?.serial.description ?? wording("unknown"),
      "thumbprint": outside.thumbprint.description, "file": outside.export.file,
      "folder": outside.export.folder, "receipt": outside.receipt,
    ]
  }
}

extension Program {
  /// A receipt that was named on the command line.
  ///
  /// What it tells of deletions that the session no longer orders is written down at once.
  func receipt(_ path: String, of open: OpenSession) throws(Failure) -> CarriedReceipt {
    let words = ReceiptWords(wording: wording)
    let receipt: CarriedReceipt
    do throws(CarriedReceipt.Objection) {
      receipt = try CarriedReceipt(path, of: open.session)
    } catch {
      if case .unreadable(let error) = error {
        throw Failure(code: Self.exitCode(error), text: FileWords(wording: wording).text(error))
      }
      throw Failure(code: .badData, text: words.text(error, file: path))
    }
    for line in words.lines(receipt, in: open.session) { console.show(line.text, as: line.tone) }
    for outside in receipt.outside(open.session) {
      try record(.deletedOutside(outside), open)
      console.show(words.line(outside, in: open.session), as: .warning)
    }
    return receipt
  }
}

extension Guide {
  /// Takes a receipt whose path was typed; it answers from the next question on.
  func take(receipt path: String) throws(Turn) {
    let words = ReceiptWords(wording: wording)
    let found: CarriedReceipt
    do throws(CarriedReceipt.Objection) { found = try CarriedReceipt(path, of: session) } catch {
      console.show(words.text(error, file: path), as: .error)
      return
    }
    for line in words.lines(found, in: session) { console.show(line.text, as: line.tone) }
    for outside in found.outside(session) where try record(.deletedOutside(outside)) == nil {
      console.show(words.line(outside, in: session), as: .warning)
    }
    receipt = found
  }

  /// Answers an item with what the receipt says, and shows it.
  ///
  /// - Returns: whether it was answered. What the engine refuses is asked.
  func answerFromReceipt(_ item: Item) throws(Turn) -> Bool {
    guard let answer = receipt?.answer(to: item, in: session), try self.answer(item, answer) else {
      return false
    }
    console.show(
      wording(
        "receipt.answered",
        [
          "step": StatusWords(wording: wording).next(item),
          "answer": AnswerWords(wording: wording).text(answer),
        ]),
      as: .quiet)
    return true
  }
}
