// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
import Glibc
import Ledger
public import Procedure
import RemoteRegistry
import Stores
public import Words

/// What the wizard itself can see of the Front End server, and do there. Where it sees nothing, the admin looks, types
/// and clicks; the steps are the same.
public protocol FrontEnd: AnyObject {
  var source: FactSource { get }

  /// What the server's own clock shows now; `nil` when it cannot be asked.
  var serverTime: Instant? { get }

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

  /// How much of a store the rows were found in; `nil` when that is all of it.
  func coverage(of store: Store) -> Coverage?

  /// What of a store could not be read, in words.
  func unreadable(in store: Store, _ words: FileWords) -> [String]

  /// The rows as they are now, for step 20; `nil` when the admin has to count.
  func rowsNow(for noted: CertificateFacts, role: Role) -> [ListedEntry]?

  /// The certificates of both stores in which evidence about a path is looked for; none when the admin has to look.
  func atHand(around path: [CertificateFacts]) throws(HandsError) -> [CertificateFacts]

  /// Looks at a store of the server, where somebody has to look before rows are known.
  ///
  /// - Returns: what there is about its entries that the rows do not show.
  func look(at store: Store) throws(HandsError) -> [StoreOddity]

  /// Something fails: from here on, the admin looks and clicks.
  func leaveToAdmin()

  /// From here on, the session file hears of every command that is run.
  ///
  /// - Parameter note: writes an event down; `false` when that fails.
  func keepRecord(_ note: @escaping (Event) -> Bool)

  /// The server that exports and deletes at the wizard's word; `nil` when the admin does both in MMC.
  var hands: (any Hands)? { get }

  /// A fresh look at all that lies in the stores; `nil` when only the admin can look.
  func look() throws(HandsError) -> StoreLook?
}

extension FrontEnd {
  public var serverTime: Instant? { nil }
  public func coverage(of store: Store) -> Coverage? { nil }
  public func unreadable(in store: Store, _ words: FileWords) -> [String] { [] }
  public func look() throws(HandsError) -> StoreLook? { nil }
  public func atHand(around path: [CertificateFacts]) throws(HandsError) -> [CertificateFacts] { [] }
  public func look(at store: Store) throws(HandsError) -> [StoreOddity] { [] }
  public func leaveToAdmin() {}
  public func keepRecord(_ note: @escaping (Event) -> Bool) {}
}

/// A certificate that a source offers, with where it is from.
public struct Candidate: Hashable {
  public let facts: CertificateFacts
  public let source: FactSource
}
