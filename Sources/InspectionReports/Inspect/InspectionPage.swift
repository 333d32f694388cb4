// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Words

/// An inspection in sentences and values, before it is laid out as a table or as a page.
struct InspectionPage {
  struct Row {
    let standing: Standing
    let verdict: String
    let name: String
    /// As digits without spaces; empty if it is not known.
    let serial: String
    let validFrom: String
    let validTo: String
    let store: String
    let physical: String

    var mark: String { standing.mark }
  }

  /// One certificate: a row for each of its copies, then what is to be said of all of them.
  struct Entry {
    var rows: [Row]
    let sentences: [TonedLine]
  }

  struct Group {
    let title: String
    var entries: [Entry]
  }

  struct PathItem {
    /// 0 for the top.
    let level: Int
    let text: String
    /// `nil` for the server's certificate.
    let outcome: TonedLine?
  }

  struct Titles {
    let verdict: String
    let name: String
    let serial: String
    let validity: String
    let store: String
  }

  struct Legend {
    let mark: String
    let text: String
  }

  let titles: Titles
  let coverage: [TonedLine]
  let path: [PathItem]
  let groups: [Group]
  /// What the marks of the rows mean; only of those that stand there.
  let legend: [Legend]
  /// After the groups: the number of entries that are not shown, or that there are none.
  let rest: String?
  let advisories: [String]
  let against: AgainstPage?
}

/// Another server, or the same one at another time, next to the one that was inspected.
struct AgainstPage {
  struct Part {
    let title: String
    let entries: [InspectionPage.Entry]
  }

  let title: String
  let coverage: [TonedLine]
  /// One for each noted certificate: what its store shows there.
  let outcomes: [TonedLine]
  let parts: [Part]
  let both: String
}
