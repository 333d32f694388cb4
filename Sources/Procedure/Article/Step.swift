// SPDX-License-Identifier: GPL-3.0-or-later

/// A section of the article, by the prefix that its steps bear.
public enum ArticleSection: String, Hashable, Sendable, CaseIterable {
  /// “Windows Server 2008”
  case windowsServer2008 = "ws2008"
  /// “Windows Server 2012”
  case windowsServer2012 = "ws2012"
  /// “Using the Lync Server Deployment Wizard”
  case deploymentWizard = "wizard"
  /// “To export and remove any mismatched Trusted Root Certification Authorities certificates”
  case rootStore = "root"
  /// “To export and remove any mismatched Intermediate Certification Authorities certificates”
  case intermediateStore = "ca"

  /// How many steps the article numbers in the section; 55 in all.
  public var stepCount: Int {
    switch self {
    case .windowsServer2008: 3
    case .windowsServer2012: 4
    case .deploymentWizard: 8
    case .rootStore, .intermediateStore: 20
    }
  }
}

/// One step of the procedure: what it is, where it is from, never what it says. Words are in Locales.
public struct Step: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// Something to click or to open.
    case act = "do"
    /// Something to be sure of before going on.
    case check
    /// Values to record.
    case note
    /// Entries to find in the list.
    case locate
    /// An entry to hold against the noted certificate.
    case compare
    /// A choice about an entry.
    case decide
    /// A part of the export.
    case export
    /// A part of the deletion.
    case delete
    /// The end of a loop, and what must be true there.
    case `repeat`
    /// Where the article ends or must end.
    case stop
  }

  public enum Origin: Hashable, Sendable {
    case article(ArticleSection, Int)
    /// The article lacks it and the work needs it.
    case added
  }

  /// `root.9` for a step of the article, a word such as `root.origin` for an added one.
  public let id: String
  public let kind: Kind
  public let origin: Origin
  /// Whether it may be left out with a reason; no step that protects a certificate may.
  public let isSkippable: Bool

  public static func article(
    _ section: ArticleSection, _ number: Int, _ kind: Kind, skippable: Bool = false
  ) -> Step {
    precondition((1...section.stepCount).contains(number), "the article has no such step")
    return Step(
      id: "\(section.rawValue).\(number)", kind: kind, origin: .article(section, number),
      isSkippable: skippable)
  }

  public static func added(_ id: String, _ kind: Kind, skippable: Bool = false) -> Step {
    Step(id: id, kind: kind, origin: .added, isSkippable: skippable)
  }
}
