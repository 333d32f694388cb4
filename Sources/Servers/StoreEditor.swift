// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

/// A server on which the wizard carries out what the admin confirms.
public protocol StoreEditor: AnyObject {
  /// The folder for exports, as a path on this computer.
  var exportFolder: String { get }

  /// Writes an entry's certificate to a new file in the export folder.
  func export(_ facts: CertificateFacts, from store: Store, to file: String) throws(StoreEditorError)

  /// Ensures that exactly this certificate is gone from a physical store. After a crash, the server itself
  /// shows what was already done.
  ///
  /// - Parameters:
  ///   - file: the name of the export.
  ///   - objection: called with everything in the stores right before the deletion.
  /// - Returns: whether the certificate is gone.
  func remove(
    _ facts: CertificateFacts, from store: Store, _ physical: PhysicalStore, exportedAs file: String,
    unless objection: (DeedCheck.Rows) -> DeedObjection?
  ) throws(StoreEditorError) -> Bool

  /// Ensures that a deleted certificate is back in the computer's own part of a store, as it was exported. An
  /// existing entry is left unchanged.
  ///
  /// - Parameter file: the name of the export.
  /// - Returns: whether the certificate is there.
  func restore(_ facts: CertificateFacts, to store: Store, from file: String) throws(StoreEditorError) -> Bool

  /// Ensures that an exported certificate of one store is in the computer's own part of another as well, as it was
  /// exported. An existing entry is left unchanged.
  ///
  /// - Parameter file: the name of the export.
  /// - Returns: whether the certificate is there.
  func place(
    _ facts: CertificateFacts, from store: Store, in other: Store, exportedAs file: String
  ) throws(StoreEditorError) -> Bool

  /// The command that `remove` runs; `nil` if it runs none.
  func order(for facts: CertificateFacts, in store: Store) -> String?

  /// The command that `remove` would run in a dry run; `nil` otherwise.
  func rehearsal(of facts: CertificateFacts, in store: Store) -> String?

  /// The export with everything that the server stores with the certificate, and the command that writes it
  /// back.
  func exactCopy(of file: String) -> (path: String, command: String)?
}

extension StoreEditor {
  public func order(for facts: CertificateFacts, in store: Store) -> String? { nil }
  public func rehearsal(of facts: CertificateFacts, in store: Store) -> String? { nil }
  public func exactCopy(of file: String) -> (path: String, command: String)? { nil }
}
