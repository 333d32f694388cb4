// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Occurrences
import Procedure
import TestCertificates
import TestSupport

/// What an admin may answer at an item: a finite choice, right and wrong, from the certificates of a world.
struct Menu {
  let world: World
  let breadth: Breadth
  /// All certificates of the world, and one that is nowhere.
  private let certificates: [TestCertificate]
  /// What can be found in a file: also the server certificate.
  private let files: [CertificateFacts]

  init(world: World, breadth: Breadth = .usual) {
    self.world = world
    self.breadth = breadth
    var all = world.path + world.rows.flatMap { $0.map(\.certificate) } + [Contoso.partialRoot]
    var seen: Set<TestCertificate> = []
    all.removeAll { !seen.insert($0).inserted }
    certificates = all
    files = (all + [Contoso.server]).map(\.facts)
  }

  enum Breadth: Sendable {
    /// Fewer ways to mark an entry and to leave it, so that worlds with two halves stay small.
    case narrow
    case usual
    /// Also the first checks, the noting of the path and the listing branch.
    case wide
    /// Nothing but the first checks, each of which may find another cause.
    case otherCause
    /// Typed rows may be typed wrongly, as any certificate of the world.
    case mistyped
    /// Thumbprints may be any certificate's, of the path and of rows.
    case otherThumbprints
  }

  var mistypes: Bool { breadth == .mistyped || breadth == .otherThumbprints }
  private var isWide: Bool { breadth == .wide }
  /// Whether the answers before may be wrong, so that what is so may not fit them.
  var strays: Bool { isWide || mistypes }

  /// What may come up beside the answers, where it is news.
  func news(_ session: Session) -> [Event] {
    guard session.ending == nil else { return [] }
    return (world.news + approvals(session)).filter { event in
      let isThere =
        switch event {
        case .atHand(let facts): session.findings.atHand == facts
        case .clock(let check): session.findings.clock == check
        default: false
        }
      // Each once: a decision that is asked for again and again is a new session every time.
      return !isThere && !session.records.contains { $0.event == event }
    }
  }

  /// What each approver may have signed by now: everything that is marked, as it was decided last.
  private func approvals(_ session: Session) -> [Event] {
    let findings = session.findings
    let marked = findings.marked
    let decided = session.given.last {
      ($0.item.question as? RowDecision).map { marked.contains($0.entry) } == true
    }
    guard findings.needsApproval, let decided else { return [] }
    let certificates = marked.compactMap { id in
      findings.entries[id]?.facts.map { ApprovedCertificate($0, in: id.noted.role.store) }
    }
    return world.approvers.filter { !findings.people.contains($0) }.map { name in
      .approved(
        Approval(
          by: name, key: "", server: "fe01.contoso.com", line: decided.sequence, head: "",
          certificates: certificates))
    }
  }

  func answers(_ item: Item, _ session: Session) -> [Answer] {
    let usual = Walker.usual(item, session, world)
    switch (item.form, item.about) {
    case (.confirmation, _): return [.confirmed] + (isWide ? [.skipped(reason: "later")] : [])
    case (.acknowledgement, _): return [.confirmed]
    case (.check, _): return checks(item)
    case (.phoneTrust, _): return isWide ? [usual, .skipped(reason: "later"), .phoneTrust([])] : [usual]
    case (.value, .session): return [usual]
    case (.value(.thumbprint), .noted) where breadth == .otherThumbprints: return thumbprints
    case (.value(let field), .noted(let id)): return isWide ? [usual] + wrong(field, id) : [usual]
    case (.value(let field), .entry(let id)): return rows(field, usual, id, session)
    case (.branch, .noted): return isWide && usual == .pathContinues ? [.pathContinues, .pathEnds] : [usual]
    case (.listing, _):
      return isWide ? [usual, .counted(0), .counted(1), .counted(-1), .counted(100), .listed([])] : [usual]
    case (.origin, _): return PhysicalStore.allCases.map(Answer.origin)
    case (.decision, .entry(let id)): return decisions + said(id, session)
    case (.exportName, _):
      return [
        usual, .exportNamed(file: "", folder: "C:\\x"), .exportNamed(file: "..\\x.cer", folder: "C:\\x"),
      ]
    case (.restoreCard, _): return [usual, .restoreCard(path: "")]
    case (.readBack, _): return [.seenOnServer] + files.map { .readBack($0, path: "/x.cer") }
    case (.deletion, _):
      // Another issuer's row may have the same number: then all of it is typed.
      return [usual]
        + files.flatMap { file in
          [4, 5, 6, file.serial.hexadecimal.count].map { .deletionOrdered(lastFour: file.serial.last($0)) }
        }
    case (.report, _): return reports
    case (.recount, .noted(let id)):
      let expected = session.findings.expectedCount(id)
      return [.counted(expected), .counted(expected + 1)]
    case (.presence, _) where item.step.kind == .stop:
      // What follows once it is back is what follows when it never was gone: exploring it again would take twice as
      // long. `EndingTests` walks it.
      return [.stays(false, byWizard: false)]
    case (.presence, _):
      let seen: [Answer] = [.stays(true, byWizard: false), .stays(false, byWizard: false)]
      return breadth == .narrow ? seen : seen + [.stays(true, byWizard: true)]
    case (.copy, _): return certificates.map { .copySeen($0.thumbprint, byWizard: false) }
    default: preconditionFailure("no menu for \(item.key)")
    }
  }

  private func checks(_ item: Item) -> [Answer] {
    let branches =
      isWide
      ? ["before.event", "before.tickets", "before.tls", "after.signin", "after.pool"] : ["after.signin"]
    if breadth == .otherCause {
      let path = ServerPath(world.kind.windows, world.kind.product, revision: world.procedure)
      return [.problem("x"), .problem("")]
        + (item.step == path.checks.last?.step ? [] : [.confirmed])
    }
    guard branches.contains(item.step.id) else { return [.confirmed, .problem("")] }
    return [.confirmed, .problem("x"), .skipped(reason: "later"), .skipped(reason: "")]
  }

  private var reports: [Answer] {
    let all: [Answer] = [
      .reported(gone: true, byWizard: false, remark: ""),
      .reported(gone: false, byWizard: false, remark: "x"),
      .reported(gone: false, byWizard: false, remark: ""), .reported(gone: true, byWizard: true, remark: ""),
    ]
    return breadth == .narrow ? Array(all.prefix(3)) : all
  }

  private func wrong(_ field: Field, _ id: NotedID) -> [Answer] {
    // A server certificate that the one above has issued, and an intermediate that another authority has.
    let server = Contoso.server.with {
      $0.issuer = id.position > 0 ? world.path[id.position - 1].subject : $0.subject
    }
    let files = world.path + [server, Contoso.crossSignedIssuing]
    return [.same, Self.server, world.typed(Contoso.issuing, field)]
      + files.map { .certificate($0.facts, .file("x.cer")) }
  }

  /// Serial number and Valid from of any certificate of the world; names are taken over from the noted one. No file of
  /// the server certificate is taken for a row.
  private func rows(_ field: Field, _ usual: Answer, _ id: EntryID, _ session: Session) -> [Answer] {
    let left = field == .thumbprint && needsThumbprint(id, session) ? [Answer.skipped(reason: "")] : []
    if breadth == .otherThumbprints { return field == .thumbprint ? thumbprints : [usual] }
    guard mistypes else { return [usual, Self.server] + left }
    return switch field {
    case .serial, .validFrom: certificates.map { world.typed($0, field) }
    case .issuer: [.same] + files.map { .certificate($0, .file("x.cer")) }
    case .subject: [.same]
    default: [usual] + left
    }
  }

  private var thumbprints: [Answer] {
    certificates.map { .value($0.thumbprint.description) } + [.skipped(reason: "")]
  }

  private func needsThumbprint(_ id: EntryID, _ session: Session) -> Bool {
    guard case .listed(let trusted) = session.findings.phoneTrust, !trusted.isEmpty else { return false }
    return session.findings.verdict(id).map(InterlockRule.removable.contains) ?? false
  }

  private static let server = Answer.certificate(Contoso.server.facts, .file("x.cer"))

  /// A removal for which just that is said which has to be; or all but one of it.
  private func said(_ id: EntryID, _ session: Session) -> [Answer] {
    let needed = Set(InterlockRule(findings: session.findings, id: id, now: Contoso.now).unsaid)
    let lacking = needed.sorted { "\($0)" < "\($1)" }.map { needed.subtracting([$0]) }
    return (lacking + (breadth == .usual ? [needed] : [])).flatMap { said in
      [Decision.remove(acknowledged: said), .removeAgreed(by: "Robin", acknowledged: said)]
    }.map(Answer.decided)
  }

  private var decisions: [Answer] {
    let all = Set(RemovalWarning.allCases)
    let decisions: [Decision] = [
      .keep(reason: "x"), .keep(reason: ""), .setAside, .remove(acknowledged: []),
      .remove(acknowledged: [.keyUnknown, .validityUnknown]),
      .remove(acknowledged: all), .removeAgreed(by: "", acknowledged: all),
      .removeAgreed(by: "Robin", acknowledged: [.stillValid]),
      .removeAgreed(by: "Robin", acknowledged: all),
    ]
    return decisions.filter { breadth != .narrow || $0 == .setAside || $0.acknowledged == all }.map(
      Answer.decided)
  }
}
