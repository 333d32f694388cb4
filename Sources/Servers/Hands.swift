// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

/// A server on which the wizard does what the admin confirms.
public protocol Hands: AnyObject {
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
  public func order(for facts: CertificateFacts, in store: Store) -> String? { nil }
  public func rehearsal(of facts: CertificateFacts, in store: Store) -> String? { nil }
  public func exactCopy(of file: String) -> (path: String, command: String)? { nil }
}
