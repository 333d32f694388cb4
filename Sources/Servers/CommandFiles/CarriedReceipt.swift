// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Facts
public import Files
public import Listings
import Paths
public import Procedure
public import Stores

/// A receipt that fits a session: what its command files did on the server, and the exports that came back with it.
public struct CarriedReceipt {
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

    public var isGone: Bool { state == .deleted || state == .gone }
    public var isBack: Bool { state == .restored || state == .there }
  }

  /// Why a receipt is not used.
  public enum Objection: Error, Hashable {
    case unreadable(FileError)
    case unusable(ServerReceipt.Refusal)
    /// No command file that removes or restores was run.
    case nothingDone
    /// The last run did not come to its end.
    case cutOff
    /// No command files were written at this place of this session.
    case otherSession
    case otherServer(String)
    /// Its certificates are not those of the command files.
    case otherEntries
  }

  /// The receipt's name and the digest of its bytes, for the record.
  public let mark: String
  public let path: LocalPath
  /// The hash that the command files name.
  public let head: String
  /// The folder on the server.
  public let folder: String
  public let results: [EntryID: Result]
  /// Items that it has answered: what the engine does not take from it, the admin is asked.
  private var spent: Set<String> = []

  /// Reads a receipt, or the one in a folder.
  public init(_ path: String, of session: Session) throws(Objection) {
    var local = LocalPath(path)
    let bytes: [UInt8]
    do throws(FileError) {
      do {
        bytes = try BoundedFile.read(local.path)
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
    results = try Self.results(last, order, beside: local)
  }

  private static func results(
    _ run: ServerReceipt.Run, _ order: CommandOrder, beside path: LocalPath
  ) throws(Objection) -> [EntryID: Result] {
    // A run stops at the first failure; what is not in it was not reached.
    guard run.entries.count <= order.entries.count else { throw .otherEntries }
    var results: [EntryID: Result] = [:]
    let folder = path.path.pathFolder.isEmpty ? "./" : path.path.pathFolder
    for (done, ordered) in zip(run.entries, order.entries) {
      guard done.thumbprint == ordered.thumbprint, done.file == ordered.file,
        done.store == ordered.id.noted.role.store, let state = done.state
      else { throw .otherEntries }
      let export = LocalPath("\(folder)\(done.file)")
      let isCarried = (try? BoundedFile.read(export.path)) != nil
      results[ordered.id] = Result(
        thumbprint: done.thumbprint, store: ordered.id.noted.role.store, file: done.file, state: state,
        steps: done.steps, lastFour: ordered.lastFour,
        export: isCarried ? export : nil)
    }
    return results
  }

  /// What it says to an item of the procedure; an item is answered once.
  ///
  /// An export that came back is read; one that did not was seen on the server. It never says more than the engine takes.
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
    switch (item.form, item.step.kind) {
    case (.confirmation, .export): return .confirmed
    case (.exportName, _): return .exportNamed(file: result.file, folder: folder)
    case (.readBack, _):
      guard let export = result.export else { return .seenOnServer }
      guard case .success(let facts) = export.oneCertificate() else { return nil }
      return .readBack(facts, path: export.typed)
    case (.deletion, _): return isGone ? .deletionOrdered(lastFour: result.lastFour) : nil
    case (.confirmation, .delete): return isGone ? .confirmed : nil
    case (.report, _): return isGone ? .reported(gone: true, byWizard: false, remark: mark) : nil
    default: return nil
    }
  }
}

extension CarriedReceipt {
  /// The deletions of which it tells and that the session does not order any more.
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

  /// Whether it tells that a certificate is back in its store.
  public func isBack(_ thumbprint: Thumbprint) -> Bool {
    results.values.contains { $0.thumbprint == thumbprint && $0.isBack }
  }
}
