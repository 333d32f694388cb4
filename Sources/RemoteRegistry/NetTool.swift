// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import OtherPrograms
import Paths
public import Threads

/// The computer whose registry is read.
public struct RemoteServer: Hashable, Sendable {
  /// The standard port of Windows.
  public static let usualPort: UInt16 = 445

  public let host: String
  public let port: UInt16

  public init(host: String, port: UInt16 = RemoteServer.usualPort) {
    self.host = host
    self.port = port
  }

  var arguments: [String] { ["-S", host] + (port == Self.usualPort ? [] : ["-p", String(port)]) }

  /// Whether the host is an IP address.
  var isAddress: Bool { Self.isAddress(host) }

  static func isAddress(_ text: String) -> Bool {
    var octets = [UInt8](repeating: 0, count: 16)
    return inet_pton(AF_INET, text, &octets) == 1 || inet_pton(AF_INET6, text, &octets) == 1
  }
}

/// A call of `net`, for recording. Contains no secrets.
public enum NetRun: Sendable {
  /// A call that writes is about to start.
  case begins(command: String)
  case done(command: String)
  case failed(command: String, NetError)
}

/// Samba's program `net`, which uses the Remote Registry service like MMC.
///
/// Source: net(8) of Samba 4.17, and tests: `getvalue` does not print binary values and `setvalue` does not
/// write them, so values are read with `export` and written with `import`.
public final class NetTool {
  /// How long `net` may go without output; even on a slow line it writes a block every few seconds.
  private static let silence = Duration.seconds(60)

  let server: RemoteServer
  private let program: String
  private let credentials: Credentials
  private let configuration: [String]
  private let options: [String]
  private let environment: [String]
  private let stop: CancellationToken?
  private let silence: Duration
  /// The folder in which each call gets its own folder for `net`'s temporary files.
  private let scratchRoot: String
  private var kerberosOption: String?
  /// The address that the host's name first resolved to. Later calls use it, because the name may resolve to
  /// a different server each time.
  private var address: String?
  /// Receives every call and returns whether it was recorded; a call that cannot be recorded does not write.
  public var heard: (NetRun) -> Bool = { _ in true }

  /// - Parameters:
  ///   - environment: the process's environment; `PATH` says where `net` is.
  ///   - stop: how a call is stopped.
  ///   - silence: how long `net` may go without output.
  /// - Throws: `NetError.missing` or `.cannotStart`.
  public init(
    _ server: RemoteServer, _ credentials: Credentials, environment: (String) -> String?,
    stop: CancellationToken?,
    silence: Duration? = nil
  ) throws(NetError) {
    guard let program = Self.find(environment("PATH")) else { throw .missing }
    self.server = server
    self.program = program
    self.credentials = credentials
    self.stop = stop
    self.silence = silence ?? Self.silence
    scratchRoot = environment("XDG_RUNTIME_DIR").flatMap { access($0, W_OK) == 0 ? $0 : nil } ?? "/tmp"
    ScratchFolder.sweep([scratchRoot, "/tmp"])
    // All other variables are dropped, above all a PASSWD or USER meant for another program.
    self.environment =
      ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"]
      + ["HOME", "KRB5CCNAME", "KRB5_CONFIG"].compactMap { name in environment(name).map { "\(name)=\($0)" } }
    // Without a Samba configuration, its defaults apply. Windows Server 2008 supports at most SMB 2.0.
    configuration = access("/etc/samba/smb.conf", R_OK) == 0 ? [] : ["-s", "/dev/null"]
    options =
      configuration + [
        "--option=client min protocol=SMB2_02", "--option=client ipc min protocol=SMB2_02",
      ]
  }

  /// The path of `net`; `nil` when it is not installed.
  private static func find(_ path: String?) -> String? {
    (path ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/net" }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  /// The equivalent command to type, for the journal.
  public func command(_ verb: [String]) -> String {
    (["net", "rpc", "registry"] + verb + server.arguments).map(\.shellWord).joined(separator: " ")
  }

  /// Resolves the host's name once, so that every call uses the same address. If `net` cannot resolve it,
  /// each call resolves it itself.
  func pin() throws(NetError) {
    guard !server.isAddress else { return }
    let scratch = try ScratchFolder(in: scratchRoot)
    defer { scratch.remove() }
    let child = try ChildProcess.net(
      program, ["lookup", "host", server.host] + configuration + [scratch.option], environment: environment,
      secret: nil)
    do throws(NetError) { try ChildProcess.finishNet([child], silence: silence, stop: stop) } catch .timedOut
    {
      return
    }
    address = String(decoding: child.output, as: UTF8.self).split(separator: "\n").map(String.init)
      .first(where: RemoteServer.isAddress)
  }

  /// The server's clock, as reported at the start of a connection; `net` does not sign in for this.
  ///
  /// - Returns: `nil` when unknown. `net time` only supports the standard port (tested with Samba 4.17).
  func time() throws(NetError) -> Instant? {
    guard server.port == RemoteServer.usualPort else { return nil }
    let scratch = try ScratchFolder(in: scratchRoot)
    defer { scratch.remove() }
    let child = try ChildProcess.net(
      program,
      ["time", "system", "-S", server.host] + (address.map { ["-I", $0] } ?? []) + configuration
        + [scratch.option],
      environment: environment + ["TZ=UTC"], secret: nil)
    do throws(NetError) { try ChildProcess.finishNet([child], silence: silence, stop: stop) } catch .timedOut
    {
      return nil
    }
    return Instant(netTime: String(decoding: child.output, as: UTF8.self))
  }

  /// Runs calls that only read, in parallel.
  ///
  /// - Returns: the output for each verb; `nil` when the key does not exist.
  func read(_ verbs: [[String]]) throws(NetError) -> [[UInt8]?] { try read(verbs, beside: []).answers }

  /// Runs calls that only read, in parallel.
  ///
  /// - Parameter asides: additional parallel calls that may fail and are not recorded.
  /// - Returns: the output for each verb, `nil` when the key does not exist; and the output for each aside,
  ///   `nil` when it failed.
  func read(
    _ verbs: [[String]], beside asides: [[String]]
  ) throws(NetError) -> (answers: [[UInt8]?], asides: [[UInt8]?]) {
    let scratch = try ScratchFolder(in: scratchRoot)
    defer { scratch.remove() }
    let children = try start(verbs + asides, scratch)
    try finish(children, verbs)
    var answers: [[UInt8]?] = []
    for (child, verb) in zip(children, verbs) {
      do throws(NetError) {
        answers.append(try answer(child))
      } catch .keyMissing {
        answers.append(nil)
      } catch {
        _ = heard(.failed(command: command(verb), error))
        throw error
      }
      _ = heard(.done(command: command(verb)))
    }
    return (answers, children.dropFirst(verbs.count).map { try? answer($0) })
  }

  /// Runs a call that writes. If it fails, its effect is unknown; only the server shows it.
  func write(_ verb: [String]) throws(NetError) {
    guard heard(.begins(command: command(verb))) else { throw .cancelled }
    let scratch = try ScratchFolder(in: scratchRoot)
    defer { scratch.remove() }
    let children = try start([verb], scratch)
    try finish(children, [verb])
    do throws(NetError) { _ = try answer(children[0]) } catch {
      _ = heard(.failed(command: command(verb), error))
      throw error
    }
    _ = heard(.done(command: command(verb)))
  }

  private func start(_ verbs: [[String]], _ scratch: ScratchFolder) throws(NetError) -> [ChildProcess] {
    var children: [ChildProcess] = []
    let (shown, secret) = try shown()
    for verb in verbs {
      do throws(NetError) {
        children.append(
          try ChildProcess.net(
            program,
            ["rpc", "registry"] + verb + server.arguments + (address.map { ["-I", $0] } ?? []) + shown
              + options
              + [scratch.option],
            environment: environment, secret: secret))
      } catch {
        _ = heard(.failed(command: command(verb), error))
        throw error
      }
    }
    return children
  }

  private func shown() throws(NetError) -> (arguments: [String], secret: [UInt8]?) {
    switch credentials {
    case .authentication(let octets): return (["-A", "/dev/fd/3"], octets)
    case .ticket:
      let option: String
      if let kerberosOption { option = kerberosOption } else { option = try askForKerberosOption() }
      kerberosOption = option
      // Without a ticket, it would ask for a password, which must not be sent instead.
      return ([option, "--no-pass"], nil)
    }
  }

  /// The option was renamed in Samba 4.15 (release notes of 4.15.0).
  private func askForKerberosOption() throws(NetError) -> String {
    let child = try ChildProcess.net(program, ["--version"], environment: environment, secret: nil)
    try ChildProcess.finishNet([child], silence: silence, stop: stop)
    let version = (String(decoding: child.output, as: UTF8.self) + child.messages)
      .split { !("0"..."9").contains($0) }.prefix(2).compactMap { Int($0) }
    let isOld = version.count == 2 && (version[0], version[1]) < (4, 15)
    return isOld ? "-k" : "--use-kerberos=required"
  }

  private func finish(_ children: [ChildProcess], _ verbs: [[String]]) throws(NetError) {
    do throws(NetError) { try ChildProcess.finishNet(children, silence: silence, stop: stop) } catch {
      for verb in verbs { _ = heard(.failed(command: command(verb), error)) }
      throw error
    }
  }

  private func answer(_ child: ChildProcess) throws(NetError) -> [UInt8] {
    if child.isTooMuch { throw .tooMuch }
    if child.code == 0 { return child.output }
    // Some messages go to standard output, possibly after other output.
    let said = child.messages + "\n" + String(decoding: child.output.suffix(4096), as: UTF8.self)
    let error = NetError(said: said)
    guard case .failed(let text) = error, credentials.secret.isIn(text) else { throw error }
    throw .withheld
  }
}
