// SPDX-License-Identifier: GPL-3.0-or-later

public import Stores

/// An entry of a server's store that is not among the rows, and the reason.
public enum StoreOddity: Hashable {
  /// Its value contains no readable certificate. Offsets are relative to the value.
  case unreadable(UnreadableEntry)
  /// Its key is not named after its thumbprint, so Windows ignores it.
  case misnamed(name: String)

  /// Whether its content is unknown.
  public var isUnreadable: Bool {
    if case .unreadable = self { return true }
    return false
  }
}
