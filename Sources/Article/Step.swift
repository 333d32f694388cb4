// SPDX-License-Identifier: GPL-3.0-or-later

/// A section of the article, by the prefix of its steps.
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

  /// The number of steps that the article numbers in the section; 55 in total.
  public var stepCount: Int {
    switch self {
    case .windowsServer2008: 3
    case .windowsServer2012: 4
    case .deploymentWizard: 8
    case .rootStore, .intermediateStore: 20
    }
  }
}

/// One step of the procedure: its kind and origin, not its text. Texts are in Locales.
public struct Step: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// Something to click or open.
    case act = "do"
    /// Something to verify before continuing.
    case check
    /// Values to record.
    case note
    /// Entries to find in the list.
    case locate
    /// An entry to compare with the noted certificate.
    case compare
    /// A choice about an entry.
    case decide
    /// Part of the export.
    case export
    /// Part of the deletion.
    case delete
    /// The end of a loop, and its exit condition.
    case `repeat`
    /// A point where the article ends or must end.
    case stop
  }

  public enum Origin: Hashable, Sendable {
    case article(ArticleSection, Int)
    /// Missing from the article, but necessary.
    case added
  }

  /// `root.9` for a step of the article, a name such as `root.origin` for an added one.
  public let id: String
  public let kind: Kind
  public let origin: Origin
  /// Whether it can be skipped with a reason; steps that protect a certificate cannot.
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
