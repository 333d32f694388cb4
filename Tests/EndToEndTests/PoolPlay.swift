// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import PseudoTerminal
import TestFiles

/// The playbooks of Scripts/pool, run by the system's ansible-playbook on a computer of its own.
struct PoolPlay {
  static let isInstalled = access("/usr/bin/ansible-playbook", X_OK) == 0

  let machine: Machine
  /// Their passwords are in a file of Ansible Vault.
  private let passwords: [String: String]

  /// A line of the inventory.
  struct Host {
    let name: String
    /// Whose account signs in, and where, unless something else is said.
    let server: SambaServer
    var address: String?
    var authFile: String?
  }

  init(_ hosts: [Host], on machine: Machine) throws {
    self.machine = machine
    passwords = Dictionary(uniqueKeysWithValues: hosts.map { ($0.name, $0.server.account["password"] ?? "") })
    let entries = hosts.map { host in
      """
          \(host.name).contoso.com:
            ansible_host: \(host.address ?? host.server.address)
            lync_pool_port: \(host.server.port)
            lync_pool_user: \(host.server.account["username"] ?? "")
            lync_pool_auth_file: "\(host.authFile ?? "")"
      """
    }
    try machine.write(
      """
      lync_pool:
        hosts:
      \(entries.joined(separator: "\n"))
        vars:
          lync_pool_chain: ["\(hosts[0].server.folder)/path"]
          lync_pool_folder: "\(machine.folder)/results"
          lync_pool_run: now
          lync_pool_retries: 1
          lync_pool_delay: 1
          lync_pool_password: "{{ passwords[inventory_hostname_short] }}"
          lync_pool_program: "\(PseudoTerminal.builtProgram("lync-pin-wizard"))"
      """, to: "inventory.yml")
    try machine.write("vault\n", to: "vault-password")
    let listed = passwords.map { "  \($0.key): \"\($0.value)\"\n" }.joined()
    try machine.write("passwords:\n\(listed)", to: "vault.yml")
    try machine.shell(
      "mkdir -p run; /usr/bin/ansible-vault encrypt --vault-password-file vault-password vault.yml")
  }

  struct Run {
    let code: Int32
    let output: String

    /// How many tasks changed something, of all servers.
    var changed: Int {
      output.matches(of: /changed=(\d+)/).reduce(0) { $0 + (Int($1.output.1) ?? 0) }
    }
  }

  func run(_ playbook: String, _ options: [String] = []) throws -> Run {
    let environment = machine.environment.merging([
      "PATH": "\(machine.folder)/bin:/usr/bin:/bin", "XDG_RUNTIME_DIR": "\(machine.folder)/run",
      "ANSIBLE_NOCOLOR": "1",
    ]) { $1 }
    let finished = try PseudoTerminal.run(
      [
        "/usr/bin/ansible-playbook", "-i", "\(machine.folder)/inventory.yml", "-e",
        "@\(machine.folder)/vault.yml", "--vault-password-file", "\(machine.folder)/vault-password",
      ] + options + ["\(Checkout.path)/Scripts/pool/\(playbook)"], input: "",
      environment: environment, timeoutSeconds: 180)
    guard case .code(let code) = finished.exit else { throw Unexpected("a signal") }
    return Run(code: code, output: finished.output + finished.messages)
  }

  /// Whether a password was said or left behind anywhere.
  func isSecretKept(_ runs: [Run]) -> Bool {
    let files = machine.files(below: machine.folder).values.map { String(decoding: $0, as: UTF8.self) }
    return (files + runs.map(\.output)).allSatisfy { text in
      passwords.values.allSatisfy { !text.contains($0) }
    }
  }
}
