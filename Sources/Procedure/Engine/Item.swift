// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

/// A certificate of the noted path by its place: 0 is the root, 1 the intermediate below it, and so on. The server
/// certificate has no place.
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

/// A row that step 8 listed for a noted certificate, numbered from 1 in the order in which it was listed.
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

/// A value that is typed.
public enum Field: String, Hashable, Sendable, CaseIterable {
  case server
  case administrator
  /// The server clock's offset from UTC, such as `+01:00`.
  case timeZone
  case issuer
  case serial
  case subject
  case validFrom
  /// May be left out.
  case thumbprint
}

/// One thing to be answered: a step, and what it is about this time. The procedure's loops show a step several times.
public struct Item: Hashable, Sendable {
  public enum About: Hashable, Sendable {
    case session
    case noted(NotedID)
    case entry(EntryID)
  }

  public let step: Step
  public let about: About
  public let form: Form

  public init(_ step: Step, about: About = .session, _ form: Form) {
    self.step = step
    self.about = about
    self.form = form
  }

  /// What identifies the item in the session file: `root.11@0/2:serial`.
  ///
  /// A decision bears the verdict that it was made on, so that it falls when the verdict changes.
  public var key: String {
    let place: String
    switch about {
    case .session: place = ""
    case .noted(let id): place = "@\(id)"
    case .entry(let id): place = "@\(id)"
    }
    switch form {
    case .value(let field): return "\(step.id)\(place):\(field.rawValue)"
    case .decision(let verdict): return "\(step.id)\(place):\(verdict.rawValue)"
    default: return step.id + place
    }
  }
}

/// How an item is answered.
public enum Form: Hashable, Sendable {
  /// Done.
  case confirmation
  /// In order, or something was found.
  case check
  /// A typed value; for a certificate's attributes also the certificate itself.
  case value(Field)
  /// The thumbprints that phones are told to trust.
  case phoneTrust
  /// Whether the path goes on below this certificate.
  case branch
  /// The rows that step 8 finds.
  case listing
  /// The physical store of a copy.
  case origin
  /// What to do with an entry of this verdict.
  case decision(Verdict)
  /// A file name and a folder on the server.
  case exportName
  /// The exported file itself, or that it was seen on the server.
  case readBack
  /// Done by the wizard itself; nobody is asked.
  case restoreCard
  /// The last characters of the serial number, as many as tell it from the others.
  case deletion
  /// Gone, or still there.
  case report
  /// How many rows are left.
  case recount
  /// Whether the certificate that matches is still in the list.
  case presence
  /// Read and understood; the procedure ends or leaves this certificate.
  case acknowledgement
}
