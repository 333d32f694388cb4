// SPDX-License-Identifier: GPL-3.0-or-later

import Files
import Guide
package import Procedure
import Servers
import Texts
import Words

/// Says at the end of a practice session what was done well and what was not, and why.
package struct PracticeReport: ProgramPart {
  package let program: Program

  package init(program: Program) {
    self.program = program
  }

  package func conclude(_ ending: Ending, _ session: Session, _ path: String) {
    guard let practice = session.start.practice, let scenario = Scenario(rawValue: practice.scenario) else {
      return
    }
    let wording = texts(of: session)
    var isRight = scenario.isRight(ending)
    var isLeft = false
    // Whether something that was done is marked as not well done.
    var isMarked = false
    console.show(wording("practice.mark"), as: .heading)
    if practice.isByHand {
      // Without the server's state, nobody can say that it was right.
      let grade = show(session, path, isEnded: true)
      isLeft = ending == .stoppedForReview && grade?.hasSetAside == true
      isRight = (isRight || isLeft) && grade?.isGood == true
      isMarked = grade?.isGood == false
    }
    console.show(wording(isRight ? "practice.right" : "practice.wrong"), as: isRight ? .good : .warning)
    if !isRight {
      let title = EndingWords(wording: wording).title(ending, session)
      console.show(
        isMarked ? wording("practice.wrong.marked") : wording("practice.wrong.ending", ["ending": title]),
        as: .body)
    }
    // The lesson says what was to be removed; the grade of a row that was left says how to know.
    if !isLeft { console.show(wording("practice.\(scenario.rawValue).lesson"), as: .body) }
    if scenario == .twoServers {
      let hand = practice.isByHand ? " --by-hand" : ""
      let verb = "\(Verb.practice) \(Scenario.secondServer.rawValue)\(hand) \(Verb.like)"
      console.show("  " + command(verb, path), as: .command)
    }
  }

  /// Says of a session by hand what was done so far.
  package func show(_ session: Session, _ path: String) {
    guard session.start.practice?.isByHand == true else { return }
    console.show(wording("practice.mark"), as: .heading)
    show(session, path, isEnded: false)
  }

  @discardableResult
  private func show(_ session: Session, _ path: String, isEnded: Bool) -> PracticeGrade? {
    let machine: PracticeMachine
    do throws(PracticeServerError) { machine = try PracticeMachineFile.read(SessionPaths(path)) } catch {
      console.show(failure(error).text, as: .error)
      return nil
    }
    let grade = PracticeGrade(machine, session, isEnded: isEnded)
    console.show(wording(isEnded ? "grade.ended" : "grade.soFar"), as: .body)
    let words = PracticeGradeWords(wording: texts(of: session), machine: machine)
    for remark in grade.remarks {
      console.show(words.text(remark), as: remark.isNote ? .body : remark.isGood ? .good : .warning)
    }
    if grade.remarks.isEmpty { console.show(wording("grade.nothing"), as: .body) }
    return grade
  }
}
