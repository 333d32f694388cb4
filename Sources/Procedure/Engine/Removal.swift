// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Occurrences

/// The decision about an entry, and the progress of its removal.
public struct Removal: Hashable, Sendable {
  public internal(set) var decision: JudgedDecision
  public internal(set) var stage: Stage
  /// In a move: the certificate as it was seen in Intermediate. It is seen in the stage `ready`, and is there from then on.
  public internal(set) var copy: Copy?

  /// A certificate in Intermediate, and who saw it there.
  public struct Copy: Hashable, Sendable {
    public let thumbprint: Thumbprint
    public let isSeenByWizard: Bool
  }

  /// Each stage contains only what is true in it. The stages follow one another in this order.
  public enum Stage: Hashable, Sendable {
    case decided
    case named(ExportName)
    case exported(Export)
    /// Everything required before the order is available.
    case ready(Export, card: String)
    /// - Parameter isUnderway: whether the server was told to delete it, so that the result is unknown until
    ///   it is reported.
    case ordered(Export, card: String, isUnderway: Bool)
    case gone(Export, card: String)
    case stillThere(Export, card: String)
  }
}

/// A decision, with the verdict on which it was based: it does not apply to any other verdict.
public struct JudgedDecision: Hashable, Sendable {
  public let verdict: Verdict
  public let decision: Decision
  /// Whether it must be repeated because of later information, such as a Valid to in the future found at the
  /// read-back.
  var repetition = Repetition.notNeeded
  /// The second person's consent to it.
  public internal(set) var approval: Approval?

  enum Repetition: Hashable {
    case notNeeded
    /// It must be made again before anything is deleted.
    case awaited
    case made
  }
}

/// Where the export is on the server.
public struct ExportName: Hashable, Sendable {
  public let file: String
  public let folder: String

  public init(file: String, folder: String) {
    self.file = file
    self.folder = folder
  }

  /// Whether a text is the name of a file in a folder: not a path, not the folder itself, and not its parent.
  ///
  /// Source: learn.microsoft.com/windows/win32/fileio/naming-a-file (reserved characters).
  static func isFileName(_ text: String) -> Bool {
    text.utf8.count <= 255 && !text.allSatisfy { $0 == "." }
      && text.unicodeScalars.allSatisfy { !"<>:\"/\\|?*".unicodeScalars.contains($0) && $0.value >= 0x20 }
  }
}

/// An export, and how we know that it exists.
public struct Export: Hashable, Sendable {
  public let name: ExportName
  public let proof: ExportProof
  /// The certificate read from it; `nil` when the export was only seen.
  public let certificate: CertificateFacts?
}

public enum ExportProof: Hashable, Sendable {
  case readBack(path: String)
  /// Only seen on the server; permanently recorded as “not read back”.
  case seenOnServer
}

// MARK: - From one stage to the next

extension EntryFindings {
  /// Keeps the stage when the decision is made again, because an existing export stays valid.
  mutating func decide(_ decision: Decision, on verdict: Verdict) {
    var made = JudgedDecision(verdict: verdict, decision: decision)
    if let before = removal?.decision, before.verdict == verdict, before.repetition != .notNeeded {
      made.repetition = .made
    }
    removal = Removal(decision: made, stage: removal?.stage ?? .decided, copy: removal?.copy)
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

  mutating func seen(_ copy: Removal.Copy) throws(Refusal) {
    guard case .ready? = removal?.stage else { throw .notOffered }
    removal?.copy = copy
  }

  mutating func order() throws(Refusal) {
    guard case .ready(let export, let card)? = removal?.stage else { throw .notOffered }
    removal?.stage = .ordered(export, card: card, isUnderway: false)
  }

  /// Withdraws an order that the server has not received yet.
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
  /// Whether the decision must be made again because of later information.
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

  /// Whether its deletion was ordered and the result is not yet known.
  public var isOpen: Bool {
    if case .ordered = stage { return true }
    return false
  }

  /// Whether its deletion was ordered, whatever the result.
  public var isOrdered: Bool { isOpen || isGone != nil }

  var isUnderway: Bool {
    if case .ordered(_, _, isUnderway: true) = stage { return true }
    return false
  }

  /// The result reported after the order.
  public var isGone: Bool? {
    switch stage {
    case .gone: true
    case .stillThere: false
    case .decided, .named, .exported, .ready, .ordered: nil
    }
  }
}
