// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import PseudoTerminal
import Servers
import Stores
import TestFiles

/// A real server with a registry, on this computer's loopback alone: Scripts/practice-server. One serves most tests, each
/// of which fills it anew; it ends with this process.
final class SambaServer {
  static let isInstalled: Bool = {
    let programs: [String] = ["/usr/sbin/smbd", "/usr/bin/net", "/usr/bin/pdbedit"]
    return programs.allSatisfy { access($0, X_OK) == 0 }
  }()

  nonisolated(unsafe) private static var shared: SambaServer?
  /// Members of a pool, by their numbers.
  nonisolated(unsafe) private static var members: [Int: SambaServer] = [:]

  let folder: String
  let address: String
  let computer: String
  private let program = PseudoTerminal.builtProgram("lync-pin-wizard")
  /// What the last filling put there.
  private(set) var filled: [String: [UInt8]] = [:]

  /// The one server, with a scenario's stores.
  ///
  /// - Parameter more: a registry export with more entries.
  static func holding(_ scenario: Scenario, more: String? = nil) throws -> SambaServer {
    let server: SambaServer
    if let shared { server = shared } else { server = SambaServer(folder: "", address: 1, computer: "FE01") }
    shared = server
    try server.fill([scenario.rawValue] + (more.map { ["--add", $0] } ?? []))
    return server
  }

  /// A server of a pool with its own address and its own name, `FE02` for the second one. All of them get the same
  /// stores anew.
  static func member(_ number: Int) throws -> SambaServer {
    let server =
      members[number]
      ?? SambaServer(folder: "-\(number)", address: 10 + number, computer: "FE0\(number)")
    let isFirst = members.isEmpty
    members[number] = server
    let first = members.keys.min().flatMap { members[$0] }
    try server.fill(isFirst || first === server ? [] : ["--like", first?.folder ?? ""])
    return server
  }

  private init(folder: String, address: Int, computer: String) {
    self.folder = "/tmp/lync-pin-wizard-samba-\(getpid())\(folder)"
    self.address = "127.0.0.\(address)"
    self.computer = computer
    if Self.shared == nil, Self.members.isEmpty { atexit { SambaServer.end() } }
  }

  private static func end() {
    for server in [shared].compactMap(\.self) + members.values { try? server.run(["stop"]) }
  }

  private func fill(_ options: [String]) throws {
    try run(
      ["start"] + options + [
        "--address", address, "--computer", computer, "--wizard", program, "--while", String(getpid()),
      ])
    filled = try blobs()
  }

  private func run(_ arguments: [String]) throws {
    try shell(["\(Checkout.path)/Scripts/practice-server"] + arguments + ["--folder", folder])
  }

  @discardableResult
  private func shell(_ command: [String]) throws -> String {
    let terminal = try PseudoTerminal.spawn(
      "/usr/bin/env", command, environment: ["PATH": "/usr/bin:/bin:/usr/sbin"], columns: 1000)
    let exit = try terminal.waitForExit(timeoutSeconds: 60)
    guard exit == .code(0) else { throw Unexpected("\(command): \(terminal.plainScreen)") }
    return terminal.plainScreen
  }

  // MARK: How it is reached

  var port: String {
    let configuration = (try? String(contentsOfFile: "\(folder)/smb.conf", encoding: .utf8)) ?? ""
    return configuration.firstMatch(of: /smb ports = (\d+)/).map { String($0.output.1) } ?? ""
  }

  var authFile: String { "\(folder)/auth" }

  /// What the authentication file says: `username`, `password`.
  var account: [String: String] {
    let text = (try? String(contentsOfFile: authFile, encoding: .utf8)) ?? ""
    let pairs = text.split(separator: "\n").map { $0.components(separatedBy: " = ") }
    return Dictionary(pairs.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// The files of the path, root first.
  var chain: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/path").sorted()) ?? []
    return names.map { "\(folder)/path/\($0)" }
  }

  // MARK: What it holds, without asking it

  /// Every value by where it lies: `ROOT/registry/<thumbprint>`.
  func blobs() throws -> [String: [UInt8]] {
    let file = "\(folder)/look.reg"
    unlink(file)
    try local(["export", #"HKLM\SOFTWARE"#, file])
    let bytes = try WholeFile.bytes(file)
    let entries = try RegistryEntry.all(of: bytes)
    return Dictionary(
      entries.map { ("\($0.store.rawValue)/\($0.physical.rawValue)/\($0.name)", $0.blob) }
    ) { first, _ in first }
  }

  /// What was there at first and is not now.
  func removed() throws -> [String: [UInt8]] {
    let now = try blobs()
    return filled.filter { now[$0.key] == nil }
  }

  /// Somebody else who works on the server: `net registry`.
  func local(_ arguments: [String]) throws {
    try shell(["net", "-s", "\(folder)/smb.conf", "registry"] + arguments)
  }

  /// Where a certificate of the computer's own trusted roots lies.
  static func rootKey(_ name: String) -> String {
    #"HKLM\SOFTWARE\Microsoft\SystemCertificates\ROOT\Certificates\\#(name)"#
  }

  /// Writes an entry to another store.
  ///
  /// - Parameter key: below `HKLM\SOFTWARE`, in front of `Certificates`.
  func put(_ entry: RegistryEntry, below key: String) throws {
    let file = "\(folder)/put.reg"
    let text = LiveTests.export([(entry.name, entry.blob)])
      .replacing(#"Microsoft\SystemCertificates\ROOT"#, with: key)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try local(["import", file])
  }

  /// The entries of the store of trusted roots that it was filled with.
  func roots() throws -> [(entry: RegistryEntry, certificate: Certificate)] {
    let bytes = try WholeFile.bytes("\(folder)/stores.reg")
    return try RegistryEntry.all(of: bytes).filter { $0.store == .trustedRoot }
      .map { (entry: $0, certificate: try $0.certificates()[0].certificate) }
  }

  /// The noted root.
  func noted() throws -> RegistryEntry {
    let noted = try WholeFile.bytes(chain[0])
    guard let root = try roots().first(where: { $0.certificate.der == noted }) else {
      throw Unexpected("no noted root")
    }
    return root.entry
  }

  /// The root that bears the noted one's name and is another certificate.
  func stray() throws -> RegistryEntry {
    let noted = try WholeFile.bytes(chain[0])
    let roots = try roots()
    let name = roots.first { $0.certificate.der == noted }?.certificate.subject
    guard let stray = roots.first(where: { $0.certificate.subject == name && $0.certificate.der != noted })
    else { throw Unexpected("no stray root") }
    return stray.entry
  }

  func restart() throws { try run(["restart", "--while", String(getpid())]) }
}
