// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Guide
import Paths
import Procedure
import RemoteRegistry
import Servers
import Texts
import Threads
import Words

/// How to sign in on a live server; without a file or a ticket, the user name and password are asked for.
struct LiveAccess: Hashable, Sendable {
  /// The path of Samba's authentication file.
  var authFile: String?
  /// Whether a Kerberos ticket already exists.
  var usesTicket = false
  /// The server, if it is not the one that the session was begun with.
  var server: Start.Live?
}

/// The result of trying to reach a live server.
enum LiveContact {
  /// The expected computer answered: its stores, its identity, and the commands run so far.
  case made(RemoteStores, ServerIdentity, [Event])
  /// The admin looks and clicks instead.
  case byHand

  /// The computer that answered.
  var identity: ServerIdentity {
    if case .made(_, let identity, _) = self { return identity }
    return .unknown
  }
}

/// Reaches a live server.
struct ServerConnection: ProgramPart {
  let program: Program

  /// Reaches a live server, trying until it answers or the user continues without it.
  ///
  /// - Parameters:
  ///   - known: what the session knows about the computer; a different one is rejected.
  ///   - offersHand: whether the admin may look and click instead.
  func contact(
    _ live: Start.Live, _ access: LiveAccess, known: ServerIdentity = .unknown, offersHand: Bool
  ) throws(Failure) -> LiveContact {
    let words = LiveWords(wording: wording, live: live)
    let host = live.host
    var run: [Event] = []
    while true {
      let credentials = try credentials(access, words)
      console.show(wording("live.asking", ["host": host, "port": String(live.port)]), as: .quiet)
      let error: StoreEditorError
      do throws(NetError) {
        let net = try NetTool(
          RemoteServer(host: host, port: UInt16(clamping: live.port)), credentials,
          environment: { name in getenv(name).map { PathText.text(of: $0) } }, stop: cancellationToken)
        net.heard = { call in
          run.append(Event(call))
          return true
        }
        let stores = RemoteStores(net)
        try stores.greet()
        let found = try stores.identity()
        run.append(.contacted(found))
        if found.relation(to: known) != .another {
          let introduction = words.introduction(known.learning(from: found))
          console.show(introduction.text, as: introduction.tone)
          return .made(stores, known.learning(from: found), run)
        }
        error = .otherServer(expected: known, found: found)
      } catch let failure {
        guard failure != .cancelled else { throw stopped(words.text(failure)) }
        error = .net(failure)
      }
      console.show(words.text(error), as: .error)
      if try !isTriedAgain(offersHand: offersHand, ExitCode(error)) { return .byHand }
    }
  }

  /// - Parameter code: the exit code if the server does not answer.
  func isTriedAgain(offersHand: Bool, _ code: ExitCode) throws(Failure) -> Bool {
    let choices: [Choice] = offersHand ? [.done, .byHand] : [.done]
    let labels = choices.map { $0.label(wording) }.joined(separator: "  ")
    console.show(wording(offersHand ? "live.againOrByHand" : "live.again"), as: .body)
    while true {
      switch console.ask(Prompt(line: wording("menu.prompt", ["commands": labels]) + " ")) {
      case .line(let line):
        if let choice = choices.first(where: { $0.isMeant(by: line.trimmed, wording) }) {
          return choice == .done
        }
        console.show(wording("prompt.needChoice"), as: .error)
      case .interrupted: throw Failure(code: .interrupted, text: wording("live.givenUp"))
      case .endOfInput, .terminated:
        throw Failure(code: code, text: wording("live.givenUp"))
      }
    }
  }

  /// The failure that ends a command if its work on the server was stopped; `nil` after any other error.
  func stopped(_ error: StoreEditorError, _ open: any SessionAtHand) -> Failure? {
    guard error == .net(.cancelled) else { return nil }
    if let problem = open.problem { return failure(problem) }
    return stopped(wording("live.error.cancelled"))
  }

  /// The failure that ends a command at Ctrl-C or a signal to stop.
  private func stopped(_ text: String) -> Failure {
    Failure(code: console.isTerminated ? .parked : .interrupted, text: text)
  }

  // MARK: - Credentials

  private func credentials(_ access: LiveAccess, _ words: LiveWords) throws(Failure) -> Credentials {
    if access.usesTicket { return .ticket }
    if let file = access.authFile {
      do throws(CredentialFileError) { return try Credentials.file(LocalPath(file).path) } catch {
        throw Failure(code: ExitCode(error), text: words.text(error, file: file))
      }
    }
    while true {
      let user = try ask(wording("ask.live.user"), isSecret: false).trimmed
      guard !user.isEmpty else { continue }
      let password = try ask(wording("ask.live.password", ["user": user]), isSecret: true)
      do throws(CredentialRefusal) { return try Credentials(user: user, password: password) } catch {
        console.show(words.text(error), as: .error)
      }
    }
  }

  private func ask(_ line: String, isSecret: Bool) throws(Failure) -> String {
    switch console.ask(Prompt(line: line + " ", isSecret: isSecret)) {
    case .line(let text): return text
    case .endOfInput, .terminated: throw Failure(code: .parked, text: wording("live.givenUp"))
    case .interrupted: throw Failure(code: .interrupted, text: wording("live.givenUp"))
    }
  }
}
