// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import Ledger
public import Procedure
public import Servers
public import Texts
public import Words

/// Leads a person through a session: shows an item, asks, hands the answer to the engine, writes it down, and only
/// then goes on.
public final class Guide {
  /// How a run came to its end.
  public enum Outcome {
    case ended(Ending)
    case parked(Parking)
    /// An answer could not be written down; everything before it is safe.
    case failed(LedgerError)
  }

  /// What interrupts the questions about an item.
  public enum Turn: Error {
    /// To the item before.
    case back
    /// The session stands at another item now.
    case elsewhere
    /// The answer that was taken back holds after all.
    case again(Answer)
    case parked(Parking)
    case failed(LedgerError)
  }

  public let console: any Console
  public private(set) var wording: Wording
  public let frontEnd: any FrontEnd
  public let events: HandedEvents
  /// What was done on the server with command files; it answers what it can.
  public var receipt: CarriedReceipt?
  public let file: SessionFile
  public let now: () -> Instant
  /// Other sessions on the same server.
  public let neighbours: NeighbourWords
  public private(set) var session: Session
  /// Whether the session has to learn in which languages the server speaks.
  private let notesLabels: Bool
  /// The item whose texts were shown last: asking again does not show them again.
  public private(set) var shown: Item?
  /// The long texts that were shown since the wizard was started; they are not shown again word for word.
  private var told: Set<String> = []
  /// The answer that was taken back last: it is shown where it is asked for again, and Enter keeps it.
  var takenBack: Session.Given?
  /// Answers that were kept by a correction and are not taken any more.
  var refusedKept: Set<String> = []
  /// Why the record of a command could not be written.
  private var lost: Turn?

  public init(
    console: any Console, wording: Wording, frontEnd: any FrontEnd, events: HandedEvents,
    receipt: CarriedReceipt?, file: SessionFile, session: Session, notesLabels: Bool,
    neighbours: NeighbourWords, now: @escaping () -> Instant
  ) {
    self.neighbours = neighbours
    self.notesLabels = notesLabels
    self.console = console
    self.wording = wording
    self.frontEnd = frontEnd
    self.events = events
    self.receipt = receipt
    self.file = file
    self.session = session
    self.now = now
  }

  /// Notes that a text is shown; `false` when it was before.
  public func tell(_ text: String) -> Bool { told.insert(text).inserted }

  public var steps: StepWords { StepWords(wording: wording) }
  var isPractice: Bool { session.start.practice != nil }

  /// What ends the questions when a command was stopped: a full disk, Ctrl-C, or a signal to stop.
  public var stopped: Turn { lost ?? .parked(console.isTerminated ? .terminated : .interrupted) }

  /// Asks until the procedure ends, somebody parks, or the session file cannot be written.
  public func run() -> Outcome {
    frontEnd.keepRecord { [unowned self] event in
      do throws(Turn) { return try record(event) == nil } catch {
        lost = error
        return false
      }
    }
    if notesLabels, session.labels.map({ $0 != wording.labels }) ?? true {
      do throws(Turn) { try label(windows: wording.labels.windows, lync: wording.labels.lync) } catch {
        if case .failed(let error) = error { return .failed(error) }
      }
    }
    do throws(Turn) { try checkClock() } catch {
      if case .failed(let error) = error { return .failed(error) }
    }
    while true {
      switch session.position {
      case .ended(let ending): return .ended(ending)
      case .asking(let item):
        do throws(Turn) {
          if try answerFromReceipt(item) { continue }
          if try answerAsKept(item) { continue }
          if try skipOpenConsole(item) { continue }
          if item != shown {
            try item.asked.lookFirst(item, in: self)
            present(item)
          }
          shown = item
          try item.asked.ask(item, in: self)
        } catch {
          switch error {
          case .back: if let outcome = goBack() { return outcome }
          case .elsewhere: shown = nil
          case .again(let before):
            do throws(Turn) { try answer(item, before) } catch {
              if case .failed(let error) = error { return .failed(error) }
            }
          case .parked(let why): return park(why)
          case .failed(let error): return .failed(error)
          }
        }
      }
    }
  }

  private func park(_ why: Parking) -> Outcome {
    do throws(Turn) {
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
    do throws(Turn) { _ = try record(.withdrawn(from: sequence)) } catch {
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
  /// Notes in which languages the server speaks, and speaks of its buttons so from here on.
  func label(windows: String, lync: String) throws(Turn) {
    if let refusal = try record(.labelled(windows: windows, lync: lync)) {
      show(refusal)
    } else {
      wording = wording.labelled(windows: windows, lync: lync)
    }
  }
}

// MARK: - Writing down

extension Guide {
  /// Hands an event to the engine and, when it is taken, to the session file. The session moves on only after that.
  ///
  /// - Returns: why the engine did not take it.
  func record(_ event: Event) throws(Turn) -> Refusal? {
    let record = session.record(event, at: now())
    var next = session
    do throws(Refusal) { try next.apply(record) } catch { return error }
    do throws(LedgerError) { try file.append(record) } catch { throw .failed(error) }
    let before = session
    session = next
    voidCommandFiles(since: before)
    return nil
  }

  /// Answers an item; a refusal is shown, and the item is asked again.
  ///
  /// - Returns: whether the answer was taken.
  @discardableResult
  func answer(_ item: Item, _ answer: Answer) throws(Turn) -> Bool {
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
