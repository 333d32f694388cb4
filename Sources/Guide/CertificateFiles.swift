// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Procedure
import Stores
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

  /// Says which files are missing for a verdict, and how they are made; or, where there is one, which files would
  /// add something to it. Empty where files cannot tell more.
  func wayOut(_ id: EntryID) -> [String] {
    guard takesFiles(id) else { return [] }
    let typed = typed(for: id)
    // The keys that are compared: that of the row, and that of the noted certificate with its name.
    let compared = typed.filter { $0 == .entry(id) || $0 == .noted(id.noted) }
    let key = compared.isEmpty ? "files.more" : "files.offer"
    let missing = (compared.isEmpty ? typed : compared).map { about -> String in
      switch about {
      case .entry(let id): wording("files.row", ["number": String(id.number)])
      case .noted(let id):
        wording("files.noted", steps.facts(session.findings.noted[id]?.facts, session.findings.offsetMinutes))
      case .session: ""
      }
    }
    return [wording(key, ["missing": missing.joined(separator: ", ")])]
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
      guard try replace(first, by: facts, from: path.name) else { return }
      if first.item.question is NotedValue { tellOfPath() }
      throw .elsewhere
    }
  }

  /// Takes, from pasted text, the certificates whose values were typed for the verdict of a row.
  func takeCertificates(_ certificates: [Certificate], for id: EntryID) throws(Interruption) {
    let facts = Dictionary(certificates.map { ($0.thumbprint, CertificateFacts($0)) }) { first, _ in first }
    let found = typed(for: id).compactMap { about -> (answer: Session.AcceptedAnswer, CertificateFacts)? in
      let meant = facts.values.compactMap { one in firstAnswer(about: about, meaning: one).map { ($0, one) } }
      return meant.count == 1 ? meant[0] : nil
    }
    let correctable = session.correctable
    // The last first: replacing one takes back what follows it.
    for (answer, facts) in found.sorted(by: { $0.answer.sequence > $1.answer.sequence })
    where correctable.contains(answer) {
      guard try replace(answer, by: facts, from: Self.pastedName) else { return }
    }
    if found.contains(where: { $0.answer.item.question is NotedValue }) { tellOfPath() }
  }

  private func tellOfPath() { console.show(wording("files.path"), as: .body) }

  /// Puts a certificate in the place of the values that were typed for it, and keeps what follows them.
  ///
  /// - Returns: `false` if they cannot be taken back, which was said.
  private func replace(
    _ first: Session.AcceptedAnswer, by facts: CertificateFacts, from source: String
  ) throws(Interruption) -> Bool {
    if let refusal = try record(.withdrawn(from: first.sequence, keeps: true)) {
      show(refusal)
      return false
    }
    refusedKept = []
    isCorrecting = false
    if try answer(first.item, .certificate(facts, .file(source))) {
      let values = steps.facts(facts, session.findings.offsetMinutes).merging(["file": source]) { $1 }
      console.show(wording("files.taken", values), as: .good)
    }
    return true
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
