// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A deletion that command files carried out and that the session no longer ordered when their receipt came back: its
/// decision had been taken back, and the file was run all the same.
public struct OutsideDeletion: Hashable, Sendable {
  public let thumbprint: Thumbprint
  public let store: Store
  /// The hash that the command files name.
  public let head: String
  /// What the export that came back with the receipt holds; `nil` when it did not come back.
  public let certificate: CertificateFacts?
  /// The export's name and its folder on the server.
  public let export: ExportName
  /// The receipt's name and the digest of its bytes.
  public let receipt: String

  public init(
    thumbprint: Thumbprint, store: Store, head: String, certificate: CertificateFacts?, export: ExportName,
    receipt: String
  ) {
    self.thumbprint = thumbprint
    self.store = store
    self.head = head
    self.certificate = certificate
    self.export = export
    self.receipt = receipt
  }
}

extension Findings {
  /// Whether a removal of the certificate with this thumbprint is decided, or it is gone already.
  public func orders(_ thumbprint: Thumbprint) -> Bool {
    entries.contains { id, entry in
      entry.facts?.thumbprint == thumbprint && (entry.isGone || decision(id)?.isRemoval == true)
    }
  }
}

extension Session {
  /// What was deleted outside the session and is still away, in order. What the session itself deletes later, or takes
  /// over from the receipt, is no longer outside.
  public var outside: [OutsideDeletion] {
    var outside: [OutsideDeletion] = []
    for record in records {
      switch record.event {
      case .deletedOutside(let one): outside.append(one)
      case .restoredOutside(let thumbprint, _): outside.removeAll { $0.thumbprint == thumbprint }
      default: break
      }
    }
    let gone = findings.entries.values.filter(\.isGone).compactMap { $0.facts?.thumbprint }
    return outside.filter { !gone.contains($0.thumbprint) }
  }

  /// What is known of a certificate that was deleted outside: its export, or a row that is it.
  public func facts(_ outside: OutsideDeletion) -> CertificateFacts? {
    outside.certificate
      ?? findings.entries.values.lazy.compactMap(\.facts).first { $0.thumbprint == outside.thumbprint }
  }

  /// The command files that order a deletion which was decided before and no longer is, and those entries of theirs.
  public func ordersLost(since before: Session) -> [(order: CommandOrder, entries: [CommandOrder.Entry])] {
    records.compactMap { record in
      guard case .commanded(let order) = record.event else { return nil }
      let lost = order.entries.filter {
        before.findings.orders($0.thumbprint) && !findings.orders($0.thumbprint)
      }
      return lost.isEmpty ? nil : (order, lost)
    }
  }

  /// Makes sure that a deletion outside the session is one that its command files once ordered, that nothing in it
  /// orders now, and that it is not known yet.
  ///
  /// - Throws: `Refusal.notOffered`.
  func check(_ one: OutsideDeletion) throws(Refusal) {
    let entry = commandOrder(head: one.head)?.entries.first {
      $0.thumbprint == one.thumbprint && $0.file == one.export.file && $0.id.noted.role.store == one.store
    }
    guard entry != nil, !findings.orders(one.thumbprint) else { throw .notOffered }
    guard !outside.contains(where: { $0.thumbprint == one.thumbprint }) else { throw .notOffered }
    guard one.certificate == nil || one.certificate?.thumbprint == one.thumbprint else { throw .notOffered }
  }
}
