// SPDX-License-Identifier: GPL-3.0-or-later

/// Which procedure a session goes through. Both are data for one engine.
public enum Course: String, Hashable, Sendable, CaseIterable {
  /// The article: mismatched duplicates of the noted certificates are deleted.
  case duplicates
  /// Certificates that are not their own issuer are moved from Trusted Root to Intermediate.
  ///
  /// Source: Microsoft KB 2795828 and KB 2802568; no step of it is in the article.
  case move
}
