// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Texts
import Words

// Typed values do not tell whether two certificates have one key. Where a decision depends on that, their
// files can still be given: each takes the place of the values that were typed for it.

extension Guide {
  /// The typed certificates on which the verdict of a row rests: the row itself, and the noted path.
  private func typed(for id: EntryID) -> [Item.About] {
    let findings = session.findings
    let row: [Item.About] = findings.entries[id]?.typed.isEmpty == false ? [.entry(id)] : []
    let path = findings.path.filter { findings.noted[$0]?.facts?.certificate == nil }
    return row.filter { _ in findings.entries[id]?.facts?.certificate == nil } + path.map { .noted($0) }
  }

  /// Whether files could tell more about a row than is known now.
  func takesFiles(_ id: EntryID) -> Bool {
    guard let verdict = session.findings.verdict(id) else { return false }
    return [.undecided, .partial, .mismatched].contains(verdict) && !typed(for: id).isEmpty
  }

  /// Says that the files would tell, which are missing, and how they are made; empty where they could not.
  func wayOut(_ id: EntryID) -> [String] {
    guard takesFiles(id) else { return [] }
    let missing = typed(for: id).map { about -> String in
      switch about {
      case .entry(let id): wording("files.row", ["number": String(id.number)])
      case .noted(let id):
        wording("files.noted", ["issuedTo": session.findings.noted[id]?.facts?.issuedTo ?? "?"])
      case .session: ""
      }
    }
    return [wording("files.offer", ["missing": missing.joined(separator: ", ")])]
  }

  /// Says, before the values of a row are typed, what they cannot show, and what can.
  func warnOfTyping(_ id: EntryID) {
    guard session.findings.entries[id]?.typed.isEmpty ?? true else { return }
    console.show(wording("files.before"), as: .body)
  }

  /// Takes the file of the row or of a noted certificate, whose values were typed.
  func takeFile(_ text: String, for id: EntryID) throws(Interruption) {
    guard let path = LocalPath(typed: text) else {
      console.show(wording("prompt.needChoice"), as: .error)
      return
    }
    switch path.oneCertificate() {
    case .failure(let problem):
      console.show(FileWords(wording: wording).text(problem, file: path.typed), as: .error)
    case .success(let facts):
      guard let first = typed(for: id).lazy.compactMap({ self.firstAnswer(about: $0, meaning: facts) }).first
      else {
        console.show(wording("files.another", ["file": path.name]), as: .error)
        return
      }
      if let refusal = try record(.withdrawn(from: first.sequence, keeps: true)) {
        show(refusal)
        return
      }
      refusedKept = []
      if try answer(first.item, .certificate(facts, .file(path.name))) {
        console.show(wording("files.taken", ["file": path.name, "issuedTo": facts.issuedTo]), as: .good)
      }
      throw .elsewhere
    }
  }

  /// The first value that was typed for a certificate, if all of them are those of this file.
  private func firstAnswer(about: Item.About, meaning facts: CertificateFacts) -> Session.AcceptedAnswer? {
    let typed =
      switch about {
      case .entry(let id): session.findings.entries[id]?.typed
      case .noted(let id): session.findings.noted[id]?.typed
      case .session: nil as TypedValues?
      }
    guard let typed, (try? typed.check(against: facts, offsetMinutes: session.findings.offsetMinutes)) != nil
    else { return nil }
    return session.given.first { $0.item.about == about && $0.item.question is any TypedQuestion }
  }
}
