// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
public import Procedure
public import Texts

/// The texts of an item, found by its step: `step.root.9.body`, or a text shared by both halves,
/// `step.mmc.9.body`.
public struct StepWords {
  public enum Part: String {
    case title, body, see, why
  }

  /// Who does what a step asks for. Texts differ when it is not the admin.
  public enum Doer: String {
    case admin
    /// A source provides the values, so the admin only checks them.
    case source = "offered"
    /// The wizard, on a live server.
    case wizard = "live"
    /// Nobody yet: a second person has to approve it first.
    case nobody = "unapproved"
  }

  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  public func text(
    _ part: Part, of item: Item, _ values: [String: String] = [:], doneBy doer: Doer = .admin
  ) -> String? {
    let keys = keys(item)
    for key in doer == .admin ? keys : keys.map({ "\($0).\(doer.rawValue)" }) + keys {
      if let text = wording.text(ifPresent: "step.\(key).\(part.rawValue)", values) { return text }
    }
    return nil
  }

  /// Most specific first.
  private func keys(_ item: Item) -> [String] {
    let id = item.step.id
    var keys: [String] = []
    if case .noted(let noted) = item.about, noted.role == .intermediate { keys.append("\(id).intermediate") }
    keys.append(id)
    let shared = Self.sharedName(item.step)
    if shared != id { keys.append(shared) }
    return keys
  }

  /// The name under which a step's texts are shared by both halves: `mmc.9` for `root.9` and `ca.9`.
  public static func sharedName(_ step: Step) -> String {
    for half in ["root.", "ca."] where step.id.hasPrefix(half) {
      return "mmc." + step.id.dropFirst(half.count)
    }
    return step.id
  }

  /// Where a step is in the procedure: section and number, or that it is added.
  public func place(_ step: Step) -> String {
    let prefix = String(step.id.prefix { $0 != "." })
    let section = wording("section.\(prefix)")
    switch step.origin {
    case .article(let article, let number):
      return wording(
        "place.article",
        ["section": section, "number": String(number), "count": String(article.stepCount)])
    case .added: return wording("place.added", ["section": section])
    }
  }

  /// The same, for steps of one section that follow each other: “steps 12 to 17 of 20”.
  public func place(_ first: Step, to last: Step) -> String {
    guard case .article(let article, let number) = first.origin, case .article(_, let end) = last.origin
    else { return place(first) }
    let section = wording("section.\(article.rawValue)")
    return wording(
      "place.steps",
      [
        "section": section, "first": String(number), "last": String(end),
        "count": String(article.stepCount),
      ])
  }

  /// The same, for an item: the steps that come again for each intermediate say so.
  public func place(_ item: Item) -> String {
    let place = place(item.step)
    guard case .article(.deploymentWizard, _) = item.step.origin, case .noted(let id) = item.about,
      id.role == .intermediate
    else { return place }
    return wording("place.again", ["place": place])
  }

  /// The store's name in the server's MMC.
  public func store(_ store: Store) -> String {
    wording(store == .trustedRoot ? "label.trustedRoot" : "label.intermediate")
  }

  /// The physical store's name in the server's MMC, with the mark if its wording is not confirmed.
  public func physicalStore(_ physical: PhysicalStore) -> String {
    physical.label.map(wording.marked) ?? wording("physical.unknown")
  }
}

extension PhysicalStore {
  /// The key of its name in the server's tree; `nil` if it is not known which one it is.
  public var label: String? {
    switch self {
    case .registry: "label.physicalRegistry"
    case .authRoot: "label.physicalThirdParty"
    case .groupPolicy: "label.physicalGroupPolicy"
    case .enterprise: "label.physicalEnterprise"
    case .unknown: nil
    }
  }
}
