// SPDX-License-Identifier: GPL-3.0-or-later

public import Procedure
public import Reports
public import Servers

/// What the command line asks for.
public enum Invocation: Hashable, Sendable {
  case menu
  case start(StartOptions)
  /// Without a seed, one is drawn and shown.
  case practice(Scenario, seed: UInt64?, name: String?)
  /// Without a session, the one that was used last.
  ///
  /// - Parameters:
  ///   - receipt: what `remove.cmd` wrote on the server.
  ///   - access: how somebody signs in, when its server is a live one.
  case resume(session: String?, receipt: String?, access: LiveAccess)
  /// Without a session, only what collects the server's stores is written.
  case commands(session: String?, output: String?)
  case recheck(session: String, CarriedFiles)
  case restore(session: String, CarriedFiles)
  case sessions(json: Bool)
  case status(session: String, json: Bool)
  /// - Parameter hidesNames: whether hosts, people and organisations get other names.
  case transcript(session: String, TranscriptFormat, output: String?, hidesNames: Bool)
  case inspect(InspectOptions)
  /// - Parameter head: the hash of a last line that somebody kept.
  case verify(session: String, head: String?)
  case probe(ProbeTarget, json: Bool)

  /// Whether a password for a live server can come in.
  public var mayHoldPassword: Bool {
    switch self {
    case .start(let options): options.live != nil
    case .menu, .resume, .recheck, .restore: true
    case .practice, .commands, .sessions, .status, .transcript, .inspect, .verify, .probe: false
    }
  }

  /// Whether it keeps or leads anything that has to be put in order when a signal ends it.
  public var endsInOrder: Bool {
    switch self {
    case .inspect, .sessions, .status, .transcript, .verify: false
    case .menu, .start, .practice, .resume, .commands, .recheck, .restore, .probe: true
    }
  }
}

/// What was brought from the server after the work.
public struct CarriedFiles: Hashable, Sendable {
  public var stores: [Start.StoreFile]
  public var events: [String]
  public var receipt: String?
  /// How somebody signs in on a live server, which then is looked at itself.
  public var access: LiveAccess

  public init(
    stores: [Start.StoreFile] = [], events: [String] = [], receipt: String? = nil,
    access: LiveAccess = LiveAccess()
  ) {
    self.access = access
    self.stores = stores
    self.events = events
    self.receipt = receipt
  }
}

public struct StartOptions: Hashable, Sendable {
  public var server: WindowsServer?
  public var name: String?
  public var chain: [String]
  public var stores: [Start.StoreFile]
  public var events: [String]
  /// A session file outside the usual folder.
  public var sessionFile: String?
  public var live: LiveOptions?

  public init(
    server: WindowsServer? = nil, name: String? = nil, chain: [String] = [],
    stores: [Start.StoreFile] = [], events: [String] = [], sessionFile: String? = nil,
    live: LiveOptions? = nil
  ) {
    self.server = server
    self.name = name
    self.chain = chain
    self.stores = stores
    self.events = events
    self.sessionFile = sessionFile
    self.live = live
  }
}

/// A server whose registry the wizard is to read and write itself.
public struct LiveOptions: Hashable, Sendable {
  public let target: ProbeTarget
  public let access: LiveAccess
  /// Whether nothing is to be written.
  public let isDryRun: Bool

  public init(target: ProbeTarget, access: LiveAccess, isDryRun: Bool) {
    self.target = target
    self.access = access
    self.isDryRun = isDryRun
  }
}
