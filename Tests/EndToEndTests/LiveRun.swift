// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Procedure
import PseudoTerminal
import Servers

/// A run on a live server in the making.
final class LiveRun {
  let machine: Machine
  let server: SambaServer
  let name: String
  private(set) var admin: Admin

  /// - Parameters:
  ///   - options: beside server, path and name; the authentication file where nothing else is said.
  ///   - net: what `net` does in place of itself, as a script; `"$real"` is the real one. Every call is listed in `calls`.
  init(
    _ scenario: Scenario, _ options: [String]? = nil, net: String = "exec \"$real\" \"$@\"",
    more: String? = nil
  ) throws {
    machine = Machine()
    name = "l"
    server = try SambaServer.holding(scenario, more: more)
    try Self.install(net, on: machine, server)
    admin = try Self.start(name, on: machine, server, chain: server.chain, options)
  }

  /// Another session on a server as it is now.
  ///
  /// - Parameters:
  ///   - machine: the computer that it runs on; another one than the first session's where nothing else is said.
  ///   - chain: the files of the path.
  ///   - host: by what name the server is reached.
  ///   - options: beside those that every session has.
  init(
    beside server: SambaServer, on machine: Machine? = nil, named name: String = "m", chain: [String],
    host: String = "127.0.0.1", net: String = "exec \"$real\" \"$@\"", options: [String] = []
  ) throws {
    self.machine = machine ?? Machine()
    self.server = server
    self.name = name
    try Self.install(net, on: self.machine, server)
    admin = try Self.start(
      name, on: self.machine, server, chain: chain, host: host,
      ["--auth-file", server.authFile] + options)
  }

  private static func start(
    _ name: String, on machine: Machine, _ server: SambaServer, chain: [String], host: String = "127.0.0.1",
    _ options: [String]?
  ) throws -> Admin {
    try machine.start(
      ["start", "--server", "2012", "--live", "\(host):\(server.port)", "--name", name]
        + chain.flatMap { ["--chain", $0] } + (options ?? ["--auth-file", server.authFile]),
      session: name, under: path(machine))
  }

  static func path(_ machine: Machine) -> [String] {
    ["/usr/bin/env", "PATH=\(machine.folder)/bin:/usr/bin:/bin", "XDG_RUNTIME_DIR=\(machine.folder)"]
  }

  /// Puts a program in place of `net` on a computer.
  static func install(_ script: String, on machine: Machine, _ server: SambaServer) throws {
    let net = try machine.write(
      """
      #!/bin/bash
      real=/usr/bin/net
      folder=\(machine.folder) server=\(server.folder)
      printf '%s\\n' "$*" >>"$folder/calls"
      verb=$3
      \(script)
      """, to: "bin/net")
    chmod(net, 0o755)
  }

  /// Answers until the run ends or the policy leaves.
  @discardableResult
  func work(_ policy: Admin.Policy) throws -> PseudoTerminal.Exit? { try admin.work(policy) }

  /// The same session again, with another `net`.
  func resume(_ options: [String]? = nil, net: String = "exec \"$real\" \"$@\"") throws {
    try Self.install(net, on: machine, server)
    admin = try machine.start(
      ["resume", name] + (options ?? ["--auth-file", server.authFile]), session: name,
      under: Self.path(machine))
  }

  /// How a command signs in.
  var signIn: [String] { ["--auth-file", server.authFile] }

  /// Runs another command on the same computer, with the same `net`.
  ///
  /// - Parameter answers: one for each line; they end there.
  func run(_ arguments: [String], answers: [String] = []) throws -> Machine.Run {
    try machine.run(
      arguments, input: answers.map { $0 + "\n" }.joined(), under: Self.path(machine))
  }

  /// Has `net` do something else from here on.
  func change(net: String) throws { try Self.install(net, on: machine, server) }

  var session: Session { get throws { try machine.session(name) } }

  /// The calls of `net` so far, by their verb. Those that only ask the server for its name are not among them.
  var calls: [String] {
    get throws {
      try machine.text("calls").split(separator: "\n").map { String($0.split(separator: " ")[2]) }
        .filter { $0 != "getvalueraw" }
    }
  }

  /// Why deletions were not carried out, as the record has it.
  var refused: [String] {
    get throws {
      try session.records.compactMap { record in
        guard case .ran(let command, .refused(let reason)) = record.event, command.contains(" deletekey ")
        else {
          return nil
        }
        return reason
      }
    }
  }

  var exports: [String: [UInt8]] { machine.files("\(name).exports") }

  /// Everything that the run left behind or called.
  func leftovers() throws -> [String] {
    var texts = [try machine.text("calls"), admin.screen]
    for bytes in machine.files(".").values { texts.append(String(decoding: bytes, as: UTF8.self)) }
    return texts
  }
}
