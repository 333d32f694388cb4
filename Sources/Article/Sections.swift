// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Server, administrator and time zone: asked before the first step, because every record needs them.
public enum StartSection {
  public static let server = Step.added("start.server", .note)
  public static let administrator = Step.added("start.admin", .note)
  public static let timeZone = Step.added("start.zone", .note)
}

/// The checks before any certificate is examined; some only where a product or a Windows version needs them.
///
/// Source: Lync documentation on PIN authentication (Get-CsClientPinInfo, Set-CsWebServiceConfiguration) and
/// the article's own event text, which blames the network first.
public enum Checks {
  public static let event = Step.added("before.event", .check, skippable: true)
  public static let pin = Step.added("before.pin", .check, skippable: true)
  public static let ports = Step.added("before.ports", .check, skippable: true)
  public static let pinAuthentication = Step.added("before.pinauth", .check, skippable: true)
  /// The certificates that phones are configured to trust: none of them may be deleted.
  ///
  /// Source: New-CsWebTrustedCACertificate (“TrustedCACerts” of Get-CsWebServiceConfiguration names
  /// certificates by thumbprint and store).
  public static let phoneTrust = Step.added("before.trusted", .check, skippable: true)
  public static let time = Step.added("before.time", .check, skippable: true)
  /// With session tickets enabled, 2012 R2 with Lync Server 2013 shows similar errors (KB 2901554).
  public static let sessionTickets = Step.added("before.tickets", .check, skippable: true)
  /// Lync Phone Edition speaks TLS 1.0 alone, and is not updated.
  public static let oldTLS = Step.added("before.tls", .check, skippable: true)
}

/// A check found a cause other than the one this article covers.
public enum OtherCause {
  public static let stop = Step.added("before.other", .stop)
  /// Which of the causes that the text “step.before.other.body” numbers a check rules out.
  public static let numbers = [
    Checks.pin: 1, Checks.ports: 2, Checks.pinAuthentication: 3, Checks.time: 5, Checks.sessionTickets: 6,
    Checks.oldTLS: 12,
  ]
}

/// Opens the two tools: the article's sections for 2008 and 2012, and ours for 2016, where neither fits.
public enum OpeningSection {
  static let of2008 = (1...3).map { Step.article(.windowsServer2008, $0, .act) }
  static let of2012 = (1...4).map { Step.article(.windowsServer2012, $0, .act) }
  static let of2016 = ["wizard", "search", "console"].map { Step.added("ws2016.\($0)", .act) }
}

/// MMC must run as administrator, or its deletion fails partway.
public enum Elevation {
  public static let check = Step.added("opening.elevated", .check)
}

/// “Using the Lync Server Deployment Wizard”.
public enum DeploymentWizardSection {
  public static let opening = (1...5).map { Step.article(.deploymentWizard, $0, .act) }
  public static let select = Step.article(.deploymentWizard, 6, .act)
  public static let note = Step.article(.deploymentWizard, 7, .note)
  /// Step 11 of the next section compares Valid from, which step 7 does not note; subject and thumbprint
  /// distinguish authorities with the same display name.
  public static let noteMore = Step.added("wizard.more", .note)
  public static let close = Step.article(.deploymentWizard, 8, .act)
  public static let another = Step.added("wizard.another", .note)
  /// The dialog shows the path that this server builds today; it may already be the wrong one.
  public static let lookOver = Step.added("wizard.chain", .check, skippable: true)
}

/// The two sections in Microsoft Management Console: the same twenty steps, each section with its own numbers
/// and store.
public struct StoreSection: Sendable {
  public let role: Role
  private let section: ArticleSection

  public init(role: Role) {
    self.role = role
    section = role == .root ? .rootStore : .intermediateStore
  }

  /// Steps 1 to 5 add the snap-in; in the second section it is already there, so that they can be skipped.
  public var addSnapIn: [Step] {
    (1...5).map { .article(section, $0, .act, skippable: role == .intermediate) }
  }
  /// “Certificates (Local Computer)”, never “Current User”.
  public var confirmLocalComputer: Step { added("local", .check) }
  public var openStore: [Step] { (6...7).map { .article(section, $0, .act) } }
  public var locate: Step { .article(section, 8, .locate) }
  /// The steps that count the rows of the store's list.
  public var lists: [Step] { [openStore[1], locate, recount] }
  /// “Listed just one time”: the rest of the section will not help.
  public var listedOnce: Step { added("once", .stop) }
  public var listedTwice: Step { added("twice", .stop) }
  public var noneMatches: Step { added("none", .stop) }
  public var notInStore: Step { added("missing", .stop) }
  /// A row identified by its thumbprint shows a time that does not match the typed offset.
  public var clock: Step { added("clock", .note) }
  /// The store was not read completely, and the noted certificate is not in the part that was.
  public var notRead: Step { added("notread", .stop) }
  public var open: [Step] { (9...10).map { .article(section, $0, .act) } }
  public var compare: Step { .article(section, 11, .compare) }
  public var origin: Step { added("origin", .check) }
  public var decide: Step { added("decide", .decide) }
  /// Steps 12 to 14: the export wizard up to the format.
  public var beginExport: [Step] { (12...14).map { .article(section, $0, .export) } }
  public var nameExport: Step { .article(section, 15, .export) }
  public var finishExport: [Step] { (16...17).map { .article(section, $0, .export) } }
  public var readBack: Step { added("readback", .export) }
  /// The read-back showed something that the decision did not take into account.
  public var again: Step { added("again", .decide) }
  public var restoreCard: Step { added("card", .export) }
  public var delete: Step { .article(section, 18, .delete) }
  public var confirmWarning: Step { .article(section, 19, .delete) }
  public var gone: Step { added("gone", .delete) }
  public var recount: Step { .article(section, 20, .repeat) }
  /// The remaining rows may be the right number but the wrong certificates.
  public var stays: Step { added("stays", .check) }
  /// The certificate that the server needs is gone.
  public var lost: Step { added("lost", .stop) }

  private func added(_ word: String, _ kind: Step.Kind) -> Step {
    .added("\(section.rawValue).\(word)", kind)
  }
}

/// What the article's end lacks: checking whether the work helped.
public enum ClosingSection {
  public static let recheck = Step.added("after.recheck", .check)
  public static let refresh = Step.added("after.refresh", .check, skippable: true)
  public static let services = Step.added("after.services", .check, skippable: true)
  public static let signIn = Step.added("after.signin", .check, skippable: true)
  public static let events = Step.added("after.events", .check, skippable: true)
  public static let pool = Step.added("after.pool", .check, skippable: true)

  public static let all = [recheck, refresh, services, signIn, events, pool]
}
