// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Glibc
import Journal
import OtherPrograms
import Paths
import Stores
public import Threads

/// Signatures by ssh-keygen (OpenSSH 8.1 and later), in the format of PROTOCOL.sshsig.
public struct SecureShellSignature {
  public enum Problem: Error, Hashable, Sendable {
    /// There is no `ssh-keygen` on this computer.
    case noProgram
    /// It cannot be started or does not end; `code` is the system's error number.
    case cannotStart(code: Int32)
    case cancelled
    /// A file for it cannot be written.
    case notWritten(code: Int32)
    /// It failed, in its own words.
    case failed(String)
    /// The signature is by none of the approvers, or not of these octets.
    case notByApprover(String)
  }

  /// A verified signature.
  public struct Signer: Hashable, Sendable {
    /// The name in the list of approvers.
    public let name: String
    /// The key's fingerprint, such as `SHA256:…`.
    public let key: String
  }

  /// What a signature is for: one for anything else does not count.
  public static let namespace = "lync-pin-wizard"

  private let program: String
  private let stop: CancellationToken?
  /// How ssh-keygen reaches the agent that holds a key.
  private let agent: String?

  /// - Parameter stop: cancels waiting.
  public init(stop: CancellationToken?) throws(Problem) {
    guard let program = InstalledProgram("ssh-keygen", in: getenv("PATH").map { PathText.text(of: $0) })
    else {
      throw .noProgram
    }
    self.program = program.path
    self.stop = stop
    agent = getenv("SSH_AUTH_SOCK").map { PathText.text(of: $0) }
  }

  /// Signs octets.
  ///
  /// - Parameter key: the file of a private key without a passphrase, or of a public key whose private key the agent
  ///   holds. Nothing is asked for.
  /// - Returns: the signature, armored.
  public func sign(_ octets: [UInt8], with key: String) throws(Problem) -> [UInt8] {
    try inScratch { folder throws(Problem) in
      let file = try write(octets, "\(folder)/approval")
      _ = try run(["-Y", "sign", "-n", Self.namespace, "-f", key, file])
      return try read("\(file).sig")
    }
  }

  /// Verifies a signature.
  ///
  /// - Parameter signers: lines of an allowed signers file.
  public func verify(_ signature: [UInt8], of octets: [UInt8], by signers: String) throws(Problem) -> Signer {
    try inScratch { folder throws(Problem) in
      let list = try write(Array(signers.utf8), "\(folder)/signers")
      let armored = try write(signature, "\(folder)/signature")
      let content = try write(octets, "\(folder)/approval")
      let found: String
      do throws(Problem) { found = try run(["-Y", "find-principals", "-s", armored, "-f", list]) } catch {
        if case .failed(let text) = error { throw .notByApprover(text) }
        throw error
      }
      var last = Problem.notByApprover("")
      for name in found.split(separator: "\n").map(String.init) where !name.isEmpty {
        do throws(Problem) {
          let said = try run(
            ["-Y", "verify", "-n", Self.namespace, "-s", armored, "-f", list, "-I", name], input: content)
          return Signer(name: name, key: Self.fingerprint(said))
        } catch {
          guard case .failed(let text) = error else { throw error }
          last = .notByApprover(text)
        }
      }
      throw last
    }
  }

  /// `Good "…" signature for NAME with ED25519 key SHA256:…`
  private static func fingerprint(_ line: String) -> String {
    line.split(whereSeparator: \.isWhitespace).last { $0.hasPrefix("SHA256:") }.map(String.init) ?? ""
  }
}

extension SecureShellSignature {
  private func inScratch<Value>(_ work: (String) throws(Problem) -> Value) throws(Problem) -> Value {
    var template = Array("\(Self.scratch)/lync-pin-wizard-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .notWritten(code: errno) }
    let folder = PathText.text(of: template)
    defer { FolderListing.remove(folder) }
    return try work(folder)
  }

  private static var scratch: String { getenv("TMPDIR").map { PathText.text(of: $0) } ?? "/tmp" }

  private func write(_ octets: [UInt8], _ path: String) throws(Problem) -> String {
    do throws(JournalError) { try NewFile.write(octets, to: path) } catch {
      guard case .inputOutput(_, let code) = error else { throw .notWritten(code: EIO) }
      throw .notWritten(code: code)
    }
    return path
  }

  private func read(_ path: String) throws(Problem) -> [UInt8] {
    do { return try BoundedFile.read(path, limit: 1 << 16) } catch { throw .notWritten(code: ENOENT) }
  }

  /// - Parameter input: the file that it reads as its standard input.
  private func run(_ arguments: [String], input: String? = nil) throws(Problem) -> String {
    let descriptor = input.map { open($0.pathOctets, O_RDONLY | O_CLOEXEC) }
    defer { if let descriptor, descriptor >= 0 { close(descriptor) } }
    let child: ChildProcess
    do throws(ChildError) {
      child = try ChildProcess(
        program, arguments,
        environment: ["LC_ALL=C", "PATH=/usr/bin:/bin"] + (agent.map { ["SSH_AUTH_SOCK=\($0)"] } ?? []),
        passing: descriptor.map { .input($0) } ?? .nothing, mostOutput: 1 << 16)
      // A key on a token may have to be touched.
      try ChildProcess.finish([child], silence: .seconds(60), stop: stop)
    } catch {
      switch error {
      case .cannotStart(let code): throw .cannotStart(code: code)
      case .timedOut: throw .cannotStart(code: ETIMEDOUT)
      case .cancelled: throw .cancelled
      }
    }
    guard child.code == 0 else {
      let words = child.messages.split(separator: "\n").first.map(String.init)
      throw .failed(words ?? "ssh-keygen: \(child.code ?? 0)")
    }
    return String(decoding: child.output, as: UTF8.self)
  }
}
