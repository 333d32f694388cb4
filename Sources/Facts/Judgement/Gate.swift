// SPDX-License-Identifier: GPL-3.0-or-later

/// What has to be said before an entry may be removed.
public enum Gate: String, Hashable, Sendable, CaseIterable {
  /// The procedure does not remove it, whoever agrees.
  case never
  /// The owner of the PKI agrees, by name.
  case owner
  /// Somebody agrees, by name; who decides alone gives their own.
  case ask
  /// The article's case: nothing more is needed than the decision.
  case none
  /// It belongs in the other store: it is moved, not deleted.
  case move

  /// Whether the procedure can lead to the deletion.
  public var allowsRemoval: Bool {
    switch self {
    case .owner, .ask, .none: true
    case .never, .move: false
    }
  }

  /// Whether the name of who agrees is needed.
  public var needsName: Bool { self == .owner || self == .ask }
}
