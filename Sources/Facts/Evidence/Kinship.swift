// SPDX-License-Identifier: GPL-3.0-or-later

/// What connects an entry that has another key with the noted certificate of the same name.
struct Kinship: Hashable, Sendable {
  enum Standing: Hashable, Sendable {
    /// Confirmed by the noted key or by the parent authority.
    case proved
    /// Claimed only by the entry itself.
    case claimed
    /// Nothing connects them. The entry may still belong to the authority: of 57 genuine pairs, ten show no
    /// connection.
    case none
  }

  let standing: Standing
  let evidence: [Evidence]

  /// - Parameters:
  ///   - entry: a certificate of the hand.
  ///   - noted: one with the same subject and another key, also of the hand.
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
  /// Whether the noted key or the parent authority confirms it.
  fileprivate var isProof: Bool {
    switch self {
    case .namedAsPrevious, .keySignedByNoted, .sameParentKey, .parentGenerations: true
    case .sameKey, .sameSigner, .notSignedByItself, .namesAsPrevious, .keySignsNoted, .throughOthers,
      .countsAsLater, .installedAnew, .notAllCompared:
      false
    }
  }
}
