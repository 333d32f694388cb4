// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Ledger
import Procedure
import RemoteRegistry
import Stores

/// What the wizard itself can see of the Front End server, and do there. Where it sees nothing, the admin looks, types
/// and clicks; the steps are the same.
protocol FrontEnd: AnyObject {
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
  var serverTime: Instant? { nil }
  func coverage(of store: Store) -> Coverage? { nil }
  func unreadable(in store: Store, _ words: FileWords) -> [String] { [] }
  func look() throws(HandsError) -> StoreLook? { nil }
  func atHand(around path: [CertificateFacts]) throws(HandsError) -> [CertificateFacts] { [] }
  func look(at store: Store) throws(HandsError) -> [StoreOddity] { [] }
  func leaveToAdmin() {}
  func keepRecord(_ note: @escaping (Event) -> Bool) {}
}

/// An entry of a server's store that is not among the rows, and why.
enum StoreOddity: Hashable {
  /// Its value holds no certificate that can be read. Offsets count in the value.
  case unreadable(UnreadableEntry)
  /// Its key is not named after its thumbprint, so that Windows passes over it.
  case misnamed(name: String)

  /// Whether nobody knows what it is.
  var isUnreadable: Bool {
    if case .unreadable = self { return true }
    return false
  }
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

  /// Sees to it that exactly this certificate is gone from a physical store. After a crash, the server itself tells
  /// what of it was done already.
  ///
  /// - Parameters:
  ///   - file: the export, by its name.
  ///   - objection: is asked with all that lies in the stores right before anything is deleted.
  /// - Returns: whether it is gone.
  func remove(
    _ facts: CertificateFacts, from store: Store, _ physical: PhysicalStore, exportedAs file: String,
    unless objection: (DeedCheck.Rows) -> DeedObjection?
  ) throws(HandsError) -> Bool

  /// Sees to it that a deleted certificate is in the computer's own part of a store again, as it was exported. One that
  /// is there already stays as it is.
  ///
  /// - Parameter file: the export, by its name.
  /// - Returns: whether it is there.
  func restore(_ facts: CertificateFacts, to store: Store, from file: String) throws(HandsError) -> Bool

  /// The command that `remove` runs, where it runs one.
  func order(for facts: CertificateFacts, in store: Store) -> String?

  /// What `remove` would run, when it is not to run anything.
  func rehearsal(of facts: CertificateFacts, in store: Store) -> String?

  /// The export with everything that the server keeps beside the certificate, and the command that writes it back.
  func exactCopy(of file: String) -> (path: String, command: String)?
}

extension Hands {
  func order(for facts: CertificateFacts, in store: Store) -> String? { nil }
  func rehearsal(of facts: CertificateFacts, in store: Store) -> String? { nil }
  func exactCopy(of file: String) -> (path: String, command: String)? { nil }
}

enum HandsError: Error, Hashable {
  /// The certificate is not in that store.
  case notThere
  /// A file of that name exists and holds something else.
  case exists(path: String)
  /// `code` is the system's error number.
  case failed(path: String, code: Int32)
  /// The server was not reached, or did not do it.
  case net(NetError)
  /// Something else keeps the copy there: it is not removed from here.
  case managed(PhysicalStore)
  /// What lies on the server is not, octet for octet, what was exported.
  case changed
  /// The stores are not as they were when the deletion was ordered.
  case objected(DeedObjection)
  /// Another computer than the session's answered; nothing was sent to it but questions.
  case otherServer(expected: ServerIdentity, found: ServerIdentity)
  /// Another computer answered after something was sent; whether the session's own did it is not known.
  case otherServerSince(expected: ServerIdentity, found: ServerIdentity)
  /// Which computer it is cannot be told, so that nothing is deleted there.
  case unidentified
  /// The exact copy is gone from this computer, or is not what was written.
  case copyLost(path: String)
  /// Other entries changed with it: it was put back as it was. Their names.
  case undone([String])
  /// Other entries changed with it, and it could not be put back; the exact copy's path.
  case notUndone([String], path: String)

  /// Whether nothing at all was sent to change the server, for a reason that does not go away by itself.
  var isRefusal: Bool {
    switch self {
    case .managed, .changed, .objected, .otherServer, .unidentified, .copyLost: true
    case .notThere, .exists, .failed, .net, .otherServerSince, .undone, .notUndone: false
    }
  }

  init(_ error: LedgerError, at path: String) {
    switch error {
    case .alreadyExists(let path): self = .exists(path: path)
    case .cannotCreate(let path, let code), .inputOutput(let path, let code):
      self = .failed(path: path, code: code)
    default: self = .failed(path: path, code: EIO)
    }
  }
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
