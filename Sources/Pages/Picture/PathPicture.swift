// SPDX-License-Identifier: GPL-3.0-or-later

/// A certification path, from the root down: the content of a drawing and of its list.
public struct PathPicture: Equatable {
  public struct Link: Equatable {
    /// “Root”, “Intermediate”.
    public let role: String
    public let name: String
    public let details: String
    /// Whether it is part of what was noted; the server's own certificate is not.
    public let isNoted: Bool

    public init(role: String, name: String, details: String, isNoted: Bool) {
      self.role = role
      self.name = name
      self.details = details
      self.isNoted = isNoted
    }
  }

  public let title: String
  public let links: [Link]

  public init(title: String, links: [Link]) {
    self.title = title
    self.links = links
  }

  public func renamed(_ rename: (String) -> String) -> PathPicture {
    PathPicture(
      title: title,
      links: links.map {
        Link(role: $0.role, name: rename($0.name), details: rename($0.details), isNoted: $0.isNoted)
      })
  }
}

extension PathPicture {
  private static let width = 340
  private static let boxHeight = 62
  private static let step = boxHeight + 22

  var description: String {
    links.map { "\($0.role): \([$0.name, $0.details].filter { !$0.isEmpty }.joined(separator: ", "))" }
      .joined(separator: "; ")
  }

  /// - Parameter id: unique in the page.
  public func svg(id: String) -> String {
    let boxes = links.enumerated().map { box($1, at: $0 * Self.step, hasNext: $0 + 1 < links.count) }
    return """
      <svg class="drawing" role="img" aria-describedby="\(id)-d" \
      viewBox="0 0 \(Self.width) \(max(1, links.count) * Self.step - 18)">
      <title>\(HTMLText.escaped(title))</title>
      <desc id="\(id)-d">\(HTMLText.escaped(description))</desc>
      \(boxes.joined(separator: "\n"))
      </svg>
      """
  }

  private func box(_ link: Link, at top: Int, hasNext: Bool) -> String {
    let below = top + Self.boxHeight
    let lines = "class=\"sign\" fill=\"none\" stroke=\"currentColor\""
    let arrow = hasNext ? "\n<path \(lines) d=\"M30 \(below + 2)v17m-5-5l5 5l5-5\"/>" : ""
    func text(_ kind: String, _ text: String, _ size: Double, _ down: Int) -> String {
      let fitted = DrawnText.fitted(
        text, width: Double(Self.width - 24), fontSize: size, isBold: size > 14)
      return "<text class=\"\(kind)\" x=\"14\" y=\"\(top + down)\">\(HTMLText.escaped(fitted))</text>"
    }
    return """
      <g class="box \(link.isNoted ? PageTone.good.rawValue : "\(PageTone.calm.rawValue) is-left")">
      <rect x="1" y="\(top + 1)" width="\(Self.width - 2)" height="\(Self.boxHeight)" rx="8" fill="none" stroke="currentColor"/>
      \(text("quiet", link.role, 12, 18))
      \(text("name", link.name, 15, 37))
      \(text("quiet", link.details, 12, 54))\(arrow)
      </g>
      """
  }
}
