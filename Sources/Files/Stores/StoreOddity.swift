// SPDX-License-Identifier: GPL-3.0-or-later

public import Stores

/// An entry of a server's store that is not among the rows, and why.
public enum StoreOddity: Hashable {
  /// Its value holds no certificate that can be read. Offsets count in the value.
  case unreadable(UnreadableEntry)
  /// Its key is not named after its thumbprint, so that Windows passes over it.
  case misnamed(name: String)

  /// Whether nobody knows what it is.
  public var isUnreadable: Bool {
    if case .unreadable = self { return true }
    return false
  }
}
