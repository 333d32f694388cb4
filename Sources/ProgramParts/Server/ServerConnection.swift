// SPDX-License-Identifier: GPL-3.0-or-later

package import Facts
import Files
import Glibc
import Guide
import Paths
package import Procedure
package import RemoteRegistry
package import Servers
import Texts
import Threads
import Words

/// How to sign in on a live server; without a file or a ticket, the user name and password are asked for.
package struct LiveAccess: Hashable, Sendable {
  /// The path of Samba's authentication file.
  package var authFile: String?
  /// Whether a Kerberos ticket already exists.
  package var usesTicket = false
  /// The server, if it is not the one that the session was begun with.
  package var server: Start.Live?

  package init(authFile: String? = nil, usesTicket: Bool = false, server: Start.Live? = nil) {
    self.authFile = authFile
    self.usesTicket = usesTicket
    self.server = server
  }
}

/// The result of trying to reach a live server.
package enum LiveContact {
  /// The expected computer answered: its stores, its identity, and the commands run so far.
  case made(RemoteStores, ServerIdentity, [Event])
  /// The admin looks and clicks instead.
  case byHand

  /// The computer that answered.
  package var identity: ServerIdentity {
    if case .made(_, let identity, _) = self { return identity }
    return .unknown
  }
}

/// Reaches a live server.
package struct ServerConnection: ProgramPart {
  package let program: Program

  package init(program: Program) {
    self.program = program
  }

  /// Reaches a live server, trying until it answers or the user continues without it.
  ///
  /// - Parameters:
  ///   - known: what the session knows about the computer; a different one is rejected.
  ///   - offersHand: whether the admin may look and click instead.
  package func contact(
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
        let stores = try stores(live, credentials)
        stores.net.heard = { call in
          run.append(Event(call))
          return true
        }
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

  /// Reads all stores of a live server. Whatever fails is not tried again, and nothing but the account is asked.
  ///
  /// - Parameter computer: the name of the computer that has to answer, such as `FE01`; without it, the host's
  ///   own name must not be that of another computer.
  package func collect(
    _ live: Start.Live, _ access: LiveAccess, computer: String?
  ) throws(Failure) -> ServerCollection {
    let words = LiveWords(wording: wording, live: live)
    let credentials = try credentials(access, words, unanswered: .permission)
    console.show(wording("live.asking", ["host": live.host, "port": String(live.port)]), as: .quiet)
    let collection: ServerCollection
    do throws(NetError) {
      let stores = try stores(live, credentials)
      try stores.greet()
      collection = try ServerCollection(stores)
    } catch {
      throw Failure(code: ExitCode(error), text: words.text(error))
    }
    let names = [
      "host": live.host, "expected": computer ?? live.host,
      "found": collection.identity.computerName ?? wording("unknown"),
    ]
    switch collection.identity.isNamed(computer ?? live.host) {
    case false?:
      let key = computer == nil ? "collect.otherServer" : "collect.otherComputer"
      throw Failure(code: .badData, text: wording(key, names))
    case nil where computer != nil:
      throw Failure(code: .badData, text: wording("collect.unidentified", names))
    case true?, nil: break
    }
    let introduction = words.introduction(collection.identity)
    console.show(introduction.text, as: introduction.tone)
    return collection
  }

  private func stores(_ live: Start.Live, _ credentials: Credentials) throws(NetError) -> RemoteStores {
    RemoteStores(
      try NetTool(
        RemoteServer(host: live.host, port: UInt16(clamping: live.port)), credentials,
        environment: { name in getenv(name).map { PathText.text(of: $0) } }, stop: cancellationToken))
  }

  /// - Parameter code: the exit code if the server does not answer.
  package func isTriedAgain(offersHand: Bool, _ code: ExitCode) throws(Failure) -> Bool {
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
  package func stopped(_ error: StoreEditorError, _ open: any SessionAtHand) -> Failure? {
    guard error == .net(.cancelled) else { return nil }
    if let problem = open.problem { return failure(problem) }
    return stopped(wording("live.error.cancelled"))
  }

  /// The failure that ends a command at Ctrl-C or a signal to stop.
  private func stopped(_ text: String) -> Failure {
    Failure(code: console.isTerminated ? .parked : .interrupted, text: text)
  }

  // MARK: - Credentials

  /// - Parameter unanswered: the exit code if nobody answers.
  private func credentials(
    _ access: LiveAccess, _ words: LiveWords, unanswered: ExitCode = .parked
  ) throws(Failure) -> Credentials {
    if access.usesTicket { return .ticket }
    if let file = access.authFile {
      do throws(CredentialFileError) { return try Credentials.file(LocalPath(file).path) } catch {
        throw Failure(code: ExitCode(error), text: words.text(error, file: file))
      }
    }
    while true {
      let user = try ask(wording("ask.live.user"), isSecret: false, unanswered).trimmed
      guard !user.isEmpty else { continue }
      let password = try ask(wording("ask.live.password", ["user": user]), isSecret: true, unanswered)
      do throws(CredentialRefusal) { return try Credentials(user: user, password: password) } catch {
        console.show(words.text(error), as: .error)
      }
    }
  }

  private func ask(_ line: String, isSecret: Bool, _ unanswered: ExitCode) throws(Failure) -> String {
    switch console.ask(Prompt(line: line + " ", isSecret: isSecret)) {
    case .line(let text): return text
    case .endOfInput, .terminated: throw Failure(code: unanswered, text: wording("live.givenUp"))
    case .interrupted: throw Failure(code: .interrupted, text: wording("live.givenUp"))
    }
  }
}
