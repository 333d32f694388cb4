// SPDX-License-Identifier: GPL-3.0-or-later

import Article

/// A certification path, from the root down: the content of a drawing and of its list.
public struct PathPicture: Equatable {
  public struct Link: Equatable {
    /// “Root”, “Intermediate”.
    public let role: String
    public let name: String
    /// The end of the serial number, which tells certificates of one name apart; may be empty.
    public let serialEnd: String
    /// Until when it is valid, or why that does not matter; may be empty.
    public let validity: String
    /// Whether it is part of what was noted; the server's own certificate is not.
    public let isNoted: Bool
    /// That it is not where it has to be, in words; empty if it is, or if that is not known.
    public let alarm: String

    public init(
      role: String, name: String, serialEnd: String = "", validity: String, isNoted: Bool, alarm: String = ""
    ) {
      self.role = role
      self.name = name
      self.serialEnd = serialEnd
      self.validity = validity
      self.isNoted = isNoted
      self.alarm = alarm
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
        Link(
          role: $0.role, name: rename($0.name), serialEnd: $0.serialEnd, validity: rename($0.validity),
          isNoted: $0.isNoted, alarm: $0.alarm)
      })
  }
}

extension PathPicture.Link {
  /// All that is said of it besides its name, for a list.
  public var details: String { Self.joined([role, serialEnd, validity, alarm]) }

  fileprivate var kind: String {
    if !alarm.isEmpty { return "\(PageTone.stop.rawValue) is-missing" }
    return isNoted ? PageTone.good.rawValue : "\(PageTone.calm.rawValue) is-left"
  }

  fileprivate static func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension PathPicture {
  private static let width = 340
  private static let boxHeight = 62
  private static let step = boxHeight + 22

  var description: String {
    links.map { link in
      let parts = [link.name, link.serialEnd, link.validity, link.alarm].filter { !$0.isEmpty }
      return "\(link.role): \(parts.joined(separator: ", "))"
    }.joined(separator: "; ")
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
      <g class="box \(link.kind)">
      <rect x="1" y="\(top + 1)" width="\(Self.width - 2)" height="\(Self.boxHeight)" rx="8" fill="none" stroke="currentColor"/>
      \(text("quiet", Link.joined([link.role, link.serialEnd]), 12, 18))
      \(text("name", link.name, 15, 37))
      \(text("quiet", link.alarm.isEmpty ? link.validity : link.alarm, 12, 54))\(arrow)
      </g>
      """
  }
}
