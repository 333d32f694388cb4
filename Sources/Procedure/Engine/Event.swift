// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import Occurrences

/// One line of the session file.
public struct Record: Hashable, Sendable {
  /// 1 for the first line, then increasing by one.
  public let sequence: Int
  /// The time on the clock of the computer that runs the wizard. The order comes from the sequence, not from
  /// the clock.
  public let at: Instant
  public let event: Event

  public init(sequence: Int, at: Instant, event: Event) {
    self.sequence = sequence
    self.at = at
    self.event = event
  }
}

/// Something that happened in a session. Nothing else is stored; every view of a session is computed from
/// events.
public enum Event: Hashable, Sendable {
  case started(Start)
  /// An item of the procedure was answered.
  case answered(key: String, Answer)
  /// A remark, with the item pending at the time.
  case remarked(key: String, text: String)
  /// The answers from this sequence number on no longer count.
  ///
  /// - Parameter keeps: whether a single answer is corrected, so that later ones are kept where they still fit.
  case withdrawn(from: Int, keeps: Bool = false)
  /// The list of a noted certificate has one more row than was counted; the row is the last one.
  case rowFound(EntryID)
  /// Text from the server was pasted; it is in a file next to the session, as supplied files are. The store is
  /// that of entries for which the text names none; without one, they are certificates of the path.
  case pasted(file: String, store: Store?)
  /// Another person takes over; does not affect the answers.
  case handedOver(to: String, reason: String)
  /// The languages of the server's Windows and Lync, as names of catalogs. Only affects texts.
  case labelled(windows: String, lync: String)
  /// Command files were written for the server; their effect is unknown until it is reported.
  case commanded(CommandOrder)
  /// The server was read again; does not affect the answers.
  case rechecked(Recheck)
  /// A certificate that was reported gone was restored.
  case restored(EntryID, Restoration)
  /// A live server responded and identified itself. Does not affect the answers.
  case contacted(ServerIdentity)
  /// A receipt reported a deletion that the session no longer ordered.
  case deletedOutside(OutsideDeletion)
  /// A certificate that was deleted outside the session was restored.
  case restoredOutside(Thumbprint, Restoration)
  /// A command that the wizard ran against the server, without secrets.
  case ran(command: String, outcome: RunOutcome)
  /// Available certificates, other than the path and the rows, in which evidence is looked for: those with a
  /// noted name, the authorities above, and what these have issued. The last list counts.
  case atHand([CertificateFacts])
  /// The result of checking the clock of the computer that runs the wizard. The last one counts.
  case clock(ClockCheck)
  /// This computer deletes nothing without an approval, according to this file; the session keeps to it from then on.
  case approvalRequired(by: String)
  /// Somebody else agreed to deletions. It counts for the decisions that it is about, and falls with them.
  case approved(Approval)
  case parked(Parking)
  /// - Parameters:
  ///   - procedure: the revision whose rules apply from here on; `nil` in sessions of revisions 1 and 2.
  ///   - by: who takes over with it; `nil` for the same person as before.
  case resumed(program: String, procedure: Int? = nil, by: String? = nil)
}

/// Whether the clock that decides what has expired is reliable.
public enum ClockCheck: Hashable, Sendable {
  case plausible
  /// It shows a time before this program was released.
  case beforeRelease
  /// It differs from the server's clock by more than a day; with the time that the server showed at that
  /// moment.
  case differs(server: Instant)
}

/// The result of a command.
public enum RunOutcome: Hashable, Sendable {
  /// The command is about to run and changes something. Without a later record, its result is unknown.
  case begun
  case done
  case failed(reason: String)
  /// It was ordered but not run, because the server has changed since the order.
  case refused(reason: String)
}

/// Why a session was parked.
public enum Parking: String, Hashable, Sendable, CaseIterable {
  /// The admin asked for it.
  case asked
  /// Ctrl-C.
  case interrupted
  /// Ctrl-D, the end of a pipe or of the answers file, or a closed terminal.
  case endOfInput
  /// SIGTERM, SIGHUP or SIGQUIT.
  case terminated
}

/// The first line of a session file.
public struct Start: Hashable, Sendable {
  /// The version of the session file's format.
  public static let format = 1
  /// The revision of the procedure, which changes whenever steps are added, removed or renamed. A session
  /// continues with the revision that it began with.
  ///
  /// 2: asks for the certificates that phones are configured to trust.
  /// 3: looks for evidence in the available certificates, records the name of the person who agrees, asks for
  /// the time zone again when a row disproves it, and again for values that are most likely typing errors;
  /// takes as many characters of the serial number as distinguish it from the others, and asks, after a
  /// deletion, whether the matching certificate is still there.
  /// 4: asks about session tickets on 2012 R2 alone, whether a needed certificate that was lost is back,
  /// takes Valid to after Valid from, and knows approvals.
  /// 5: knows the product, and Windows Server 2016.
  /// 6: knows the move.
  public static let procedureRevision = 6
  /// The revision from which on likely typing errors are asked for again.
  static let slipsRevision = 3

  public let format: Int
  public let procedure: Int
  /// The version of the program that began the session.
  public let program: String
  /// Which procedure it is.
  public let course: Course
  public let server: WindowsServer
  /// `nil` in sessions that began before it was asked for.
  public let product: Product?
  public let practice: Practice?
  /// The server whose registry the wizard reads and writes directly.
  public let live: Live?
  /// The ended session of another server of the pool that this one is based on.
  public let earlier: Earlier?
  /// Files supplied at the start, by absolute path.
  public var chainFiles: [String]
  public var storeFiles: [StoreFile]
  public var eventFiles: [String]

  public struct Practice: Hashable, Sendable {
    public let scenario: String
    public let seed: UInt64
    /// Whether the admin looks and clicks on the simulated server, as on a real one.
    public let isByHand: Bool

    public init(scenario: String, seed: UInt64, isByHand: Bool = false) {
      (self.scenario, self.seed, self.isByHand) = (scenario, seed, isByHand)
    }
  }

  /// The account is not stored, and neither is the password.
  public struct Live: Hashable, Sendable {
    public let host: String
    public let port: Int
    /// Whether writing is disabled.
    public let isDryRun: Bool

    public init(host: String, port: Int, isDryRun: Bool) {
      (self.host, self.port, self.isDryRun) = (host, port, isDryRun)
    }
  }

  public struct Earlier: Hashable, Sendable {
    public let session: String
    /// The hash of its last line.
    public let head: String

    public init(session: String, head: String) {
      (self.session, self.head) = (session, head)
    }
  }

  public struct StoreFile: Hashable, Sendable {
    /// `nil` when the file itself states its store.
    public let store: Store?
    /// The physical store that was specified; `unknown` if none was.
    public let physical: PhysicalStore
    public let path: String

    public init(store: Store?, physical: PhysicalStore = .unknown, path: String) {
      self.store = store
      self.physical = physical
      self.path = path
    }
  }

  public init(
    format: Int = Start.format, procedure: Int = Start.procedureRevision, program: String,
    course: Course = .duplicates, server: WindowsServer, product: Product? = nil, practice: Practice? = nil,
    live: Live? = nil, earlier: Earlier? = nil, chainFiles: [String] = [], storeFiles: [StoreFile] = [],
    eventFiles: [String] = []
  ) {
    self.format = format
    self.procedure = procedure
    self.program = program
    self.course = course
    self.server = server
    self.product = product
    self.practice = practice
    self.live = live
    self.earlier = earlier
    self.chainFiles = chainFiles
    self.storeFiles = storeFiles
    self.eventFiles = eventFiles
  }
}
