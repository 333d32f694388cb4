// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// Command files written for the server: what they export, check and delete there.
public struct CommandOrder: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let id: EntryID
    public let thumbprint: Thumbprint
    /// The file on the server that the certificate is exported to.
    public let file: String
    /// The last characters of the serial number, as typed for this deletion.
    public let lastFour: String

    public init(id: EntryID, thumbprint: Thumbprint, file: String, lastFour: String) {
      self.id = id
      self.thumbprint = thumbprint
      self.file = file
      self.lastFour = lastFour
    }
  }

  /// The hash of the session's last line when the files were written; the receipts from the server repeat it.
  public let head: String
  /// The name of the only computer on which the files run.
  public let server: String
  /// The folder on this computer that they were written to.
  public let folder: String
  public let entries: [Entry]

  public init(head: String, server: String, folder: String, entries: [Entry]) {
    self.head = head
    self.server = server
    self.folder = folder
    self.entries = entries
  }
}
