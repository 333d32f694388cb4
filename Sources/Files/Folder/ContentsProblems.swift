// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Stores

extension FileContents {
  /// Further entries of the same kind are only counted: a file full of bad ones would fill the screen.
  static let mostProblems = 10

  /// The problems that a folder reports about the entries of one of its files.
  var problems: [CertificateFolder.Problem.Reason] {
    var problems = Self.first(unreadable.map { .unreadableEntry($0) }) { .moreUnreadableEntries(count: $0) }
    problems += Self.first(
      certificates.lazy.map(\.certificate).filter(\.hasUnreadableParts)
        .map { .unreadableParts($0, $0.unreadableParts) }
    ) { .moreUnreadableParts(count: $0) }
    if let brokenAt { problems.append(.broken(brokenAt, certificates: certificates.count)) }
    return problems
  }

  private static func first(
    _ all: [CertificateFolder.Problem.Reason], more: (Int) -> CertificateFolder.Problem.Reason
  ) -> [CertificateFolder.Problem.Reason] {
    all.count > mostProblems ? all.prefix(mostProblems) + [more(all.count - mostProblems)] : all
  }
}
