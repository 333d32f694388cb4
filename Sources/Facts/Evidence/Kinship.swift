// SPDX-License-Identifier: GPL-3.0-or-later

/// What ties an entry with another key to the noted certificate of its name.
struct Kinship: Hashable, Sendable {
  enum Standing: Hashable, Sendable {
    /// By the word of the noted key, or of the authority above.
    case proved
    /// By the entry's own word.
    case claimed
    /// Nothing ties them. That does not make it a stranger's: of 57 genuine pairs ten tell nothing.
    case none
  }

  let standing: Standing
  let evidence: [Evidence]

  /// - Parameters:
  ///   - entry: a certificate of the hand.
  ///   - noted: one of the same subject with another key, of the hand as well.
  init(_ entry: Hand.Card, to noted: Hand.Card, _ lineage: Lineage) {
    let cut: [Evidence] = lineage.isIncomplete ? [.notAllCompared] : []
    let isAnew = Lineage.isInstalledAnew(entry, noted)
    switch lineage.standing(of: entry.key, to: noted.key) {
    case .proved:
      let direct = lineage.direct(entry.key, to: noted.key)
      standing = .proved
      evidence = (direct.contains(where: \.isProof) ? direct : direct + [.throughOthers]) + cut
    case .claimed:
      let direct = lineage.direct(entry.key, to: noted.key)
      standing = .claimed
      evidence = (direct.isEmpty ? [.throughOthers] : direct) + cut
    case .none where !isAnew && lineage.countsAsLater(entry):
      standing = .claimed
      evidence = [.countsAsLater] + cut
    case .none:
      standing = .none
      evidence = (isAnew ? [.installedAnew] : []) + cut
    }
  }
}

extension Evidence {
  /// Whether it is the word of the noted key or of the authority above.
  fileprivate var isProof: Bool {
    switch self {
    case .namedAsPrevious, .keySignedByNoted, .sameParentKey, .parentGenerations: true
    case .sameKey, .sameSigner, .notSignedByItself, .namesAsPrevious, .keySignsNoted, .throughOthers,
      .countsAsLater, .installedAnew, .notAllCompared:
      false
    }
  }
}
