// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Guide
import JSON
import Occurrences
import Procedure
import ProgramParts
import Reports
import Servers
import Stores
import Texts
import Usage
import Words

/// `restore`: restores what a session removed: directly, if the wizard can write to the server, otherwise
/// step by step.
struct RestoreCommand: Command {
  static let name = Verb.restore
  static let operand: Operand? = .session
  static let options: [any Option] = [
    store, receipt, SharedOptions.authFile, SharedOptions.kerberos, SharedOptions.json,
  ]
  static let examples = [
    Example("restore fe01", "plain"), Example("restore fe01 --receipt receipt.txt", "receipt"),
  ]

  static let store = SharedOptions.store(.read)
  static let receipt = ValueOption("receipt", "FILE", file: .read, text: "receipt.restore")

  let session: String
  var stores: [Start.StoreFile] = []
  /// What `restore.cmd` wrote on the server.
  var receipt: String?
  /// How to sign in on a live server.
  var access = LiveAccess()
  var isJSON = false

  var mayHoldPassword: Bool { true }
  var endsInOrder: Bool { true }
}

extension RestoreCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    session = arguments.requiredOperand
    stores = try arguments.values(Self.store)
    receipt = try arguments.value(Self.receipt)
    access = try SharedOptions.access(arguments)
    isJSON = arguments.has(SharedOptions.json)
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try RestoreRun(program: program, command: self).run()
  }
}

/// Runs `restore`.
private struct RestoreRun: ProgramPart {
  let program: Program
  let command: RestoreCommand

  func run() throws(Failure) -> ExitCode {
    let path = try sessionPath(command.session)
    let open = try open(path)
    let carried = try command.receipt.map { path throws(Failure) in
      try ReceiptTaker(program: program).take(path, of: open)
    }
    guard !open.session.removed.isEmpty || !open.session.outside.isEmpty else {
      throw Failure(code: .unresolved, text: wording("restore.nothing"))
    }
    let code = try restore(open, carried)
    if command.isJSON {
      console.result(RestoreReport(named: SessionPaths(path).name, open.session).value.pretty)
    }
    return code
  }

  private func restore(_ open: OpenSession, _ carried: MatchedReceipt?) throws(Failure) -> ExitCode {
    var events = SuppliedEvents()
    let look =
      command.stores.isEmpty
      ? nil
      : try StoreLooker(program: program).look(open, command.stores, command.access, &events)
    let server =
      look == nil && carried == nil
      ? try SessionServer(program: program).again(open, command.access, offersHand: true) : nil
    for id in open.session.removed {
      guard let facts = open.session.findings.entries[id]?.facts else { continue }
      if let seen = seen(id, facts, look, carried, open.session) {
        try record(.restored(id, seen), open)
        tell("restore.seen", facts)
      } else if try !restore(id, facts, server, open) {
        console.show(wording("restore.parked"), as: .body)
        return .parked
      }
    }
    for outside in open.session.outside where try !restore(outside, look, carried, open) {
      console.show(wording("restore.parked"), as: .body)
      return .parked
    }
    return open.session.removed.isEmpty && open.session.outside.isEmpty ? .finished : .unresolved
  }

  private func tell(_ key: String, _ facts: CertificateFacts) {
    console.show(
      wording(key, ["issuedTo": facts.issuedTo, "serial": facts.serial.description]), as: .good)
  }

  /// Whether the files brought from the server show the certificate in its store again.
  private func seen(
    _ id: EntryID, _ facts: CertificateFacts, _ look: StoreLook?, _ receipt: MatchedReceipt?,
    _ session: Session
  ) -> Restoration? {
    let offset = session.findings.offsetMinutes
    if let look, case .there = look.presence(of: facts, in: id.noted.role.store, offsetMinutes: offset) {
      return .seenIn(file: look.sources.joined(separator: ", "))
    }
    if let receipt, let thumbprint = facts.thumbprint, receipt.isBack(thumbprint) {
      return .seenIn(file: receipt.mark)
    }
    return nil
  }

  /// Runs the restoration of one certificate.
  ///
  /// - Parameter server: the server on which the wizard restores it; without one, the admin does.
  /// - Returns: `false` if there are no more answers.
  private func restore(
    _ id: EntryID, _ facts: CertificateFacts, _ server: (any ServerAccess)?, _ open: OpenSession
  ) throws(Failure) -> Bool {
    console.show(wording("restore.title", values(id, facts, open)), as: .heading)
    if open.session.start.course == .move { console.show(wording("restore.move"), as: .body) }
    guard let server, server.editor != nil else { return try restoreByHand(id, facts, open) }
    let file = open.session.findings.entries[id]?.removal?.exportName?.file ?? "?"
    console.show(
      wording("ask.restore.ours", ["done": wording("command.done.label"), "file": file]), as: .body)
    guard let chosen = ask(among: [.done, .skip]) else { return false }
    guard chosen == .done else { return true }
    while let editor = server.editor {
      if try isBack(id, facts, editor, open) {
        try record(.restored(id, .byWizard), open)
        tell("restore.seen", facts)
        return true
      }
      console.show(wording("ask.retryOrByHand"), as: .body)
      switch ask(among: [.done, .byHand, .skip]) {
      case .done?: continue
      case .byHand?: server.leaveToAdmin()
      case .some: return true
      case nil: return false
      }
    }
    return try restoreByHand(id, facts, open)
  }

  /// Restores a certificate through the wizard.
  ///
  /// - Returns: `false` if a live server did not do it, so that it can be tried again.
  private func isBack(
    _ id: EntryID, _ facts: CertificateFacts, _ editor: any StoreEditor, _ open: OpenSession
  ) throws(Failure) -> Bool {
    let file = open.session.findings.entries[id]?.removal?.exportName?.file ?? ""
    let live = open.session.start.live
    let problem: String
    do throws(StoreEditorError) {
      if try editor.restore(facts, to: id.noted.role.store, from: file) { return true }
      problem = wording("restore.failed", ["file": file])
    } catch {
      if let stopped = ServerConnection(program: program).stopped(error, open) { throw stopped }
      problem =
        live == nil
        ? wording("restore.failed", ["file": file]) : LiveWords(wording: wording, live: live).text(error)
    }
    guard live != nil else { throw Failure(code: .inputOutput, text: problem) }
    console.show(problem, as: .error)
    return false
  }

  private func restoreByHand(
    _ id: EntryID, _ facts: CertificateFacts, _ open: OpenSession
  ) throws(Failure) -> Bool {
    let name = SessionPaths(open.path).name
    if let card = StepWords(wording: texts(of: open.session)).restoreCard(id, in: open.session, named: name) {
      console.show(card, as: .body)
      console.show(wording("restore.confirm", values(id, facts, open)), as: .body)
    }
    guard let chosen = ask(among: [.done, .skip]) else { return false }
    guard chosen == .done else { return true }
    try record(.restored(id, .byWord), open)
    tell("restore.byWord", facts)
    return true
  }

  private func values(_ id: EntryID, _ facts: CertificateFacts, _ open: OpenSession) -> [String: String] {
    [
      "issuedTo": facts.issuedTo, "serial": facts.serial.description,
      "store": StepWords(wording: texts(of: open.session)).store(id.noted.role.store),
      "server": open.session.findings.server ?? "?",
    ]
  }
}

// MARK: - Outside the session

extension RestoreRun {
  /// Restores a certificate that was deleted outside the session: its export is on the server.
  ///
  /// - Returns: `false` if there are no more answers.
  private func restore(
    _ outside: OutsideDeletion, _ look: StoreLook?, _ receipt: MatchedReceipt?, _ open: OpenSession
  ) throws(Failure) -> Bool {
    let words = StepWords(wording: texts(of: open.session))
    let name = OutsideWords(wording: wording).name(outside, in: open.session)
    func tell(_ restoration: Restoration, _ key: String) throws(Failure) {
      try record(.restoredOutside(outside.thumbprint, restoration), open)
      console.show(wording(key, ["name": name]), as: .good)
    }
    if let receipt, receipt.isBack(outside.thumbprint) {
      try tell(.seenIn(file: receipt.mark), "outside.seen")
      return true
    }
    if let look, let facts = open.session.facts(outside),
      case .there = look.presence(of: facts, in: outside.store, offsetMinutes: nil)
    {
      try tell(.seenIn(file: look.sources.joined(separator: ", ")), "outside.seen")
      return true
    }
    let values = [
      "name": name, "store": words.store(outside.store), "server": open.session.findings.server ?? "?",
    ]
    console.show(wording("outside.title", values), as: .heading)
    console.show(words.restoreCard(outside, in: open.session, named: SessionPaths(open.path).name), as: .body)
    console.show(wording("outside.confirm", values), as: .body)
    guard let chosen = ask(among: [.done, .skip]) else { return false }
    if chosen == .done { try tell(.byWord, "outside.byWord") }
    return true
  }
}
