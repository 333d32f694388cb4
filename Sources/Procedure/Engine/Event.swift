// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// One line of the session file.
public struct Record: Hashable, Sendable {
  /// 1 for the first line, then one more each.
  public let sequence: Int
  /// When, by the clock of the computer on which the wizard runs. The sequence decides, not the clock.
  public let at: Instant
  public let event: Event

  public init(sequence: Int, at: Instant, event: Event) {
    self.sequence = sequence
    self.at = at
    self.event = event
  }
}

/// Something that happened in a session. Nothing else is stored; every view of a session is computed from these.
public enum Event: Hashable, Sendable {
  case started(Start)
  /// An item of the procedure was answered.
  case answered(key: String, Answer)
  /// A remark at the place where the session stood.
  case remarked(key: String, text: String)
  /// The answers from this sequence number on no longer hold.
  ///
  /// - Parameter keeps: whether one answer is corrected, so that those after it are given again as they were, where they
  ///   still fit.
  case withdrawn(from: Int, keeps: Bool = false)
  /// The list of a noted certificate has one more row than was counted; it comes last.
  case rowFound(EntryID)
  /// Somebody else goes on from here; it changes nothing about what holds.
  case handedOver(to: String, reason: String)
  /// In which languages the server's Windows and Lync speak: names of catalogs. It decides words, nothing else.
  case labelled(windows: String, lync: String)
  /// Command files were written for the server; what they did there is known only when it is reported.
  case commanded(CommandOrder)
  /// The server was looked at anew; it changes nothing about what holds.
  case rechecked(Recheck)
  /// A certificate that was reported gone was brought back.
  case restored(EntryID, Restoration)
  /// A live server answered, and said which computer it is. It changes nothing about what holds.
  case contacted(ServerIdentity)
  /// A receipt told of a deletion that the session no longer ordered.
  case deletedOutside(OutsideDeletion)
  /// A certificate that was deleted outside the session was brought back.
  case restoredOutside(Thumbprint, Restoration)
  /// A command that the wizard ran against the server, without what was secret in it.
  case ran(command: String, outcome: RunOutcome)
  /// Certificates at hand beside the path and the rows, in which evidence is looked for: what bears a noted name, the
  /// authorities above, and what they have issued. The last list holds.
  case atHand([CertificateFacts])
  /// What was found about the clock of the computer on which the wizard runs. The last one holds.
  case clock(ClockCheck)
  case parked(Parking)
  /// - Parameter procedure: the revision by whose rules the session goes on from here; `nil` in sessions of revisions 1
  ///   and 2.
  case resumed(program: String, procedure: Int? = nil)
}

/// Whether the clock can be believed by which “expired” is told.
public enum ClockCheck: Hashable, Sendable {
  case plausible
  /// It shows a time before this program was made.
  case beforeRelease
  /// It differs from the server's by more than a day; what the server's showed at that moment.
  case differs(server: Instant)
}

/// How a command went.
public enum RunOutcome: Hashable, Sendable {
  /// It is about to be run, and changes something. Without another record behind it, nobody knows whether it did.
  case begun
  case done
  case failed(reason: String)
  /// It was ordered and not run: the server is not as it was when it was ordered.
  case refused(reason: String)
}

/// Why a session was parked.
public enum Parking: String, Hashable, Sendable, CaseIterable {
  /// At the admin's word.
  case asked
  /// Ctrl-C.
  case interrupted
  /// Ctrl-D, the end of a pipe or of the answers file, or a terminal that went away.
  case endOfInput
  /// SIGTERM, SIGHUP or SIGQUIT.
  case terminated
}

/// The first line of a session file.
public struct Start: Hashable, Sendable {
  /// The version of the session file's format.
  public static let format = 1
  /// The revision of the procedure: it changes whenever steps are added, removed or renamed. A session goes on by the
  /// revision that it began with.
  ///
  /// 2: asks for the certificates that phones are told to trust.
  /// 3: looks for evidence in the certificates at hand, takes the name of who agrees, asks for the time zone again when a
  /// row disproves it, and for what is most likely a slip; takes as many characters of the serial number as tell it from
  /// the others, and asks, after a deletion, whether the certificate that matches is still there.
  public static let procedureRevision = 3
  /// Since when slips are asked for again.
  static let slipsRevision = 3

  public let format: Int
  public let procedure: Int
  /// The version of the program that began the session.
  public let program: String
  public let server: WindowsServer
  public let practice: Practice?
  /// The server whose registry the wizard itself reads and writes.
  public let live: Live?
  /// Files that were handed over at the start, by absolute path.
  public let chainFiles: [String]
  public let storeFiles: [StoreFile]
  public let eventFiles: [String]

  public struct Practice: Hashable, Sendable {
    public let scenario: String
    public let seed: UInt64

    public init(scenario: String, seed: UInt64) {
      self.scenario = scenario
      self.seed = seed
    }
  }

  /// Who signs in there is not kept, and a password least of all.
  public struct Live: Hashable, Sendable {
    public let host: String
    public let port: Int
    /// Whether nothing is written.
    public let isDryRun: Bool

    public init(host: String, port: Int, isDryRun: Bool) {
      self.host = host
      self.port = port
      self.isDryRun = isDryRun
    }
  }

  public struct StoreFile: Hashable, Sendable {
    /// `nil` when a file says itself which store it is from.
    public let store: Store?
    /// The physical store that somebody named; `unknown` when nobody did.
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
    server: WindowsServer, practice: Practice? = nil, live: Live? = nil, chainFiles: [String] = [],
    storeFiles: [StoreFile] = [], eventFiles: [String] = []
  ) {
    self.format = format
    self.procedure = procedure
    self.program = program
    self.server = server
    self.practice = practice
    self.live = live
    self.chainFiles = chainFiles
    self.storeFiles = storeFiles
    self.eventFiles = eventFiles
  }
}
