// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Guide
import Procedure
import ProgramParts
import Reports
import Texts
import Usage

/// `inspect`: the wizard's analysis without its questions.
struct InspectCommand: Command {
  static let name = "inspect"
  static let options: [any Option] = [
    chain, store, from, live, SharedOptions.authFile, SharedOptions.kerberos, SharedOptions.computer, pool,
    against, zone, SharedOptions.json, html, all, signatures, issuerList,
    check,
  ]
  static let examples = [
    Example("inspect --chain chain.p7b --store stores.reg", "plain"),
    Example("inspect --from collected.zip --issuer-list", "issuerList"),
    Example("inspect --chain chain.p7b --store ROOT=- --json --check", "stream"),
    Example("inspect --from collected.zip", "from"),
    Example("inspect --chain chain.p7b --live fe01 --kerberos", "live"),
    Example("inspect --chain chain.p7b --pool servers --zone +01:00", "pool"),
    Example("inspect --chain p.p7b --store b.reg --against a.reg --html -", "against"),
  ]

  static let chain = SharedOptions.chain(.read)
  static let store = SharedOptions.store(.read)
  static let from = SharedOptions.from(.read)
  static let live = SharedOptions.live("live.read")
  static let pool = ValueOption("pool", "DIR", file: .named)
  static let zone = ValueOption<Int>("zone", "+HH:MM") { text, option throws(Misuse) in
    let subject = "\(option) \(text)"
    guard let minutes = UTCOffset.minutes(text) else { throw Misuse("usage.badValue", subject) }
    if UTCOffset.unsignedMinutes(text) != nil { throw Misuse("usage.unsignedZone", subject) }
    return minutes
  }
  static let against = ValueOption("against", "FOLDER|FILE", file: .named)
  static let html = ValueOption("html", "FILE", file: .written)
  static let all = Flag("all")
  static let signatures = Flag("signatures")
  static let issuerList = Flag("issuer-list")
  static let check = Flag("check")

  var chain: [String] = []
  var stores: [Start.StoreFile] = []
  /// Folders and archives with everything from a server in them.
  var from: [String] = []
  /// A server that is read over the network.
  var live: LiveSource?
  /// A folder with one subfolder or file per server.
  var pool: String?
  /// A folder or a file with the stores of another server, or of the same one at another time.
  var against: String?
  /// The offset of the server's clock from UTC, for dates in texts; `nil` if not given.
  var offsetMinutes: Int?
  var isJSON = false
  /// A new file for the result as an HTML page; `-` is standard output.
  var html: String?
  /// Show unrelated entries as well.
  var showsAll = false
  /// Verify the signature of every root.
  var verifiesAllSignatures = false
  /// Show the list of issuers that Schannel sends, with the size of each name.
  var showsIssuerList = false
  /// Exit with 1 if an entry needs attention.
  var checks = false

  var mayHoldPassword: Bool { live != nil }
  var endsInOrder: Bool { live != nil }
}

extension InspectCommand {
  init(_ arguments: Arguments) throws(Misuse) {
    chain = try arguments.values(Self.chain)
    stores = try arguments.values(Self.store)
    from = try arguments.values(Self.from)
    live = try LiveSource(arguments, Self.live)
    pool = try arguments.value(Self.pool)
    against = try arguments.value(Self.against)
    html = try arguments.value(Self.html)
    offsetMinutes = try arguments.value(Self.zone)
    isJSON = arguments.has(SharedOptions.json)
    showsAll = arguments.has(Self.all)
    verifiesAllSignatures = arguments.has(Self.signatures)
    showsIssuerList = arguments.has(Self.issuerList)
    checks = arguments.has(Self.check)
    let stores: [any Option] = [Self.store, Self.from, Self.pool]
    if live != nil, let other = stores.first(where: arguments.has) {
      throw Misuse("usage.liveAndStore", other.typed)
    }
    if pool != nil, against != nil {
      throw Misuse("usage.notTogether", "\(Self.pool.typed), \(Self.against.typed)")
    }
    if pool != nil, showsIssuerList {
      throw Misuse("usage.notTogether", "\(Self.pool.typed), \(Self.issuerList.typed)")
    }
    if isJSON, html != nil {
      throw Misuse("usage.notTogether", "\(SharedOptions.json.typed), \(Self.html.typed)")
    }
  }

  func run(in program: Program) throws(Failure) -> ExitCode {
    try InspectRun(program: program, command: self).run()
  }
}
