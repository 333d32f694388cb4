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
      guard let result = receipt.results[id], let facts = session.findings.entries[id]?.facts else {
        return nil
      }
      let last = result.steps.last
      let values = [
        "issuedTo": facts.issuedTo, "serial": facts.serial.description, "file": result.file,
        "step": last?.word ?? "?", "code": last.map { String($0.code) } ?? "?",
      ]
      let isFailure = result.state == .failed
      return (wording("receipt.state.\(result.state.rawValue)", values), isFailure ? .error : .body)
    }
  }
}

extension Program {
  /// A receipt that was named on the command line.
  func receipt(_ path: String, of session: Session) throws(Failure) -> CarriedReceipt {
    let words = ReceiptWords(wording: wording)
    do throws(CarriedReceipt.Objection) {
      let receipt = try CarriedReceipt(path, of: session)
      for line in words.lines(receipt, in: session) { console.show(line.text, as: line.tone) }
      return receipt
    } catch {
      if case .unreadable(let error) = error {
        throw Failure(code: Self.exitCode(error), text: FileWords(wording: wording).text(error))
      }
      throw Failure(code: .badData, text: words.text(error, file: path))
    }
  }
}

extension Guide {
  /// Takes a receipt whose path was typed; it answers from the next question on.
  func take(receipt path: String) {
    let words = ReceiptWords(wording: wording)
    do throws(CarriedReceipt.Objection) {
      let found = try CarriedReceipt(path, of: session)
      for line in words.lines(found, in: session) { console.show(line.text, as: line.tone) }
      receipt = found
    } catch {
      console.show(words.text(error, file: path), as: .error)
    }
  }

  /// Answers an item with what the receipt says, and shows it.
  ///
  /// - Returns: whether it was answered. What the engine refuses is asked.
  func answerFromReceipt(_ item: Item) throws(Turn) -> Bool {
    guard let answer = receipt?.answer(to: item), try self.answer(item, answer) else { return false }
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
