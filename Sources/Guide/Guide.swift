// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import Journal
public import Procedure
public import Servers
public import Texts
public import Words

/// Leads a person through a session: shows an item, asks, passes the answer to the engine, records it, and
/// only then continues.
public final class Guide {
  /// How a run ended.
  public enum Outcome {
    case ended(Ending)
    case parked(Parking)
    /// An answer could not be recorded; everything before it is safe.
    case failed(JournalError)
  }

  /// What interrupts the questions about an item.
  public enum Interruption: Error {
    /// Go to the previous item.
    case back
    /// The session is now at a different item.
    case elsewhere
    /// The withdrawn answer applies after all.
    case again(Answer)
    case parked(Parking)
    case failed(JournalError)
  }

  public let console: any Console
  /// What is shown and not explained yet.
  let footnote = LabelFootnote()
  public private(set) var wording: Wording
  public internal(set) var serverAccess: any ServerAccess
  public internal(set) var events: SuppliedEvents
  /// Reads all files of the session again, after a text was pasted; `nil` where nothing can be pasted because
  /// the wizard sees the server itself.
  let reread: Reread?
  /// What was done on the server with command files; answers the items that it covers.
  public var receipt: MatchedReceipt?
  /// What this session was begun like; not known anymore when it is resumed.
  let earlier: EarlierSession?
  private let recorder: SessionRecorder
  public let now: () -> Instant
  /// Other sessions on the same server.
  public let neighbours: NeighbourWords
  /// Whether the session must record the server's languages.
  private let notesLabels: Bool
  /// The item whose texts were shown last; they are not repeated when it is asked again.
  public internal(set) var shown: Item?
  /// The item whose certificate is named right before its prompt.
  var subjectDue: Item?
  /// The row on the terminal at which the current item's title was shown last.
  var titleRow = 0
  /// The long text that was shown last for each step since the wizard started.
  private var told: [String: String] = [:]
  /// The last withdrawn answer. It is shown when its item is asked again, and Enter keeps it.
  var takenBack: Session.AcceptedAnswer?
  /// Kept answers that the engine refused after a correction.
  var refusedKept: Set<String> = []
  /// The verdict with which each row was shown last.
  var shownVerdicts: [EntryID: Verdict] = [:]
  /// Whether the points that are still open were seen, and the session may close.
  var isClosed = false
  public internal(set) var pace: Pace
  /// The keys of items that are not shown together with others, because one of their group was not done.
  var askedSingly: Set<String> = []
  /// The records of each answer that confirmed several steps.
  var answeredTogether: [[Int]] = []
  /// The steps that were shown together last.
  var shownGroup: [Item] = []
  /// The clicks that the answer to the current question confirms.
  var leadIn: LeadIn?
  /// How far the session has come, as it is shown.
  private(set) var shownProgress: ShownProgress
  /// The estimate of all items that was shown last.
  var shownTotal: Int?
  /// How many answers were kept after a correction since the last question.
  var keptCount = 0
  /// Whether somebody corrected a value. A file that takes the place of typed values corrects nothing.
  var isCorrecting = false
  /// Whether this run has asked whether the console of the first half is still open.
  var hasAskedForConsole = false
  /// Why a command could not be recorded.
  private var lost: Interruption?

  /// - Returns: the server access of a session's supplied and pasted files; `nil` after an error, which was
  ///   shown.
  public typealias Reread = (Session) -> (serverAccess: any ServerAccess, events: SuppliedEvents)?

  public init(
    console: any Console, wording: Wording, serverAccess: any ServerAccess, events: SuppliedEvents,
    receipt: MatchedReceipt?, file: SessionFile, session: Session, notesLabels: Bool,
    neighbours: NeighbourWords, pace: Pace = .each, earlier: EarlierSession? = nil,
    now: @escaping () -> Instant, reread: Reread? = nil
  ) {
    self.earlier = earlier
    self.reread = reread
    self.pace = pace
    self.neighbours = neighbours
    self.notesLabels = notesLabels
    self.console = console
    self.wording = wording.onScreen
    self.serverAccess = serverAccess
    self.events = events
    self.receipt = receipt
    recorder = SessionRecorder(file, session, now: now)
    shownProgress = ShownProgress(of: session.records)
    self.now = now
    console.listener = { [footnote] in footnote.note($0) }
  }

  /// Records that a text is shown for a step.
  ///
  /// - Returns: `false` if the last one for that step was the same, values included.
  func tell(_ text: String, for step: String) -> Bool { told.updateValue(text, forKey: step) != text }

  public var session: Session { recorder.session }
  public var file: SessionFile { recorder.file }

  public var steps: StepWords { StepWords(wording: wording) }
  var isPractice: Bool { session.start.practice != nil }

  /// Why a stopped command ends the questions: a full disk, Ctrl-C, or a signal to stop.
  public var stopped: Interruption { lost ?? .parked(console.isTerminated ? .terminated : .interrupted) }

  /// Asks until the procedure ends, the session is parked, or the session file cannot be written.
  ///
  /// - Parameter reopening: for a session that has ended; without it, an ended session stays as it is.
  public func run(reopening: Reopening? = nil) -> Outcome {
    if let reopening, let outcome = reopen(reopening) { return outcome }
    if let ending = session.ending { return .ended(ending) }
    serverAccess.keepRecord { [unowned self] event in
      do throws(Interruption) { return try record(event) == nil } catch {
        lost = error
        return false
      }
    }
    if notesLabels, session.labels.map({ $0 != wording.labels }) ?? true {
      do throws(Interruption) { try label(windows: wording.labels.windows, lync: wording.labels.lync) } catch
      {
        if case .failed(let error) = error { return .failed(error) }
      }
    }
    do throws(Interruption) {
      if let earlier { beginLike(earlier) }
      try checkClock()
    } catch {
      if case .failed(let error) = error { return .failed(error) }
    }
    while true {
      switch session.position {
      case .ended(let ending):
        do throws(Interruption) { try reviewOpenPoints() } catch {
          if let outcome = handle(error) { return outcome }
          continue
        }
        return .ended(ending)
      case .asking(let item):
        isClosed = false
        do throws(Interruption) {
          if try answerFromReceipt(item) { continue }
          if try answerAsKept(item) { continue }
          if try skipOpenConsole(item) { continue }
          if try askTogether(item) { continue }
          if item != shown {
            try item.asked.lookFirst(item, in: self)
            presentWithWarning(item)
          }
          shown = item
          try item.asked.ask(item, in: self)
        } catch {
          if let outcome = handle(error, at: item) { return outcome }
        }
      }
    }
  }

  /// - Returns: how the run ends; `nil` if it continues.
  private func handle(_ interruption: Interruption, at item: Item? = nil) -> Outcome? {
    switch interruption {
    case .back: return goBack()
    case .elsewhere: shown = nil
    case .again(let before):
      guard let item else { return nil }
      do throws(Interruption) { try answer(item, before) } catch {
        if case .failed(let error) = error { return .failed(error) }
      }
    case .parked(let why): return park(why)
    case .failed(let error): return .failed(error)
    }
    return nil
  }

  private func reopen(_ reopening: Reopening) -> Outcome? {
    do throws(Interruption) {
      switch reopening {
      case .correcting:
        let isOpen = EndingWords(wording: wording).hasOpenAnswers(session)
        if isOpen { try reviewOpenPoints("closing.reopened") } else { try correctAnswer() }
      case .adding: try addMissedRow()
      case .back: return goBack()
      }
    } catch {
      switch error {
      case .parked(let why): return park(why)
      case .failed(let error): return .failed(error)
      case .back, .elsewhere, .again: break
      }
    }
    return nil
  }

  private func park(_ why: Parking) -> Outcome {
    do throws(Interruption) {
      _ = try record(.parked(why))
      return .parked(why)
    } catch {
      if case .failed(let error) = error { return .failed(error) }
      return .parked(why)
    }
  }

  private func goBack() -> Outcome? {
    let sequence: Int
    do throws(Refusal) { sequence = try session.withdrawable() } catch {
      show(error)
      return nil
    }
    let last = session.given.last { $0.sequence == sequence }
    do throws(Interruption) {
      for one in takenBack(with: sequence) { _ = try record(.withdrawn(from: one)) }
    } catch {
      if case .failed(let error) = error { return .failed(error) }
    }
    shown = nil
    takenBack = last
    console.show(wording("back.done"), as: .quiet)
    return nil
  }
}

// MARK: - Words

extension Guide {
  /// Records the server's languages, and uses them for labels from now on.
  func label(windows: String, lync: String) throws(Interruption) {
    if let refusal = try record(.labelled(windows: windows, lync: lync)) {
      show(refusal)
    } else {
      wording = wording.labelled(windows: windows, lync: lync)
    }
  }
}

// MARK: - Recording

extension Guide {
  /// Records an event, and voids command files that no longer match the decisions.
  ///
  /// - Returns: why the engine refused it; `nil` if it was accepted.
  func record(_ event: Event) throws(Interruption) -> Refusal? {
    let before = session
    do throws(SessionRecorder.Problem) { try recorder.record(event) } catch {
      switch error {
      case .refused(let refusal): return refusal
      case .lost(let error): throw .failed(error)
      }
    }
    shownProgress.move(to: session)
    voidCommandFiles(since: before)
    return nil
  }

  /// Answers an item; a refusal is shown, and the item is asked again.
  ///
  /// - Returns: whether the answer was accepted.
  @discardableResult
  func answer(_ item: Item, _ answer: Answer) throws(Interruption) -> Bool {
    if let refusal = try recordLeadIn(to: item, answer) {
      show(refusal)
      return false
    }
    guard let refusal = try record(.answered(key: item.key, answer)) else {
      takenBack = nil
      return true
    }
    show(refusal)
    return false
  }

  func show(_ refusal: Refusal) {
    console.show(RefusalWords(wording: wording).text(refusal), as: .error)
  }
}
