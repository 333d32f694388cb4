// SPDX-License-Identifier: GPL-3.0-or-later

/// How we know that a removed certificate is back.
public enum Restoration: Hashable, Sendable {
  /// The wizard restored and verified it.
  case byWizard
  /// The admin restored it, and this file shows it; its name as given.
  case seenIn(file: String)
  /// The admin reports having restored it.
  case byWord
}
