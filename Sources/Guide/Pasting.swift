// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Journal
import Listings
import Paths
import Procedure
import Servers
import Stores
import Texts
import Words

// Text from the server that is pasted at a prompt. It is kept in a folder of the session and treated like
// a supplied file from then on: the steps stay the same, with their values filled in.

extension Guide {
  /// Takes a pasted text, or says what is wrong with it; the item is then asked again.
  func take(_ block: PastedBlock, at item: Item) throws(Interruption) {
    guard reread != nil else {
      console.show(wording("paste.notHere"), as: .warning)
      return
    }
    guard let block = whole(block) else { return }
    let contents = CertificateFolder(pasted: block.bytes, name: Self.pastedName)
    guard contents.isOfUse else {
      let words = FileWords(wording: wording)
      for problem in contents.problems { console.show(words.text(problem), as: .error) }
      for noticed in contents.remarks { console.show(words.text(noticed), as: .warning) }
      console.show(wording("paste.useless"), as: .error)
      return
    }
    if let certificate = contents.onlyCertificate, item.question is NotedValue || item.question is RowValue {
      try answerFromPaste(item, certificate)
      return
    }
    guard try keep(block, store: contents.lacksStore ? storeAsked(item) : nil) else { return }
    tell(contents)
    if case .entry(let id) = item.about, session.findings.decision(id) == nil { try use(contents, for: id) }
    throw .elsewhere
  }

  /// Puts what arrived in the place of what was typed for a row: the list is offered again, from the pasted text.
  private func use(_ contents: CertificateFolder, for id: EntryID) throws(Interruption) {
    let isListed = contents.certificates.contains { $0.stored.store == id.noted.role.store }
    if isListed, case .counted? = session.findings.listings[id.noted], let list = session.list(of: id.noted),
      session.correctable.contains(list)
    {
      // Its lines may have other numbers now, so nothing of them is kept.
      guard try takeBackList(of: id.noted) != nil else { return }
      console.show(wording("paste.listAgain"), as: .body)
    }
    try takeCertificates(contents.certificates.map(\.certificate), for: id)
  }

  /// What sources call pasted text that is not in a file.
  static let pastedName = "pasted"

  private func answerFromPaste(_ item: Item, _ certificate: Certificate) throws(Interruption) {
    let words = ComparisonWords(wording: wording, offsetMinutes: session.findings.offsetMinutes)
    let facts = CertificateFacts(certificate)
    console.show(words.details(facts), as: .screen)
    if try answer(item, .certificate(facts, .file(Self.pastedName))) { throw .elsewhere }
  }

  /// The part of a text of which nothing is missing, as far as the text itself says.
  ///
  /// - Returns: `nil` if there is none, which was said.
  private func whole(_ block: PastedBlock) -> PastedBlock? {
    guard let (check, text) = PasteLine.check(block.text) else { return block }
    switch check {
    case .whole: console.show(wording("paste.whole"), as: .good)
    case .unverified: console.show(wording("paste.unverified"), as: .warning)
    case .cut(let lines):
      console.show(wording("paste.cut", ["count": String(lines)]), as: .error)
      return nil
    case .changed:
      console.show(wording("paste.changed"), as: .error)
      return nil
    }
    return PastedBlock(text) ?? block
  }

  /// The store whose rows are being asked for: certificates without a store are then its rows.
  private func storeAsked(_ item: Item) -> Store? {
    switch item.question {
    case let list as RowList: list.noted.role.store
    case let list as RowRecount: list.noted.role.store
    default: nil
    }
  }

  /// Writes the text to a file, reads all files of the session with it, and records it.
  ///
  /// - Returns: `false` if it does not fit together with the others, which was said; nothing of it is kept.
  private func keep(_ block: PastedBlock, store: Store?) throws(Interruption) -> Bool {
    let path: String
    do throws(JournalError) {
      let folder = SessionPaths(file.path).pasted
      try SessionFolder.create(folder)
      path = try NewFile.writeNumbered(block.bytes, stem: "\(folder)/pasted", ending: ".txt")
    } catch {
      throw .failed(error)
    }
    let event = Event.pasted(file: path.pathName, store: store)
    var trial = session
    do throws(Refusal) { try trial.apply(trial.record(event, at: now())) } catch {
      NewFile.remove(path)
      show(error)
      return false
    }
    guard let read = reread?(trial) else {
      NewFile.remove(path)
      return false
    }
    if let refusal = try record(event) { show(refusal) }
    (serverAccess, events) = (read.serverAccess, read.events)
    return true
  }

  private func tell(_ contents: CertificateFolder) {
    let names = session.findings.path.compactMap { session.findings.noted[$0]?.facts?.subject }
    let certificates = contents.certificates.map(\.certificate)
    let ofName = certificates.filter { certificate in names.contains { $0.isSame(as: certificate.subject) } }
    console.show(
      wording(
        "paste.understood",
        [
          "certificates": String(certificates.count + contents.listed.count + contents.sighted.count),
          "events": String(contents.events.count),
        ]), as: .good)
    if !names.isEmpty {
      console.show(wording("paste.ofName", ["count": String(ofName.count)]), as: .body)
    }
  }

  /// Says once that text from the server can be pasted.
  func offerPaste() {
    guard reread != nil, console.isInteractive else { return }
    let offer = wording("paste.offer")
    if tell(offer, for: "paste.offer") { console.show(offer, as: .quiet) }
  }

  func showPasteLines() {
    guard reread != nil else {
      console.show(wording("paste.notHere"), as: .body)
      return
    }
    console.show(wording("paste.how"), as: .body)
    console.show(wording("paste.commandPrompt"), as: .quiet)
    console.show(PasteLine.commandPrompt, as: .command)
    console.show(wording("paste.powerShell"), as: .quiet)
    console.show(PasteLine.powerShell, as: .command)
    console.show(wording("paste.certutil"), as: .quiet)
    console.show(PasteLine.certutil, as: .command)
    console.show(wording("paste.then"), as: .body)
  }
}

extension CertificateFolder {
  /// The certificate of a text that holds one, and says nothing about a store.
  fileprivate var onlyCertificate: Certificate? {
    guard certificates.count == 1, listed.isEmpty, sighted.isEmpty, personal.isEmpty, parts.isEmpty,
      certificates[0].stored.store == nil
    else { return nil }
    return certificates[0].certificate
  }

  /// Whether something in it can be used.
  fileprivate var isOfUse: Bool {
    !certificates.isEmpty || !listed.isEmpty || !sighted.isEmpty || !personal.isEmpty || !events.isEmpty
      || !parts.isEmpty
  }

  /// Whether it holds entries without saying which store they are in.
  fileprivate var lacksStore: Bool {
    certificates.contains { $0.stored.store == nil } || listed.contains { $0.store == nil }
      || sighted.contains { $0.entry.part == nil }
  }
}
