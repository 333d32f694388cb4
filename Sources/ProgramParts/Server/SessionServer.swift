// SPDX-License-Identifier: GPL-3.0-or-later

import Article
package import Facts
import Files
import Glibc
import Guide
import Journal
import Paths
package import Procedure
package import Servers
import Stores
import Texts
import Words

/// The server of a session, if the wizard itself reads and writes it.
package struct SessionServer: ProgramPart {
  package let program: Program

  package init(program: Program) {
    self.program = program
  }

  /// - Parameter files: the files supplied with `--chain`.
  package func live(
    _ live: Start.Live, _ contact: LiveContact, _ files: any ServerAccess, at path: String
  ) throws(Failure) -> any ServerAccess {
    guard case .made(let stores, let identity, let run) = contact else { return files }
    do throws(JournalError) {
      return try LiveServer(live, stores, identity, files, early: run, at: SessionPaths(path))
    } catch {
      throw failure(error)
    }
  }

  /// The server of a session that has ended, for checking it again or restoring certificates; `nil` if only
  /// the admin can do that.
  ///
  /// - Parameter offersHand: whether the admin may do it instead if the server cannot be reached.
  package func again(
    _ open: any SessionAtHand, _ access: LiveAccess, offersHand: Bool
  ) throws(Failure) -> (any ServerAccess)? {
    let start = open.session.start
    if start.practice != nil {
      guard access.server == nil else {
        throw Failure(code: .usage, text: wording("recheck.practiceLive"))
      }
      return try practiceAgain(open.session, open.path)
    }
    guard let live = access.server ?? start.live else { return nil }
    let contact = try ServerConnection(program: program).contact(
      live, access, known: expected(open.session), offersHand: offersHand && !live.isDryRun)
    let serverAccess = try self.live(live, contact, ByHand(), at: open.path)
    open.keepRecord(of: serverAccess)
    return serverAccess
  }

  /// A session that worked by hand knows its computer by name only.
  private func expected(_ session: Session) -> ServerIdentity {
    guard session.identity == .unknown else { return session.identity }
    let name = session.findings.server.flatMap(ComputerName.init)?.computer
    return ServerIdentity(computerName: name, machineGUID: nil)
  }

  /// A new practice server has new keys, so it is not the one in the session.
  package func practiceAgain(_ session: Session, _ path: String) throws(Failure) -> any ServerAccess {
    if session.start.practice?.isByHand == true {
      return try practiceByHand(session.start, at: path, isBegun: !session.findings.path.isEmpty)
    }
    let folder = SessionPaths(path).practiceServer
    guard session.findings.path.isEmpty || Glibc.access(folder.pathOctets, F_OK) == 0 else {
      throw Failure(code: .badData, text: wording("practice.incomplete", ["folder": folder]))
    }
    return try practice(session.start, at: path)
  }

  /// - Parameter pool: the path of another server of the same pool, if the new one is to have that.
  package func practice(
    _ start: Start, at path: String, pool: [Certificate]? = nil
  ) throws(Failure) -> any ServerAccess {
    let (practice, scenario) = try practised(start)
    if practice.isByHand { return try practiceByHand(start, at: path, isBegun: false, pool: pool) }
    do throws(PracticeServerError) {
      return try PracticeServer(practice, scenario: scenario, at: SessionPaths(path), pool: pool)
    } catch {
      throw failure(error)
    }
  }

  /// Makes the server that the admin looks at in a second terminal; the session itself does not read it.
  ///
  /// - Parameter isBegun: whether the session has values from it, so that it cannot be made anew.
  private func practiceByHand(
    _ start: Start, at path: String, isBegun: Bool, pool: [Certificate]? = nil
  ) throws(Failure) -> any ServerAccess {
    let (practice, scenario) = try practised(start)
    let paths = SessionPaths(path)
    guard access(paths.practiceMachine.pathOctets, F_OK) != 0 else { return ByHand() }
    do throws(PracticeServerError) {
      if isBegun { throw .incomplete(path: paths.practiceMachine) }
      let (windows, lync) = wording.labels
      let machine = try PracticeMachine(
        practice, scenario: scenario, server: start.server, product: start.product ?? .lync2013,
        windows: windows, lync: lync, begun: now(), pool: pool)
      try PracticeMachineFile.create(machine, of: paths)
      return ByHand()
    } catch {
      throw failure(error)
    }
  }

  /// The certification path of the practice server of a session, root first, the server's certificate last.
  package func practicePath(of session: Session, at path: String) throws(Failure) -> [Certificate] {
    do throws(PracticeServerError) {
      let paths = SessionPaths(path)
      return session.start.practice?.isByHand == true
        ? try PracticeMachineFile.read(paths).path : try PracticeServer.path(at: paths)
    } catch {
      throw failure(error)
    }
  }

  private func practised(_ start: Start) throws(Failure) -> (Start.Practice, Scenario) {
    guard let practice = start.practice, let scenario = Scenario(rawValue: practice.scenario) else {
      throw Failure(
        code: .badData, text: wording("practice.unknown", ["scenario": start.practice?.scenario ?? ""]))
    }
    return (practice, scenario)
  }
}

extension ProgramPart {
  package func failure(_ error: PracticeServerError) -> Failure {
    switch error {
    case .ledger(let error): failure(error)
    case .unreadable(let error): failure(error)
    case .cryptography: Failure(code: .inputOutput, text: wording("practice.cryptography"))
    case .incomplete(let folder):
      Failure(code: .badData, text: wording("practice.incomplete", ["folder": folder]))
    }
  }
}
