// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// What was decided about an entry, and how far its removal has come since.
public struct Removal: Hashable, Sendable {
  public internal(set) var decision: JudgedDecision
  public internal(set) var stage: Stage

  /// Each stage with what is true in it. They follow one another in this order.
  public enum Stage: Hashable, Sendable {
    case decided
    case named(ExportName)
    case exported(Export)
    /// All that has to be there before the order is there.
    case ready(Export, card: String)
    /// - Parameter isUnderway: whether the server was told to delete it, so that nobody knows what became of it.
    case ordered(Export, card: String, isUnderway: Bool)
    case gone(Export, card: String)
    case stillThere(Export, card: String)
  }
}

/// A decision, and the verdict on which it was made: it does not hold for another one.
public struct JudgedDecision: Hashable, Sendable {
  public let verdict: Verdict
  public let decision: Decision
  /// Whether something came up that it did not know of, such as a Valid to in the future at the read-back.
  var repetition = Repetition.notNeeded

  enum Repetition: Hashable {
    case notNeeded
    /// It has to be made again before anything is deleted.
    case awaited
    case made
  }
}

/// Where on the server the export went.
public struct ExportName: Hashable, Sendable {
  public let file: String
  public let folder: String

  public init(file: String, folder: String) {
    self.file = file
    self.folder = folder
  }

  /// Whether a text names a file in a folder, and neither a path nor the folder itself or the one above it.
  ///
  /// Source: learn.microsoft.com/windows/win32/fileio/naming-a-file (reserved characters).
  static func isFileName(_ text: String) -> Bool {
    text.utf8.count <= 255 && !text.allSatisfy { $0 == "." }
      && text.unicodeScalars.allSatisfy { !"<>:\"/\\|?*".unicodeScalars.contains($0) && $0.value >= 0x20 }
  }
}

/// An export, and how we know that it is there.
public struct Export: Hashable, Sendable {
  public let name: ExportName
  public let proof: ExportProof
  /// What was read from it; `nil` when it was only seen.
  public let certificate: CertificateFacts?
}

public enum ExportProof: Hashable, Sendable {
  case readBack(path: String)
  /// Only seen on the server; “not read back” for ever.
  case seenOnServer
}

// MARK: - From one stage to the next

extension EntryFindings {
  /// A stage is kept when the decision is made anew: what was exported is exported.
  mutating func decide(_ decision: Decision, on verdict: Verdict) {
    var made = JudgedDecision(verdict: verdict, decision: decision)
    if let before = removal?.decision, before.verdict == verdict, before.repetition != .notNeeded {
      made.repetition = .made
    }
    removal = Removal(decision: made, stage: removal?.stage ?? .decided)
  }

  mutating func name(_ name: ExportName) throws(Refusal) {
    guard case .decided? = removal?.stage else { throw .notOffered }
    removal?.stage = .named(name)
  }

  mutating func exportRead(_ certificate: CertificateFacts, path: String) throws(Refusal) {
    guard case .named(let name)? = removal?.stage else { throw .notOffered }
    removal?.stage = .exported(Export(name: name, proof: .readBack(path: path), certificate: certificate))
  }

  mutating func exportSeen() throws(Refusal) {
    guard case .named(let name)? = removal?.stage else { throw .notOffered }
    removal?.stage = .exported(Export(name: name, proof: .seenOnServer, certificate: nil))
  }

  mutating func cardWritten(_ path: String) throws(Refusal) {
    guard case .exported(let export)? = removal?.stage else { throw .notOffered }
    removal?.stage = .ready(export, card: path)
  }

  mutating func order() throws(Refusal) {
    guard case .ready(let export, let card)? = removal?.stage else { throw .notOffered }
    removal?.stage = .ordered(export, card: card, isUnderway: false)
  }

  /// Takes an order back of which the server does not know yet.
  mutating func dropOrder() {
    guard case .ordered(let export, let card, false)? = removal?.stage else { return }
    removal?.stage = .ready(export, card: card)
  }

  mutating func warningConfirmed() throws(Refusal) {
    guard case .ordered(let export, let card, _)? = removal?.stage else { throw .notOffered }
    removal?.stage = .ordered(export, card: card, isUnderway: true)
  }

  mutating func report(isGone: Bool) throws(Refusal) {
    guard case .ordered(let export, let card, _)? = removal?.stage else { throw .notOffered }
    removal?.stage = isGone ? .gone(export, card: card) : .stillThere(export, card: card)
  }
}

// MARK: - What is true in a stage

extension Removal {
  /// Whether something came up that the decision did not know of, so that it has to be made again.
  public var awaitsDecision: Bool { decision.repetition == .awaited }

  public var exportName: ExportName? {
    if case .named(let name) = stage { return name }
    return export?.name
  }

  public var export: Export? {
    switch stage {
    case .decided, .named: nil
    case .exported(let export), .ready(let export, _), .ordered(let export, _, _), .gone(let export, _),
      .stillThere(let export, _):
      export
    }
  }

  public var restoreCard: String? {
    switch stage {
    case .decided, .named, .exported: nil
    case .ready(_, let card), .ordered(_, let card, _), .gone(_, let card), .stillThere(_, let card): card
    }
  }

  /// Whether its deletion was ordered and it is not known yet what came of it.
  public var isOpen: Bool {
    if case .ordered = stage { return true }
    return false
  }

  /// Whether its deletion was ordered, whatever became of it.
  public var isOrdered: Bool { isOpen || isGone != nil }

  var isUnderway: Bool {
    if case .ordered(_, _, isUnderway: true) = stage { return true }
    return false
  }

  /// What was reported after the order.
  public var isGone: Bool? {
    switch stage {
    case .gone: true
    case .stillThere: false
    case .decided, .named, .exported, .ready, .ordered: nil
    }
  }
}
