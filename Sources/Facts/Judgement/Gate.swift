// SPDX-License-Identifier: GPL-3.0-or-later

/// What is required before an entry may be removed.
public enum Gate: String, Hashable, Sendable, CaseIterable {
  /// The procedure does not remove it, regardless of who agrees.
  case never
  /// The owner of the PKI agrees; the name is recorded.
  case owner
  /// Someone agrees; the name is recorded. An admin who decides alone gives their own name.
  case ask
  /// The case that the article describes: only the decision is required.
  case none
  /// It belongs in the other store: move it instead of deleting it.
  case move

  /// Whether the procedure can lead to deletion.
  public var allowsRemoval: Bool {
    switch self {
    case .owner, .ask, .none: true
    case .never, .move: false
    }
  }

  /// Whether the name of the person who agrees is required.
  public var needsName: Bool { self == .owner || self == .ask || self == .move }
}
