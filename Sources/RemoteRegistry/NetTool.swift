// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The computer whose registry is looked at.
public struct RemoteServer: Hashable, Sendable {
  /// The port on which Windows listens.
  public static let usualPort: UInt16 = 445

  public let host: String
  public let port: UInt16

  public init(host: String, port: UInt16 = RemoteServer.usualPort) {
    self.host = host
    self.port = port
  }

  var arguments: [String] { ["-S", host] + (port == Self.usualPort ? [] : ["-p", String(port)]) }
}

/// A call of `net`, for whoever keeps a record. Nothing in it is secret.
public enum NetRun: Sendable {
  /// A call that writes is about to be made.
  case begins(command: String)
  case done(command: String)
  case failed(command: String, NetError)
}

/// Samba's program `net`, which speaks with the Remote Registry service as MMC does.
///
/// Source: net(8) of Samba 4.17; what works and what does not was tried: `getvalue` prints no binary value and
/// `setvalue` writes none, so values are read with `export` and written with `import`.
public final class NetTool {
  /// How long `net` may be silent; over a slow line it still writes a block every few seconds.
  private static let silence = Duration.seconds(60)

  let server: RemoteServer
  private let program: String
  private let credentials: Credentials
  private let options: [String]
  private let environment: [String]
  private let stop: Stop?
  private let silence: Duration
  /// Where each call gets a folder of its own for what `net` notes down meanwhile.
  private let scratchRoot: String
  private var kerberosOption: String?
  /// Hears of every call, and says whether it could be written down: what cannot be, writes nothing.
  public var heard: (NetRun) -> Bool = { _ in true }

  /// - Parameters:
  ///   - environment: the process's own; `PATH` says where `net` is.
  ///   - stop: how somebody stops a call.
  ///   - silence: how long `net` may say nothing.
  /// - Throws: `NetError.missing` or `.cannotStart`.
  public init(
    _ server: RemoteServer, _ credentials: Credentials, environment: (String) -> String?, stop: Stop?,
    silence: Duration? = nil
  ) throws(NetError) {
    guard let program = Self.find(environment("PATH")) else { throw .missing }
    self.server = server
    self.program = program
    self.credentials = credentials
    self.stop = stop
    self.silence = silence ?? Self.silence
    scratchRoot = environment("XDG_RUNTIME_DIR").flatMap { access($0, W_OK) == 0 ? $0 : nil } ?? "/tmp"
    // Everything else stays behind: a PASSWD or USER meant for another program above all.
    self.environment =
      ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"]
      + ["HOME", "KRB5CCNAME", "KRB5_CONFIG"].compactMap { name in environment(name).map { "\(name)=\($0)" } }
    // Where Samba is not set up, its own defaults do. Windows Server 2008 speaks SMB 2.0 at the most.
    let configuration = "/etc/samba/smb.conf"
    options =
      (access(configuration, R_OK) == 0 ? [] : ["-s", "/dev/null"]) + [
        "--option=client min protocol=SMB2_02", "--option=client ipc min protocol=SMB2_02",
      ]
  }

  /// Where `net` is; `nil` when it is not installed.
  private static func find(_ path: String?) -> String? {
    (path ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/net" }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  /// What is typed to do the same by hand, for the record.
  public func command(_ verb: [String]) -> String {
    (["net", "rpc", "registry"] + verb + server.arguments).map(Self.quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      (0x2D...0x3A).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
    }
    guard !isPlain else { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// Calls that only read, beside each other.
  ///
  /// - Returns: for each verb what it printed, or that there is no such key.
  func read(_ verbs: [[String]]) throws(NetError) -> [[UInt8]?] {
    let scratch = try ScratchFolder(in: scratchRoot)
    defer { scratch.remove() }
    let children = try start(verbs, scratch)
    try finish(children, verbs)
    var answers: [[UInt8]?] = []
    for (child, verb) in zip(children, verbs) {
      do throws(NetError) {
        answers.append(try Self.answer(child))
      } catch .keyMissing {
        answers.append(nil)
      } catch {
        _ = heard(.failed(command: command(verb), error))
        throw error
      }
      _ = heard(.done(command: command(verb)))
    }
    return answers
  }

  /// A call that writes. When it fails, nobody knows whether it did something: only the server tells.
  func write(_ verb: [String]) throws(NetError) {
    guard heard(.begins(command: command(verb))) else { throw .cancelled }
    let scratch = try ScratchFolder(in: scratchRoot)
    defer { scratch.remove() }
    let children = try start([verb], scratch)
    try finish(children, [verb])
    do throws(NetError) { _ = try Self.answer(children[0]) } catch {
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
          try ChildProcess(
            program,
            ["rpc", "registry"] + verb + server.arguments + shown + options
              + ["--option=lock directory=\(scratch.path)"],
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
      // Without a ticket it would ask for a password, which the server is not to be shown instead.
      return ([option, "--no-pass"], nil)
    }
  }

  /// The option changed its name with Samba 4.15 (release notes of 4.15.0).
  private func askForKerberosOption() throws(NetError) -> String {
    let child = try ChildProcess(program, ["--version"], environment: environment, secret: nil)
    try ChildProcess.finish([child], silence: silence, stop: stop)
    let version = (String(decoding: child.output, as: UTF8.self) + child.messages)
      .split { !("0"..."9").contains($0) }.prefix(2).compactMap { Int($0) }
    let isOld = version.count == 2 && (version[0], version[1]) < (4, 15)
    return isOld ? "-k" : "--use-kerberos=required"
  }

  private func finish(_ children: [ChildProcess], _ verbs: [[String]]) throws(NetError) {
    do throws(NetError) { try ChildProcess.finish(children, silence: silence, stop: stop) } catch {
      for verb in verbs { _ = heard(.failed(command: command(verb), error)) }
      throw error
    }
  }

  private static func answer(_ child: ChildProcess) throws(NetError) -> [UInt8] {
    if child.isTooMuch { throw .tooMuch }
    if child.code == 0 { return child.output }
    // Some messages go to standard output; what was read so far may stand there, too.
    throw NetError(said: child.messages + "\n" + String(decoding: child.output.suffix(4096), as: UTF8.self))
  }
}

/// A folder for `net`'s own notes, which nobody needs afterwards.
private struct ScratchFolder {
  let path: String

  init(in folder: String) throws(NetError) {
    var name = Array("\(folder)/lync-pin-wizard-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw .cannotStart(code: errno) }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() { Self.remove(path) }

  /// Removes a folder and what lies in it. `net` makes plain files, sockets, and folders one level deep.
  private static func remove(_ path: String) {
    if let list = opendir(path) {
      while let entry = readdir(list) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        let inner = "\(path)/\(name)"
        if unlink(inner) != 0 { remove(inner) }
      }
      closedir(list)
    }
    rmdir(path)
  }
}
