// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
package import Files
package import Guide
import Handover
package import Journal
package import Procedure
import Reports
package import Servers
import Texts
import Words

/// Runs a session, and shows what to do next when it ends or is parked.
package struct SessionRunner: ProgramPart {
  package let program: Program

  package init(program: Program) {
    self.program = program
  }

  /// Runs a session, and shows what to do next when it ends or is parked.
  package func lead(
    _ session: Session, _ file: SessionFile, _ serverAccess: any ServerAccess, _ events: SuppliedEvents,
    _ receipt: MatchedReceipt? = nil, reopening: Guide.Reopening? = nil, pace: Pace,
    like earlier: EarlierSession? = nil
  ) -> ExitCode {
    let guide = Guide(
      console: console,
      wording: texts(of: session), serverAccess: serverAccess, events: events, receipt: receipt, file: file,
      session: session,
      notesLabels: program.saysLabels, neighbours: neighbours(of: file.path), pace: pace, earlier: earlier,
      now: program.now,
      reread: reread(session, file))
    switch guide.run(reopening: reopening) {
    case .ended(let ending):
      conclude(ending, guide.session, file)
      return ending.isResolved ? .finished : .unresolved
    case .parked(let why):
      console.show(wording("parked.\(why.rawValue)"), as: .body)
      console.show("  \(resumeCommand(file.path, guide.pace))", as: .command)
      PracticeReport(program: program).show(guide.session, file.path)
      return why == .interrupted ? .interrupted : .parked
    case .failed(let error):
      console.show(JournalWords(wording: wording).text(error), as: .error)
      switch error {
      case .changed(_, _, let kept):
        if let kept { console.show("  \(resumeCommand(kept))", as: .command) }
      case .full: break
      default:
        console.show(wording("parked.failed"), as: .body)
        console.show("  \(resumeCommand(file.path, guide.pace))", as: .command)
      }
      return ExitCode(error)
    }
  }

  /// - Returns: `nil` for sessions whose server the wizard reads itself.
  private func reread(_ session: Session, _ file: SessionFile) -> Guide.Reread? {
    guard session.start.live == nil, session.start.practice?.isByHand != false else { return nil }
    let files = SuppliedFiles(program: program, isReread: true)
    return { session in
      do throws(Failure) {
        let start = PackedFiles(of: SessionPaths(file.path)).here(session.start)
        var events = try files.events(in: start.eventFiles)
        let pasted = PastedFile.all(in: session, at: file.path)
        let access = try files.serverAccess(of: start, pasted: pasted, events: &events)
        return (access, events)
      } catch {
        files.console.show(error.text, as: .error)
        return nil
      }
    }
  }

  package func conclude(_ ending: Ending, _ session: Session, _ file: SessionFile) {
    console.show("", as: .body)
    let wording = texts(of: session)
    let words = EndingWords(wording: wording)
    console.show(words.title(ending, session), as: .heading)
    console.show(words.body(ending, session), as: .body)
    if !session.findings.hasDeleted, session.outside.isEmpty, session.signInResult == .notTested {
      console.show(wording("ending.nothingDeleted"), as: .body)
    }
    showRemoved(session, file)
    let points = words.openPoints(session)
    let (open, settled) = (points.filter { !$0.isSettled }, points.filter(\.isSettled))
    if !open.isEmpty { console.show(wording("ending.open"), as: .heading) }
    for point in open { console.show(words.told(point, session), as: .warning) }
    if !settled.isEmpty { console.show(wording("ending.settled"), as: .heading) }
    for point in settled { console.show(words.told(point, session), as: .body) }
    showCoverage(session.findings, wording)
    if words.hasOtherCauses(ending, session) {
      console.show(wording("ending.causes"), as: .heading)
      console.show(words.otherCauses(session), as: .body)
    }
    // What comes next, and where the transcript is, is not left out by one who wants no more of the rest.
    console.endSkipping()
    showNextSteps(ending, session, file)
    if session.findings.hasDeleted, session.start.practice == nil {
      let isLive = session.start.live != nil
      console.show(wording(isLive ? "recheck.hint.live" : "recheck.hint"), as: .body)
      console.show(
        "  " + command(Verb.recheck, file.path) + (isLive ? "" : " --store collected"), as: .command)
    }
    PracticeReport(program: program).conclude(ending, session, file.path)
    console.endSkipping()
    writeTranscripts(session, file)
  }

  private func showRemoved(_ session: Session, _ file: SessionFile) {
    let wording = texts(of: session)
    let removed = EndingWords(wording: wording).removed(session)
    guard !removed.isEmpty else { return }
    console.show(wording(session.start.course == .move ? "ending.moved" : "ending.removed"), as: .heading)
    for line in removed { console.show(line, as: .body) }
    guard session.start.practice == nil else { return }
    console.show(wording("ending.removed.restore"), as: .body)
    console.show("  " + command(Verb.restore, file.path), as: .command)
  }

  private func showNextSteps(_ ending: Ending, _ session: Session, _ file: SessionFile) {
    let wording = texts(of: session)
    let words = EndingWords(wording: wording)
    let steps = words.nextSteps(ending, session)
    if !steps.isEmpty { console.show(wording("ending.next"), as: .heading) }
    for (index, step) in steps.enumerated() {
      console.show("\(index + 1). \(words.text(step, session))", as: .body)
      switch step {
      case .ask: console.show("  " + command(Verb.request, file.path), as: .command)
      case .record, .correct: console.show("  " + command(Verb.resume, file.path), as: .command)
      case .move: console.show("  lync-pin-wizard start --procedure \(Course.move.rawValue)", as: .command)
      case .restart, .signIn, .events, .pool, .phone: break
      }
    }
  }

  /// Shows the stores that were only partly read, unless a person counted their lines: the result applies to what
  /// was read.
  private func showCoverage(_ findings: Findings, _ wording: Wording) {
    var shown: Set<Coverage> = []
    for id in findings.path {
      guard let coverage = findings.coverage[id], !coverage.isWhole, !findings.countedLists.contains(id),
        shown.insert(coverage).inserted
      else { continue }
      let name = StepWords(wording: wording).store(coverage.store)
      console.show(CoverageWords(wording: wording).line(coverage, name), as: .warning)
    }
  }

  /// Writes the transcript next to the session as soon as it has content worth handing over.
  private func writeTranscripts(_ session: Session, _ file: SessionFile) {
    let transcript = Transcript(session, head: file.head, name: SessionPaths(file.path).name)
    let formats: [(TranscriptFormat, String)] = [(.text, ".txt"), (.html, ".html")]
    for (format, ending) in formats {
      let text = reading {
        TranscriptWriter(wording: texts(of: session), columns: console.columns).text(transcript, format)
      }
      do throws(JournalError) {
        let path = try NewFile.writeNumbered(
          Array(text.utf8), stem: SessionPaths(file.path).transcript, ending: ending)
        console.show(wording("transcript.written", ["file": path]), as: .quiet)
      } catch {
        console.show(JournalWords(wording: wording).text(error), as: .error)
      }
    }
    console.show(wording("transcript.head", ["hash": file.head]), as: .quiet)
  }
}
