// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Paths
import Procedure
import Servers
import Stores
import Texts
import Usage
import Words
import X509

/// `start`: a new session on a real server.
struct StartCommand: Command {
  static let name = "start"
  static let options: [any Option] = [
    server, SharedOptions.name, chain, store, events, from, session, live, SharedOptions.authFile,
    SharedOptions.kerberos, dryRun, SharedOptions.pace,
  ]
  static let examples = [
    Example("start --server 2012 --name fe01", "byHand"),
    Example("start --server 2012 --chain chain.p7b --store stores.reg", "files"),
    Example("start --server 2012 --chain chain.p7b --from collected.zip", "from"),
    Example("start --live fe01 --chain chain.p7b --kerberos --dry-run", "live"),
  ]

  static let server = ValueOption<WindowsServer>(oneOf: "server")
  static let chain = SharedOptions.chain(.readAgain)
  static let store = SharedOptions.store(.readAgain)
  static let events = SharedOptions.events(.readAgain)
  static let from = SharedOptions.from(.readAgain)
  static let session = ValueOption("session", "FILE", file: .named)
  static let live = SharedOptions.live("live")
  static let dryRun = Flag("dry-run")

  var server: WindowsServer?
  var sessionName: String?
  var chain: [String] = []
  var stores: [Start.StoreFile] = []
  var events: [String] = []
  /// Folders and archives with everything from the server in them.
  var from: [String] = []
  /// A session file outside the usual folder.
  var sessionFile: String?
  var live: LiveOptions?
  var pace = Pace.each

  var mayHoldPassword: Bool { live != nil }
  var endsInOrder: Bool { true }
}

/// A server whose registry the wizard itself reads and writes.
struct LiveOptions: Hashable, Sendable {
  let target: ProbeTarget
  let access: LiveAccess
  /// Whether nothing is written.
  let isDryRun: Bool
}

extension StartCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    if arguments.has(SharedOptions.name), arguments.has(Self.session) {
      throw Misuse("usage.nameAndSession", SharedOptions.name.typed)
    }
    server = try arguments.value(Self.server)
    sessionName = try arguments.value(SharedOptions.name)
    chain = try arguments.values(Self.chain)
    stores = try arguments.values(Self.store)
    events = try arguments.values(Self.events)
    from = try arguments.values(Self.from)
    sessionFile = try arguments.value(Self.session)
    live = try Self.live(arguments)
    pace = try arguments.value(SharedOptions.pace) ?? .each
  }

  private static func live(_ arguments: Arguments) throws(Misuse) -> LiveOptions? {
    guard arguments.has(live) else {
      let ofLive: [any Option] = [SharedOptions.authFile, SharedOptions.kerberos, dryRun]
      if let lonely = ofLive.first(where: arguments.has) { throw Misuse("usage.needsLive", lonely.typed) }
      return nil
    }
    let stores: [any Option] = [store, from]
    if let other = stores.first(where: arguments.has) { throw Misuse("usage.liveAndStore", other.typed) }
    guard let target = try arguments.value(live) else { return nil }
    return LiveOptions(
      target: target, access: try SharedOptions.access(arguments), isDryRun: arguments.has(dryRun))
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try StartRun(program: program, command: self).run()
  }
}

/// Runs `start`: reads the supplied files, reaches a live server, and begins the session.
private struct StartRun: ProgramPart {
  let program: Program
  let command: StartCommand

  func run() throws(Failure) -> ExitCode {
    let files = SuppliedFiles(program: program)
    let session = NewSession(program: program)
    var server = command.server
    if server == nil { server = try askServer() }
    guard let server else { return .parked }
    var stores: [Start.StoreFile] = []
    var read: [[CChar]: CertificateFolder] = [:]
    var chain = command.chain.map(absolute)
    for path in command.from.map(absolute) {
      let (folder, parts) = try files.carried(path, takesChain: command.chain.isEmpty)
      read[path.pathOctets] = folder
      stores.append(Start.StoreFile(store: nil, path: path))
      if !parts.chain.isEmpty { chain.append(path) }
    }
    for file in command.stores {
      let path = absolute(file.path)
      let folder = try files.folder(path)
      read[path.pathOctets] = folder
      var store = file.store
      if store == nil, !folder.saysItsStores {
        store = try askStore(file.path)
        if store == nil { return .parked }
      }
      stores.append(Start.StoreFile(store: store, physical: file.physical, path: path))
    }
    let live = command.live.map {
      Start.Live(host: $0.target.host, port: Int($0.target.port), isDryRun: $0.isDryRun)
    }
    let start = Start(
      program: Program.version, server: server, live: live, chainFiles: chain,
      storeFiles: stores,
      eventFiles: command.events.map(absolute))
    var events = try files.events(in: start.eventFiles)
    let serverAccess = try files.serverAccess(of: start, read: read, events: &events)
    let path = try session.path(command.sessionFile, name: command.sessionName, prefix: "")
    guard let live, let access = command.live?.access else {
      return try session.begin(start, at: path, events, pace: command.pace) { _ in serverAccess }
    }
    // A dry run must not lead to a deletion by hand.
    let contact = try ServerConnection(program: program).contact(live, access, offersHand: !live.isDryRun)
    return try session.begin(start, at: path, events, contact.identity, pace: command.pace) {
      path throws(Failure) in
      try SessionServer(program: program).live(live, contact, serverAccess, at: path)
    }
  }

  /// - Returns: `nil` if there is no answer.
  private func askServer() throws(Failure) -> WindowsServer? {
    try askUntil("ask.windows", hint: "ask.windows.hint") { text in
      let typed = text.uppercased().filter { $0 != " " }
      let named = WindowsServer.allCases.filter { typed.contains($0.rawValue) }
      // “2012 R2” contains “2012”.
      let matches = named.filter { one in !named.contains { $0 != one && $0.rawValue.hasPrefix(one.rawValue) }
      }
      return matches.count == 1 ? matches[0] : nil
    }
  }

  private func askStore(_ path: String) throws(Failure) -> Store? {
    let choices: [(Choice, Store)] = [(.rootStore, .trustedRoot), (.intermediateStore, .intermediate)]
    let labels = choices.map { $0.0.label(wording) }.joined(separator: "  ")
    console.show(wording("ask.store", ["file": path]), as: .body)
    return try askUntil("ask.store.prompt", values: ["commands": labels], hint: "prompt.needChoice") { text in
      choices.first { $0.0.isMeant(by: text, wording) }?.1
    }
  }
}
