// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Guide
import Paths
import Procedure
import ProgramParts
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
    procedure, server, product, SharedOptions.name, chain, store, events, from, session, live,
    SharedOptions.authFile, SharedOptions.kerberos, dryRun, SharedOptions.pace, like,
  ]
  static let examples = [
    Example("start --server 2012 --name fe01", "byHand"),
    Example("start --server 2016 --product sfb2015", "product"),
    Example("start --server 2012 --chain chain.p7b --store stores.reg", "files"),
    Example("start --server 2012 --chain chain.p7b --from collected.zip", "from"),
    Example("start --procedure move --server 2012", "move"),
    Example("start --live fe01 --chain chain.p7b --kerberos --dry-run", "live"),
    Example("start --live fe02 --like fe01 --kerberos", "like"),
  ]

  static let procedure = ValueOption<Course>(oneOf: "procedure")
  static let server = ValueOption<WindowsServer>(oneOf: "server")
  private static let products = Product.allCases.map(\.rawValue)
  static let product = ValueOption<Product>("product", products.joined(separator: "|")) {
    text, option throws(Misuse) in
    if let other = ProductWithoutPhones(rawValue: text) {
      throw Misuse("product.\(other.rawValue)", "\(option) \(text)")
    }
    guard let product = Product(rawValue: text) else {
      throw Misuse("usage.badValue", "\(option) \(text)", understood: products)
    }
    return product
  }
  static let chain = SharedOptions.chain(.readAgain)
  static let store = SharedOptions.store(.readAgain)
  static let events = SharedOptions.events(.readAgain)
  static let from = SharedOptions.from(.readAgain)
  static let session = ValueOption("session", "FILE", file: .named)
  static let live = SharedOptions.live("live")
  static let dryRun = Flag("dry-run")
  static let like = ValueOption("like", "SESSION")

  var course = Course.duplicates
  var server: WindowsServer?
  var product: Product?
  var sessionName: String?
  var chain: [String] = []
  var stores: [Start.StoreFile] = []
  var events: [String] = []
  /// Folders and archives with everything from the server in them.
  var from: [String] = []
  /// A session file outside the usual folder.
  var sessionFile: String?
  var live: LiveOptions?
  /// Without one, that of the session that it is begun like.
  var pace: Pace?
  /// A session that has ended, on another server of the same pool.
  var like: String?

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
    course = try arguments.value(Self.procedure) ?? course
    // What is only rehearsed is never seen in Intermediate.
    if course == .move, arguments.has(Self.dryRun) { throw Misuse("usage.moveDryRun", Self.dryRun.typed) }
    server = try arguments.value(Self.server)
    product = try arguments.value(Self.product)
    sessionName = try arguments.value(SharedOptions.name)
    chain = try arguments.values(Self.chain)
    stores = try arguments.values(Self.store)
    events = try arguments.values(Self.events)
    from = try arguments.values(Self.from)
    sessionFile = try arguments.value(Self.session)
    live = try Self.live(arguments)
    pace = try arguments.value(SharedOptions.pace)
    like = try arguments.value(Self.like)
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
