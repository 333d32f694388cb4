// SPDX-License-Identifier: GPL-3.0-or-later

/// The place of a certificate on the noted path: 0 is the root, 1 the intermediate below it, and so on. The
/// server certificate has no place.
public struct NotedID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let position: Int

  public init(_ position: Int) { self.position = position }

  public static let root = NotedID(0)

  public var role: Role { position == 0 ? .root : .intermediate }
  public var below: NotedID { NotedID(position + 1) }
  public var above: NotedID? { position == 0 ? nil : NotedID(position - 1) }
  public var description: String { String(position) }

  public static func < (one: NotedID, other: NotedID) -> Bool { one.position < other.position }
}

/// A row that step 8 listed for a noted certificate, numbered from 1 in list order.
public struct EntryID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let noted: NotedID
  public let number: Int

  public init(noted: NotedID, number: Int) {
    self.noted = noted
    self.number = number
  }

  public var description: String { "\(noted)/\(number)" }

  public static func < (one: EntryID, other: EntryID) -> Bool {
    (one.noted, one.number) < (other.noted, other.number)
  }
}
