// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Digests
public import Facts
public import Files
public import Listings
import Occurrences
import Paths
public import Procedure
public import Stores

/// A receipt that matches a session: what its command files did on the server, and the exports that came back
/// with it.
public struct MatchedReceipt {
  public struct Result {
    public let thumbprint: Thumbprint
    public let store: Store
    public let file: String
    public let state: ServerReceipt.State
    public let steps: [ServerReceipt.Step]
    public let lastFour: String
    /// The export on this computer; `nil` when only the receipt came back.
    public let export: LocalPath?

    public init(
      thumbprint: Thumbprint, store: Store, file: String, state: ServerReceipt.State,
      steps: [ServerReceipt.Step], lastFour: String, export: LocalPath?
    ) {
      self.thumbprint = thumbprint
      self.store = store
      self.file = file
      self.state = state
      self.steps = steps
      self.lastFour = lastFour
      self.export = export
    }

    public var isGone: Bool { state == .deleted || state == .moved || state == .gone }
    public var isBack: Bool { state == .restored || state == .there }
  }

  /// Why a receipt is not used.
  public enum Objection: Error, Hashable {
    case unreadable(FileError)
    case unusable(ServerReceipt.Refusal)
    /// No command file that removes or restores was run.
    case nothingDone
    /// The last run was not completed.
    case cutOff
    /// This session wrote no command files with this hash.
    case otherSession
    case otherServer(String)
    /// Its certificates are not those of the command files.
    case otherEntries
  }

  /// The receipt's name and the digest of its bytes, for the journal.
  public let mark: String
  public let path: LocalPath
  /// The hash in the command files.
  public let head: String
  /// The folder on the server.
  public let folder: String
  public let results: [EntryID: Result]
  /// Items that the receipt has already answered: what the engine refuses, the admin is asked.
  private var spent: Set<String> = []

  /// Reads a receipt, or the receipt in a folder.
  ///
  /// - Parameter takesStreams: whether it may be a file that can be read only once; no exports lie beside such a
  ///   file.
  public init(_ path: String, of session: Session, takesStreams: Bool = false) throws(Objection) {
    let isPassing = takesStreams && PassingFile(path) != nil
    var local = LocalPath(path)
    let bytes: [UInt8]
    do throws(FileError) {
      do {
        bytes = try isPassing ? BoundedFile.readOnce(path) : BoundedFile.read(local.path)
      } catch .isDirectory {
        local = LocalPath("\(path)/\(CommandFiles.receiptName)")
        bytes = try BoundedFile.read(local.path)
      }
    } catch {
      throw .unreadable(error)
    }
    let runs: [ServerReceipt.Run]
    do throws(ServerReceipt.Refusal) {
      runs = try ServerReceipt(bytes).runs.filter { $0.kind != .collect }
    } catch {
      throw .unusable(error)
    }
    guard let last = runs.last else { throw .nothingDone }
    guard last.end != nil else { throw .cutOff }
    guard let order = session.commandOrder(head: last.head) else { throw .otherSession }
    guard last.server == order.server else { throw .otherServer(last.server) }
    self.path = local
    mark = "\(local.name), SHA-256 \(Hexadecimal.text(Digest.sha256(bytes)))"
    head = last.head
    folder = last.folder
    results = try Self.results(last, order, beside: isPassing ? nil : local)
  }

  private static func results(
    _ run: ServerReceipt.Run, _ order: CommandOrder, beside path: LocalPath?
  ) throws(Objection) -> [EntryID: Result] {
    // A run stops at the first failure; entries that it did not reach are missing.
    guard run.entries.count <= order.entries.count else { throw .otherEntries }
    var results: [EntryID: Result] = [:]
    let folder = path.map { $0.path.pathFolder.isEmpty ? "./" : $0.path.pathFolder }
    for (done, ordered) in zip(run.entries, order.entries) {
      guard done.thumbprint == ordered.thumbprint, done.file == ordered.file,
        done.store == ordered.id.noted.role.store, let state = done.state
      else { throw .otherEntries }
      let export = folder.map { LocalPath("\($0)\(done.file)") }
      let isCarried = export.map { (try? BoundedFile.read($0.path)) != nil } ?? false
      results[ordered.id] = Result(
        thumbprint: done.thumbprint, store: ordered.id.noted.role.store, file: done.file, state: state,
        steps: done.steps, lastFour: ordered.lastFour,
        export: isCarried ? export : nil)
    }
    return results
  }

  /// The receipt's answer to an item of the procedure; each item is answered only once.
  ///
  /// An export that came back is read; otherwise it counts as seen on the server. The engine still checks
  /// every answer.
  public mutating func answer(to item: Item, in session: Session) -> Answer? {
    guard case .entry(let id) = item.about, let result = results[id], !spent.contains(item.key),
      // Another list may have been read since the command files were written.
      session.findings.entries[id]?.facts?.thumbprint == result.thumbprint,
      let answer = answer(to: item, result)
    else { return nil }
    spent.insert(item.key)
    return answer
  }

  private func answer(to item: Item, _ result: Result) -> Answer? {
    let isGone = result.isGone
    guard isGone || result.state == .checked else { return nil }
    switch item.question {
    case is Confirmation where item.step == MoveSection.importCopy:
      return result.state == .moved ? .confirmed : nil
    case is IntermediateCopy:
      return result.state == .moved ? .copySeen(result.thumbprint, byWizard: false) : nil
    case is Confirmation where item.step.kind == .export: return .confirmed
    case is ExportNaming: return .exportNamed(file: result.file, folder: folder)
    case is ReadBack:
      guard let export = result.export else { return .seenOnServer }
      guard case .success(let facts) = export.oneCertificate() else { return nil }
      return .readBack(facts, path: export.typed)
    case is DeletionOrder: return isGone ? .deletionOrdered(lastFour: result.lastFour) : nil
    case is DeletionWarning: return isGone ? .confirmed : nil
    case is DeletionReport: return isGone ? .reported(gone: true, byWizard: false, remark: mark) : nil
    default: return nil
    }
  }
}

extension MatchedReceipt {
  /// The reported deletions that the session no longer orders.
  public func outside(_ session: Session) -> [OutsideDeletion] {
    results.keys.sorted().compactMap { id in
      guard let result = results[id], result.isGone, !session.findings.orders(result.thumbprint),
        !session.outside.contains(where: { $0.thumbprint == result.thumbprint })
      else { return nil }
      let facts = result.export.flatMap { try? $0.oneCertificate().get() }
      return OutsideDeletion(
        thumbprint: result.thumbprint, store: result.store, head: head,
        certificate: facts?.thumbprint == result.thumbprint ? facts : nil,
        export: ExportName(file: result.file, folder: folder), receipt: mark)
    }
  }

  /// Whether it reports that a certificate is back in its store.
  public func isBack(_ thumbprint: Thumbprint) -> Bool {
    results.values.contains { $0.thumbprint == thumbprint && $0.isBack }
  }
}
