// SPDX-License-Identifier: GPL-3.0-or-later

package import Facts
package import Files
package import Guide
import Journal
package import Procedure
package import Servers
import Stores
import Texts
import Words
import X509

/// Begins a session: names its file, writes the first line, and runs it.
package struct NewSession: ProgramPart {
  package let program: Program

  package init(program: Program) {
    self.program = program
  }

  /// The path of the new session.
  ///
  /// - Parameters:
  ///   - file: a file outside the usual folder.
  ///   - name: without one, the session is named by date and time.
  ///   - prefix: the beginning of such a name.
  package func path(_ file: String?, name: String?, prefix: String) throws(Failure) -> String {
    if let file { return absolute(file) }
    let folder = try sessionFolder()
    do throws(JournalError) { try folder.create() } catch { throw failure(error) }
    if let name { return folder.file(named: try checked(name)) }
    let digits = now().description.filter(\.isNumber)
    let stamp = prefix + digits.prefix(8) + "-" + digits.dropFirst(8)
    let taken = Set(try sessionNames())
    let free = (1...1000).lazy.map { $0 == 1 ? stamp : "\(stamp)-\($0)" }.first { !taken.contains($0) }
    return folder.file(named: free ?? stamp)
  }

  package func begin(
    _ start: Start, at path: String, _ events: SuppliedEvents = SuppliedEvents(),
    _ identity: ServerIdentity = .unknown, pace: Pace, like earlier: EarlierSession? = nil,
    _ serverAccess: (String) throws(Failure) -> any ServerAccess
  ) throws(Failure) -> ExitCode {
    let record = Record(sequence: 1, at: now(), event: .started(start))
    let session: Session
    do throws(Procedure.Refusal) {
      session = try Session(first: record, signatures: .libcrypto)
    } catch {
      preconditionFailure("a first record of our own making is refused")
    }
    let file: SessionFile
    do throws(JournalError) { file = try SessionFile.create(at: path, first: record) } catch {
      throw failure(error)
    }
    console.show(wording(start.live == nil ? "first.run" : "first.run.live"), as: .body)
    if start.practice == nil, !program.saysLabels { console.show(wording("labels.first"), as: .body) }
    if start.live?.isDryRun == true { console.show(wording("live.dryRun.begin"), as: .warning) }
    tellLock(file)
    let open = OpenSession(SessionRecorder(file, session, now: now), tornTail: nil)
    try requireApproval(open)
    try tellNeighbours(of: open.session.knowing(identity, at: now()), at: path)
    return SessionRunner(program: program).lead(
      open.session, file, try serverAccess(path), events, pace: pace, like: earlier)
  }
}

extension Session {
  /// The session as it will be once the identity of the computer is recorded.
  fileprivate func knowing(_ identity: ServerIdentity, at now: Instant) -> Session {
    var session = self
    try? session.apply(record(.contacted(identity), at: now))
    return session
  }
}
