// SPDX-License-Identifier: GPL-3.0-or-later

public import Procedure

/// What the command line asks for.
public enum Invocation: Hashable, Sendable {
  case menu
  case start(StartOptions)
  /// Without a seed, one is drawn and shown.
  case practice(Scenario, seed: UInt64?, name: String?)
  /// Without a session, the one that was used last.
  ///
  /// - Parameter receipt: what `remove.cmd` wrote on the server.
  case resume(session: String?, receipt: String?)
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
}

/// What was brought from the server after the work.
public struct CarriedFiles: Hashable, Sendable {
  public var stores: [Start.StoreFile]
  public var events: [String]
  public var receipt: String?

  public init(stores: [Start.StoreFile] = [], events: [String] = [], receipt: String? = nil) {
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

  public init(
    server: WindowsServer? = nil, name: String? = nil, chain: [String] = [],
    stores: [Start.StoreFile] = [], events: [String] = [], sessionFile: String? = nil
  ) {
    self.server = server
    self.name = name
    self.chain = chain
    self.stores = stores
    self.events = events
    self.sessionFile = sessionFile
  }
}

public enum TranscriptFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, html, json
}
