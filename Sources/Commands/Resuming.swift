// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Guide
import Inspection
import Ledger
import Paths
import Procedure
import Servers
import Texts
import Words

extension Program {
  /// `resume`: first where the session stands, then on from there.
  ///
  /// - Parameters:
  ///   - receipt: what `remove.cmd` wrote on the server, or the folder that it lies in.
  ///   - access: how somebody signs in on a live server.
  func resume(_ name: String?, receipt: String?, _ access: LiveAccess) throws(Failure) -> ExitCode {
    let path = if let name { try sessionPath(name) } else { try latestOpenSession() }
    let open = try open(path)
    recap(open.session, path: path, head: open.file.head)
    if let tornTail = open.tornTail { console.show(wording("recap.torn", ["file": tornTail]), as: .warning) }
    let carried = try receipt.map { path throws(Failure) in try self.receipt(path, of: open) }
    let session = open.session
    if let ending = session.ending {
      conclude(ending, session, open.file)
      return ending.isResolved ? .finished : .unresolved
    }
    try tellNeighbours(of: session, at: path)
    var events = eventsAgain(session.start)
    let frontEnd = try frontEndAgain(session, path, &events, access)
    try record(.resumed(program: Self.version, procedure: Start.procedureRevision), open)
    return lead(open.session, open.file, frontEnd, events, carried)
  }

  /// Opens a session's file to go on with it.
  func open(_ path: String) throws(Failure) -> OpenSession {
    do throws(LedgerError) {
      let (file, session, tornTail) = try reading { () throws(LedgerError) in
        try SessionFile.open(at: path, signatures: .libcrypto)
      }
      tellLock(file)
      return OpenSession(file, session, tornTail: tornTail, now: now)
    } catch {
      throw damaged(error) ?? failure(error)
    }
  }

  /// Takes a record into a session and its file.
  func record(_ event: Event, _ open: OpenSession) throws(Failure) {
    do throws(OpenSession.Problem) { try open.take(event) } catch { throw failure(error) }
  }

  func failure(_ problem: OpenSession.Problem) -> Failure {
    switch problem {
    case .refused(let refusal):
      Failure(code: .badData, text: RefusalWords(wording: wording).text(refusal))
    case .lost(let error): failure(error)
    }
  }

  private func eventsAgain(_ start: Start) -> HandedEvents {
    do throws(Failure) { return try events(in: start.eventFiles) } catch {
      console.show(error.text, as: .warning)
      return HandedEvents()
    }
  }

  /// The files that were handed over may be gone by now; what was read from them is in the session.
  private func frontEndAgain(
    _ session: Session, _ path: String, _ events: inout HandedEvents, _ access: LiveAccess
  ) throws(Failure) -> any FrontEnd {
    let start = session.start
    if start.practice != nil { return try practiceServerAgain(session, path) }
    let files: any FrontEnd
    do throws(Failure) { files = try frontEnd(of: start, events: &events) } catch {
      console.show(error.text, as: .warning)
      console.show(wording("resume.byHand"), as: .warning)
      files = ByHand()
    }
    guard let live = start.live else { return files }
    let contact = try contact(live, access, known: session.identity, offersHand: !live.isDryRun)
    return try liveServer(live, contact, files, at: path)
  }

  /// The server of a session that ended, for whoever looks at it anew or brings something back; `nil` when only the
  /// admin can.
  ///
  /// - Parameter offersHand: whether the admin may do it instead, when it cannot be reached.
  func serverAgain(
    _ open: OpenSession, _ access: LiveAccess, offersHand: Bool
  ) throws(Failure) -> (any FrontEnd)? {
    let start = open.session.start
    if start.practice != nil { return try practiceServerAgain(open.session, open.path) }
    guard let live = start.live else { return nil }
    let contact = try contact(
      live, access, known: open.session.identity, offersHand: offersHand && !live.isDryRun)
    let frontEnd = try liveServer(live, contact, ByHand(), at: open.path)
    open.keepRecord(of: frontEnd)
    return frontEnd
  }

  /// A new practice server has new keys: it is not the one of which the session tells.
  private func practiceServerAgain(_ session: Session, _ path: String) throws(Failure) -> any FrontEnd {
    let folder = SessionPaths(path).practiceServer
    guard session.findings.path.isEmpty || Glibc.access(folder.pathOctets, F_OK) == 0 else {
      throw Failure(code: .badData, text: wording("practice.incomplete", ["folder": folder]))
    }
    return try practiceServer(session.start, at: path)
  }

  /// What is whole of a damaged session is copied, so that the work can go on from there.
  private func damaged(_ error: LedgerError) -> Failure? {
    guard case .damaged(let path, _, _) = error else { return nil }
    let text = LedgerWords(wording: wording).text(error)
    do throws(LedgerError) {
      let copy = try reading { () throws(LedgerError) in try SessionFile.salvage(path, signatures: .libcrypto)
      }
      return Failure(
        code: .badData,
        text: wording("session.salvaged", ["reason": text, "file": copy, "command": resumeCommand(copy)]))
    } catch {
      return nil
    }
  }

  private func latestOpenSession() throws(Failure) -> String {
    let folder = try sessionFolder()
    let paths = try sessionNames().map { folder.file(named: $0) }
    let candidates = reading {
      paths.filter { path in
        guard let session = try? SessionFile.read(at: path, signatures: .libcrypto).session else {
          return false
        }
        return session.ending == nil
      }
    }
    guard let latest = candidates.max(by: { Self.modified($0) < Self.modified($1) }) else {
      throw Failure(code: .noInput, text: wording("session.none"))
    }
    return latest
  }

  private static func modified(_ path: String) -> Int {
    var status = stat()
    return stat(path.pathOctets, &status) == 0
      ? status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec : 0
  }

  /// Where a session stands: when, on which server, what is done, what comes next, whether the journal is whole.
  func recap(_ session: Session, path: String, head: String) {
    console.show(wording("recap.title", ["name": SessionPaths(path).name]), as: .heading)
    for (label, value) in StatusWords(wording: wording).lines(session, head: head) {
      console.show("\(label): \(value)", as: .body)
    }
  }
}
