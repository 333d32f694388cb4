// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Inspection
import Ledger
import Paths
import Procedure
import Servers
import Stores
import Texts
import Words

extension Program {
  /// `start`: a new session on a real server.
  func start(_ options: StartOptions) throws(Failure) -> ExitCode {
    var server = options.server
    if server == nil { server = try askServer() }
    guard let server else { return .parked }
    var stores: [Start.StoreFile] = []
    var read: [[CChar]: CertificateFolder] = [:]
    for file in options.stores {
      let path = absolute(file.path)
      let folder = try folder(path)
      read[path.pathOctets] = folder
      var store = file.store
      if store == nil, !folder.saysItsStores {
        store = try askStore(file.path)
        if store == nil { return .parked }
      }
      stores.append(Start.StoreFile(store: store, physical: file.physical, path: path))
    }
    let live = options.live.map {
      Start.Live(host: $0.target.host, port: Int($0.target.port), isDryRun: $0.isDryRun)
    }
    let start = Start(
      program: Self.version, server: server, live: live, chainFiles: options.chain.map(absolute),
      storeFiles: stores,
      eventFiles: options.events.map(absolute))
    var events = try events(in: start.eventFiles)
    let frontEnd = try frontEnd(of: start, read: read, events: &events)
    let path = try newSessionPath(options.sessionFile, name: options.name, prefix: "")
    guard let live, let access = options.live?.access else {
      return try begin(start, at: path, events) { _ in frontEnd }
    }
    // In a dry run nobody is to be led to a deletion by hand.
    let contact = try contact(live, access, offersHand: !live.isDryRun)
    return try begin(start, at: path, events, contact.identity) { path throws(Failure) in
      try self.liveServer(live, contact, frontEnd, at: path)
    }
  }

  /// `practice`: a new session on a server of our own making.
  func practise(_ scenario: Scenario, seed: UInt64, name: String?) throws(Failure) -> ExitCode {
    let start = Start(
      program: Self.version, server: .windowsServer2012,
      practice: Start.Practice(scenario: scenario.rawValue, seed: seed))
    let path = try newSessionPath(nil, name: name, prefix: "practice-")
    console.show(
      wording("practice.begin", ["scenario": scenario.rawValue, "seed": String(seed)]), as: .heading)
    console.show(wording("practice.\(scenario.rawValue).story"), as: .body)
    return try begin(start, at: path) { path throws(Failure) in try self.practiceServer(start, at: path) }
  }

  private func begin(
    _ start: Start, at path: String, _ events: HandedEvents = HandedEvents(),
    _ identity: ServerIdentity = .unknown, _ frontEnd: (String) throws(Failure) -> any FrontEnd
  ) throws(Failure) -> ExitCode {
    let record = Record(sequence: 1, at: now(), event: .started(start))
    let session: Session
    do throws(Procedure.Refusal) {
      session = try Session(first: record, signatures: .libcrypto)
    } catch {
      preconditionFailure("a first record of our own making is refused")
    }
    let file: SessionFile
    do throws(LedgerError) { file = try SessionFile.create(at: path, first: record) } catch {
      throw failure(error)
    }
    console.show(wording(start.live == nil ? "first.run" : "first.run.live"), as: .body)
    if start.live?.isDryRun == true { console.show(wording("live.dryRun.begin"), as: .warning) }
    tellLock(file)
    try tellNeighbours(of: session.knowing(identity, at: now()), at: path)
    return lead(session, file, try frontEnd(path), events)
  }

  func tellLock(_ file: SessionFile) {
    if !file.isLocked { console.show(wording("session.noLock", ["file": file.path]), as: .warning) }
  }

  private func newSessionPath(_ file: String?, name: String?, prefix: String) throws(Failure) -> String {
    if let file { return absolute(file) }
    let folder = try sessionFolder()
    do throws(LedgerError) { try folder.create() } catch { throw failure(error) }
    if let name {
      guard SessionFolder.isName(name) else {
        throw Failure(code: .usage, text: wording("session.badName", ["name": SafeText.harmlessLine(name)]))
      }
      return folder.file(named: name)
    }
    let digits = now().description.filter(\.isNumber)
    let stamp = prefix + digits.prefix(8) + "-" + digits.dropFirst(8)
    let taken = Set(try sessionNames())
    let free = (1...1000).lazy.map { $0 == 1 ? stamp : "\(stamp)-\($0)" }.first { !taken.contains($0) }
    return folder.file(named: free ?? stamp)
  }
}

extension Session {
  /// As it will be once it is written down which computer answered.
  fileprivate func knowing(_ identity: ServerIdentity, at now: Instant) -> Session {
    var session = self
    try? session.apply(record(.contacted(identity), at: now))
    return session
  }
}

// MARK: - Questions before there is a session

extension Program {
  /// - Returns: `nil` when nobody answers.
  private func askServer() throws(Failure) -> WindowsServer? {
    try askUntil("ask.windows", hint: "ask.windows.hint") { text in
      let matches = WindowsServer.allCases.filter { text.contains($0.rawValue) }
      return matches.count == 1 ? matches[0] : nil
    }
  }

  private func askStore(_ path: String) throws(Failure) -> Store? {
    let commands: [(Command, Store)] = [(.rootStore, .trustedRoot), (.intermediateStore, .intermediate)]
    let labels = commands.map { $0.0.label(wording) }.joined(separator: "  ")
    console.show(wording("ask.store", ["file": path]), as: .body)
    return try askUntil("ask.store.prompt", values: ["commands": labels], hint: "prompt.needChoice") { text in
      commands.first { $0.0.isMeant(by: text, wording) }?.1
    }
  }

  func askUntil<Value>(
    _ key: String, values: [String: String] = [:], hint: String, _ read: (String) -> Value?
  ) throws(Failure) -> Value? {
    while true {
      switch console.ask(Prompt(line: wording(key, values) + " ")) {
      case .line(let line):
        if let value = read(line.trimmed) { return value }
        console.show(wording(hint), as: .error)
      case .endOfInput, .terminated:
        console.show(wording("start.notBegun"), as: .quiet)
        return nil
      case .interrupted:
        throw Failure(code: .interrupted, text: wording("start.notBegun"))
      }
    }
  }
}
