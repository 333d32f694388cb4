// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
import Glibc
import Journal
public import Procedure
import RemoteRegistry
import Stores
public import Words

/// What the wizard itself can see and do on the Front End server. Where it cannot see something, the admin
/// looks, types and clicks; the steps are the same.
public protocol ServerAccess: AnyObject {
  var source: FactSource { get }

  /// The current time on the server's clock; `nil` when it is not available.
  var serverTime: Instant? { get }

  /// A value that the admin only needs to confirm, such as the name of the practice server.
  func statement(_ field: Field) -> String?

  /// The certificates that phones are configured to trust; `nil` when the admin has to look.
  var phoneTrust: [Thumbprint]? { get }

  /// The possible certificates at a place of the path: none when it is unknown, several when one key was
  /// certified more than once and only the Certification Path tab shows which certificate Windows chose.
  func path(at id: NotedID, below: CertificateFacts?) -> [Candidate]

  /// Whether the path continues below a place, before the server certificate; `nil` when unknown.
  func continues(below id: NotedID) -> Bool?

  /// The rows that step 8 finds for a noted certificate; `nil` when the admin has to count.
  func rows(for noted: CertificateFacts, role: Role) -> [ListedEntry]?

  /// The rows of Trusted Root that are not their own issuer; `nil` when the admin has to count.
  func misplacedRows() -> [ListedEntry]?

  /// How much of a store was read for the rows; `nil` when all of it was.
  func coverage(of store: Store) -> Coverage?

  /// Descriptions of what could not be read in a store.
  func unreadable(in store: Store, _ words: FileWords) -> [String]

  /// The current rows, for step 20; `nil` when the admin has to count.
  func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]?

  /// The certificates of both stores among which evidence about a path is looked for; empty when the admin
  /// has to look.
  func atHand(around path: [CertificateFacts]) throws(StoreEditorError) -> [CertificateFacts]

  /// Reads a store from the server, if rows require it.
  ///
  /// - Returns: facts about its entries that the rows do not show.
  func look(at store: Store) throws(StoreEditorError) -> [StoreOddity]

  /// Called when something fails: from here on, the admin looks and clicks.
  func leaveToAdmin()

  /// From here on, every command that runs is recorded in the session file.
  ///
  /// - Parameter note: records an event; returns `false` on failure.
  func keepRecord(_ note: @escaping (Event) -> Bool)

  /// The server, if the wizard can export and delete on it; `nil` when the admin does both in MMC.
  var editor: (any StoreEditor)? { get }

  /// Reads everything in the stores again; `nil` when only the admin can look.
  func look() throws(StoreEditorError) -> StoreLook?
}

extension ServerAccess {
  public var serverTime: Instant? { nil }
  public func misplacedRows() -> [ListedEntry]? { nil }
  public func coverage(of store: Store) -> Coverage? { nil }
  public func unreadable(in store: Store, _ words: FileWords) -> [String] { [] }
  public func look() throws(StoreEditorError) -> StoreLook? { nil }
  public func atHand(around path: [CertificateFacts]) throws(StoreEditorError) -> [CertificateFacts] { [] }
  public func look(at store: Store) throws(StoreEditorError) -> [StoreOddity] { [] }
  public func leaveToAdmin() {}
  public func keepRecord(_ note: @escaping (Event) -> Bool) {}
}

/// A certificate that a source offers, with its origin.
public struct Candidate: Hashable {
  public let facts: CertificateFacts
  public let source: FactSource
}
