// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import Files
import Guide
import Journal
import Paths
import Procedure
import ProgramParts
import Servers
import Stores
import Substrings
import Texts
import Words
import X509

/// Runs `start`: reads the supplied files, reaches a live server, and begins the session.
struct StartRun: ProgramPart {
  let program: Program
  let command: StartCommand

  func run() throws(Failure) -> ExitCode {
    let files = SuppliedFiles(program: program)
    let session = NewSession(program: program)
    let earlier = try command.like.map { name throws(Failure) in
      try earlierSession(name) { $0.start.practice == nil ? nil : "like.practice" }.earlier
    }
    let pace = command.pace ?? earlier?.pace ?? .each
    var server = command.server
    if server == nil { server = try askServer() }
    guard let server else { return .parked }
    var product = command.product ?? earlier?.product
    if product == nil { product = try askProduct() }
    guard let product else { return .parked }
    tellSupport(of: product, on: server)
    guard var given = try given(files) else { return .parked }
    let path = try session.path(command.sessionFile, name: command.sessionName, prefix: "")
    let offered = try given.chain.isEmpty ? offered(by: earlier, at: path) : []
    if !offered.isEmpty {
      given.chain = [SessionPaths(path).path]
      given.read[given.chain[0].pathOctets] = CertificateFolder(offered)
    }
    let live = command.live.map {
      Start.Live(host: $0.target.host, port: Int($0.target.port), isDryRun: $0.isDryRun)
    }
    let start = Start(
      program: Program.version, course: command.course, server: server, product: product, live: live,
      earlier: earlier?.origin, chainFiles: given.chain, storeFiles: given.stores,
      eventFiles: command.events.map(absolute))
    var events = try files.events(in: start.eventFiles)
    let serverAccess = try files.serverAccess(of: start, read: given.read, events: &events)
    guard let live, let access = command.live?.access else {
      try keep(offered, at: path)
      return try session.begin(start, at: path, events, pace: pace, like: earlier) { _ in serverAccess }
    }
    // A dry run must not lead to a deletion by hand.
    let contact = try ServerConnection(program: program).contact(live, access, offersHand: !live.isDryRun)
    try keep(offered, at: path)
    return try session.begin(start, at: path, events, contact.identity, pace: pace, like: earlier) {
      path throws(Failure) in
      try SessionServer(program: program).live(live, contact, serverAccess, at: path)
    }
  }

  /// The files of the command line.
  private struct Given {
    var chain: [String]
    var stores: [Start.StoreFile] = []
    /// What was read already, by the octets of the path.
    var read: [[CChar]: CertificateFolder] = [:]
  }

  /// Reads the stores, and asks where a file does not say whose it is.
  ///
  /// - Returns: `nil` if there is no answer.
  private func given(_ files: SuppliedFiles) throws(Failure) -> Given? {
    var given = Given(chain: command.chain.map(absolute))
    for path in command.from.map(absolute) {
      let (folder, parts) = try files.carried(path, takesChain: command.chain.isEmpty)
      given.read[path.pathOctets] = folder
      given.stores.append(Start.StoreFile(store: nil, path: path))
      if !parts.chain.isEmpty { given.chain.append(path) }
    }
    for file in command.stores {
      let path = absolute(file.path)
      let folder = try files.folder(path)
      given.read[path.pathOctets] = folder
      guard let placed = try placed(file, folder) else { return nil }
      given.stores.append(placed)
    }
    return given
  }

  /// - Returns: `nil` if there is no answer.
  private func askServer() throws(Failure) -> WindowsServer? {
    try askUntil("ask.windows", hint: "ask.windows.hint") { text in
      let typed = text.uppercased().filter { $0 != " " }
      let named = WindowsServer.allCases.filter { typed.holds($0.rawValue) }
      // “2012 R2” contains “2012”.
      let matches = named.filter { one in !named.contains { $0 != one && $0.rawValue.hasPrefix(one.rawValue) }
      }
      return matches.count == 1 ? matches[0] : nil
    }
  }

  /// - Returns: `nil` if there is no answer.
  /// - Throws: a failure that says why, if phones do not work with the product.
  private func askProduct() throws(Failure) -> Product? {
    typealias Named = Result<Product, ProductWithoutPhones>
    let named = try askUntil("ask.product", hint: "ask.product.hint") { text -> Named? in
      let products = Product.allCases.filter { text.holds($0.year) }.map(Named.success)
      let others = ProductWithoutPhones.allCases.filter { text.holds($0.year) }.map(Named.failure)
      return products.count + others.count == 1 ? (products + others)[0] : nil
    }
    switch named {
    case nil: return nil
    case .success(let product)?: return product
    case .failure(let other)?:
      throw Failure(
        code: .unresolved, text: wording("product.\(other.rawValue)", ["subject": other.year]))
    }
  }

  /// What Microsoft's lists say of the product and of the phones that use it, where an admin should know it.
  private func tellSupport(of product: Product, on server: WindowsServer) {
    switch product.support(on: server) {
    case .listed: break
    case .conditional:
      console.show(wording("support.\(product.rawValue).\(server.rawValue)"), as: .body)
    case .notListed:
      let values = [
        "product": wording("product.\(product.rawValue)"), "windows": wording("windows.\(server.rawValue)"),
      ]
      console.show(wording("support.notListed", values), as: .body)
    }
    if let note = wording.text(ifPresent: "product.\(product.rawValue).note") {
      console.show(note, as: .body)
    }
  }

  /// A file with the store that it or the admin names; `nil` if there is no answer.
  private func placed(
    _ file: Start.StoreFile, _ folder: CertificateFolder
  ) throws(Failure) -> Start.StoreFile? {
    var store = file.store
    if store == nil, !folder.saysItsStores {
      guard let named = try askStore(file.path) else { return nil }
      store = named
    }
    return Start.StoreFile(store: store, physical: file.physical, path: absolute(file.path))
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

// MARK: - Like another session

extension StartRun {
  /// The path of an earlier session, for files next to the new one: never next to a session that exists.
  private func offered(by earlier: EarlierSession?, at path: String) throws(Failure) -> [NamedBytes] {
    guard let earlier else { return [] }
    do throws(JournalError) {
      try NewFolder.check(path)
      try NewFolder.check(SessionPaths(path).path)
    } catch { throw failure(error) }
    return earlier.pathFiles
  }

  /// The session reads its files again when it is resumed, whatever has become of the other one.
  private func keep(_ files: [NamedBytes], at path: String) throws(Failure) {
    guard !files.isEmpty else { return }
    do throws(JournalError) { try NewFolder.write(files, to: SessionPaths(path).path) } catch {
      throw failure(error)
    }
  }
}

extension EarlierSession {
  /// The certificates of its path under names that say where they are from: what was confirmed is recorded with
  /// them. Empty when one is not known octet by octet.
  fileprivate var pathFiles: [NamedBytes] {
    (path ?? []).enumerated().map { number, certificate in
      let role = number == 0 ? "root" : "intermediate-\(number)"
      return NamedBytes(name: "session-\(name)-\(role).cer", bytes: certificate.der)
    }
  }
}
