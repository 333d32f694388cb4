// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure

/// What the wizard itself can see of the Front End server, and do there. Where it sees nothing, the admin looks, types
/// and clicks; the steps are the same.
protocol FrontEnd: AnyObject {
  var source: FactSource { get }

  /// A value that the admin only needs to confirm, such as the name of the practice server.
  func statement(_ field: Field) -> String?

  /// The certificates that phones are told to trust; `nil` when the admin has to look.
  var phoneTrust: [Thumbprint]? { get }

  /// The certificates that can stand at a place of the path: none when it is not known, several when one key was
  /// certified more than once and only the Certification Path tab tells which one Windows chose.
  func path(at id: NotedID, below: CertificateFacts?) -> [Candidate]

  /// Whether the path goes on below a place, before the server certificate; `nil` when it is not known.
  func continues(below id: NotedID) -> Bool?

  /// The rows that step 8 finds for a noted certificate; `nil` when the admin has to count.
  func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]?

  /// The rows as they are now, for step 20; `nil` when the admin has to count.
  func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]?

  /// The server that exports and deletes at the wizard's word; `nil` when the admin does both in MMC.
  var hands: (any Hands)? { get }

  /// A fresh look at all that lies in the stores; `nil` when only the admin can look.
  func look() -> StoreLook?
}

extension FrontEnd {
  func look() -> StoreLook? { nil }
}

/// A certificate that a source offers, with where it is from.
struct Candidate: Hashable {
  let facts: CertificateFacts
  let source: FactSource
}

/// A server on which the wizard does what the admin confirms.
protocol Hands: AnyObject {
  /// Where exports go, by its path on this computer.
  var exportFolder: String { get }

  /// Writes an entry's certificate to a new file in the export folder.
  func export(_ facts: CertificateFacts, from store: Store, to file: String) throws(HandsError)

  /// Deletes exactly this certificate from a physical store.
  func delete(_ facts: CertificateFacts, from store: Store, _ physical: PhysicalStore) throws(HandsError)

  /// Puts a deleted certificate back into the computer's own part of a store, from its export.
  func restore(_ facts: CertificateFacts, to store: Store, from file: String) throws(HandsError)

  /// Whether the certificate lies in any physical store of `store`.
  func holds(_ facts: CertificateFacts, in store: Store) throws(HandsError) -> Bool
}

enum HandsError: Error, Hashable {
  /// The certificate is not in that store.
  case notThere
  /// A file of that name exists and holds something else.
  case exists(path: String)
  /// `code` is the system's error number.
  case failed(path: String, code: Int32)
}

/// By hand: the admin's eyes and hands are the only ones.
final class ByHand: FrontEnd {
  let source = FactSource.typed

  func statement(_ field: Field) -> String? { nil }
  var phoneTrust: [Thumbprint]? { nil }
  func path(at id: NotedID, below: CertificateFacts?) -> [Candidate] { [] }
  func continues(below id: NotedID) -> Bool? { nil }
  func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]? { nil }
  func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]? { nil }
  var hands: (any Hands)? { nil }
}
