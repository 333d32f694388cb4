// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Occurrences

/// A deletion that command files carried out although the session no longer ordered it when their receipt
/// came back: the decision had been withdrawn, but the file was run anyway.
public struct OutsideDeletion: Hashable, Sendable {
  public let thumbprint: Thumbprint
  public let store: Store
  /// The hash in the command files.
  public let head: String
  /// The certificate from the export that came with the receipt; `nil` without an export.
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
  /// Whether the certificate with this thumbprint is marked for removal or already gone.
  public func orders(_ thumbprint: Thumbprint) -> Bool {
    entries.contains { id, entry in
      entry.facts?.thumbprint == thumbprint && (entry.isGone || decision(id)?.isRemoval == true)
    }
  }
}

extension Session {
  /// Certificates that were deleted outside the session and not restored, in order. A certificate that the
  /// session later deletes itself, or takes over from the receipt, no longer counts.
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

  /// What is known about a certificate that was deleted outside: from its export, or from a row with the same
  /// thumbprint.
  public func facts(_ outside: OutsideDeletion) -> CertificateFacts? {
    outside.certificate
      ?? findings.entries.values.lazy.compactMap(\.facts).first { $0.thumbprint == outside.thumbprint }
  }

  /// The command files, with their affected entries, whose deletions `before` ordered and this session no
  /// longer does.
  public func ordersLost(since before: Session) -> [(order: CommandOrder, entries: [CommandOrder.Entry])] {
    records.compactMap { record in
      guard case .commanded(let order) = record.event else { return nil }
      let lost = order.entries.filter {
        before.findings.orders($0.thumbprint) && !findings.orders($0.thumbprint)
      }
      return lost.isEmpty ? nil : (order, lost)
    }
  }

  /// Checks that a deletion outside the session was once ordered by its command files, is not ordered now,
  /// and is not recorded yet.
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
