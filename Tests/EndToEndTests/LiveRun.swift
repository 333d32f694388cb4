// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Procedure
import PseudoTerminal
import Wizard

/// A run on a live server in the making.
final class LiveRun {
  let machine: Machine
  let server: SambaServer
  let name = "l"
  private(set) var admin: Admin

  /// - Parameters:
  ///   - options: beside server, path and name; the authentication file where nothing else is said.
  ///   - net: what `net` does in place of itself, as a script; `"$real"` is the real one. Every call is listed in `calls`.
  init(
    _ scenario: Scenario, _ options: [String]? = nil, net: String = "exec \"$real\" \"$@\"",
    more: String? = nil
  ) throws {
    machine = try Machine()
    server = try SambaServer.holding(scenario, more: more)
    try Self.install(net, on: machine, server)
    let chain = server.chain.flatMap { ["--chain", $0] }
    admin = try machine.start(
      ["start", "--server", "2012", "--live", "127.0.0.1:\(server.port)", "--name", name] + chain
        + (options ?? ["--auth-file", server.authFile]),
      session: name, under: Self.path(machine))
  }

  private static func path(_ machine: Machine) -> [String] {
    ["/usr/bin/env", "PATH=\(machine.folder)/bin:/usr/bin:/bin", "XDG_RUNTIME_DIR=\(machine.folder)"]
  }

  private static func install(_ script: String, on machine: Machine, _ server: SambaServer) throws {
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

  /// The calls of `net` so far, by their verb.
  var calls: [String] {
    get throws {
      try machine.text("calls").split(separator: "\n").map { String($0.split(separator: " ")[2]) }
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
