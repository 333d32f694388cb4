// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Ledger
import Procedure
import Texts

extension Program {
  /// `resume`: first where the session stands, then on from there.
  ///
  /// - Parameter receipt: what `remove.cmd` wrote on the server, or the folder that it lies in.
  func resume(_ name: String?, receipt: String?) throws(Failure) -> ExitCode {
    let path = if let name { try sessionPath(name) } else { try latestOpenSession() }
    let (file, session, tornTail) = try open(path)
    recap(session, path: path, head: file.head)
    if let tornTail { console.show(wording("recap.torn", ["file": tornTail]), as: .warning) }
    let carried = try receipt.map { path throws(Failure) in try self.receipt(path, of: session) }
    if let ending = session.ending {
      conclude(ending, session, file)
      return ending.isResolved ? .finished : .unresolved
    }
    var events = eventsAgain(session.start)
    let frontEnd = try frontEndAgain(session, path, &events)
    var resumed = session
    try record(.resumed(program: Self.version), &resumed, file)
    return lead(resumed, file, frontEnd, events, carried)
  }

  /// Opens a session's file to go on with it.
  func open(
    _ path: String
  ) throws(Failure) -> (file: SessionFile, session: Session, tornTail: String?) {
    do throws(LedgerError) {
      let opened = try SessionFile.open(at: path)
      tellLock(opened.file)
      return opened
    } catch {
      throw damaged(error) ?? failure(error)
    }
  }

  /// Takes a record into a session and its file.
  func record(_ event: Event, _ session: inout Session, _ file: SessionFile) throws(Failure) {
    let record = session.record(event, at: now())
    do throws(Refusal) { try session.apply(record) } catch {
      throw Failure(code: .badData, text: RefusalWords(wording: wording).text(error))
    }
    do throws(LedgerError) { try file.append(record) } catch { throw failure(error) }
  }

  private func eventsAgain(_ start: Start) -> HandedEvents {
    do throws(Failure) { return try events(in: start.eventFiles) } catch {
      console.show(error.text, as: .warning)
      return HandedEvents()
    }
  }

  /// The files that were handed over may be gone by now; what was read from them is in the session.
  func frontEndAgain(
    _ session: Session, _ path: String, _ events: inout HandedEvents
  ) throws(Failure) -> any FrontEnd {
    let start = session.start
    if start.practice != nil {
      // A new practice server has new keys: it is not the one of which the session tells.
      let folder = SessionPaths(path).practiceServer
      guard session.findings.path.isEmpty || access(folder, F_OK) == 0 else {
        throw Failure(code: .badData, text: wording("practice.incomplete", ["folder": folder]))
      }
      return try practiceServer(start, at: path)
    }
    do throws(Failure) { return try frontEnd(of: start, events: &events) } catch {
      console.show(error.text, as: .warning)
      console.show(wording("resume.byHand"), as: .warning)
      return ByHand()
    }
  }

  /// What is whole of a damaged session is copied, so that the work can go on from there.
  private func damaged(_ error: LedgerError) -> Failure? {
    guard case .damaged(let path, _, _) = error else { return nil }
    let text = LedgerWords(wording: wording).text(error)
    do throws(LedgerError) {
      let copy = try SessionFile.salvage(path)
      return Failure(
        code: .badData,
        text: wording("session.salvaged", ["reason": text, "file": copy, "command": resumeCommand(copy)]))
    } catch {
      return nil
    }
  }

  private func latestOpenSession() throws(Failure) -> String {
    let folder = try sessionFolder()
    let candidates = folder.names().map { folder.file(named: $0) }.filter { path in
      guard let session = try? SessionFile.read(at: path).session else { return false }
      return session.ending == nil
    }
    guard let latest = candidates.max(by: { Self.modified($0) < Self.modified($1) }) else {
      throw Failure(code: .noInput, text: wording("session.none"))
    }
    return latest
  }

  private static func modified(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec : 0
  }

  /// Where a session stands: when, on which server, what is done, what comes next, whether the journal is whole.
  func recap(_ session: Session, path: String, head: String) {
    console.show(wording("recap.title", ["name": SessionPaths(path).name]), as: .heading)
    for (label, value) in StatusWords(wording: wording).lines(session, head: head) {
      console.show("\(label): \(value)", as: .body)
    }
  }
}
