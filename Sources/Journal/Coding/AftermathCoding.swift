// SPDX-License-Identifier: GPL-3.0-or-later

import FactCoding
import Facts
import JSON
import Occurrences
import Procedure

// What is done outside the procedure: command files, new readings of the server, restored certificates.
//   commandsWritten  "head","server","folder","entries":[{"entry":"0/2","sha1":"…","file":"…","lastFour":"…"}]
//   rechecked        "removed":[{"entry":"0/2","restored":false,"presence":PRESENCE}],
//                    "kept":[{"noted":0,"presence":PRESENCE}],"moved":[{"entry":"0/2","presence":PRESENCE}],
//                    "events":{"new":0,"undated":0},"sources":["…"]; "moved" only where something was moved
//   PRESENCE         {"there":["registry"]}, "absent" or {"notLookedAt":["groupPolicy"]}; events may be null
//   restored         "entry":"0/2","seen":"byWizard", "byWord" or {"file":"…"}
//   deletedOutside   "sha1","store","head","file","folder","receipt","der", which may be null
//   restoredOutside  "sha1","seen"

extension EntryID {
  /// `0/2`, as `description` writes it.
  init?(encoded text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let position = parts[0], let number = parts[1], position >= 0, number > 0 else {
      return nil
    }
    self.init(noted: NotedID(position), number: number)
    guard description == text else { return nil }
  }
}

extension CommandOrder {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    return [
      M("head", .string(head)), M("server", .string(server)), M("folder", .string(folder)),
      M("entries", .array(entries.map(\.encoded))),
    ]
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> CommandOrder {
    CommandOrder(
      head: try line.text("head"), server: try line.text("server"), folder: try line.text("folder"),
      entries: try line.member("entries") { $0.elements(Entry.init(encoded:)) })
  }
}

extension CommandOrder.Entry {
  var encoded: JSONValue {
    [
      "entry": .string(id.description), "sha1": .string(thumbprint.description), "file": .string(file),
      "lastFour": .string(lastFour),
    ]
  }

  init?(encoded value: JSONValue) {
    guard let id = value["entry"]?.string.flatMap(EntryID.init(encoded:)),
      let thumbprint = value["sha1"]?.string.flatMap(Hexadecimal.bytes).flatMap(Thumbprint.init(bytes:)),
      let file = value["file"]?.string, let lastFour = value["lastFour"]?.string
    else { return nil }
    self.init(id: id, thumbprint: thumbprint, file: file, lastFour: lastFour)
  }
}

extension Thumbprint {
  /// The 40 digits in a member.
  init?(encoded value: JSONValue) {
    guard let bytes = value.string.flatMap(Hexadecimal.bytes) else { return nil }
    self.init(bytes: bytes)
  }
}

extension OutsideDeletion {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    return [
      M("sha1", .string(thumbprint.description)), M("store", .string(store.rawValue)),
      M("head", .string(head)), M("file", .string(export.file)), M("folder", .string(export.folder)),
      M("receipt", .string(receipt)), M("der", certificate?.encoded ?? .null),
    ]
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> OutsideDeletion {
    OutsideDeletion(
      thumbprint: try line.member("sha1", Thumbprint.init(encoded:)), store: try line.word("store"),
      head: try line.text("head"),
      certificate: line["der"] == .null
        ? nil : try line.member("der") { $0.string.flatMap(CertificateFacts.decode) },
      export: ExportName(file: try line.text("file"), folder: try line.text("folder")),
      receipt: try line.text("receipt"))
  }
}

extension Recheck {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    return [
      M("removed", .array(removed.map(\.encoded))), M("kept", .array(kept.map(\.encoded))),
    ] + (moved.isEmpty ? [] : [M("moved", .array(moved.map(\.encoded)))]) + [
      M("events", events?.encoded ?? .null), M("sources", .array(sources.map(JSONValue.string))),
    ]
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> Recheck {
    Recheck(
      removed: try line.member("removed") { $0.elements(Removed.init(encoded:)) },
      kept: try line.member("kept") { $0.elements(Kept.init(encoded:)) },
      moved: line["moved"] == nil ? [] : try line.member("moved") { $0.elements(Moved.init(encoded:)) },
      events: line["events"] == .null ? nil : try line.member("events", Events.init(encoded:)),
      sources: try line.member("sources") { $0.elements(\.string) })
  }
}

extension Recheck.Removed {
  var encoded: JSONValue {
    ["entry": .string(id.description), "restored": .boolean(isRestored), "presence": presence.encoded]
  }

  init?(encoded value: JSONValue) {
    guard let id = value["entry"]?.string.flatMap(EntryID.init(encoded:)),
      let isRestored = value["restored"]?.boolean,
      let presence = value["presence"].flatMap(Recheck.Presence.init(encoded:))
    else { return nil }
    self.init(id: id, isRestored: isRestored, presence: presence)
  }
}

extension Recheck.Kept {
  var encoded: JSONValue { ["noted": .integer(id.position), "presence": presence.encoded] }

  init?(encoded value: JSONValue) {
    guard let position = value["noted"]?.integer, position >= 0,
      let presence = value["presence"].flatMap(Recheck.Presence.init(encoded:))
    else { return nil }
    self.init(id: NotedID(position), presence: presence)
  }
}

extension Recheck.Moved {
  var encoded: JSONValue { ["entry": .string(id.description), "presence": presence.encoded] }

  init?(encoded value: JSONValue) {
    guard let id = value["entry"]?.string.flatMap(EntryID.init(encoded:)),
      let presence = value["presence"].flatMap(Recheck.Presence.init(encoded:))
    else { return nil }
    self.init(id: id, presence: presence)
  }
}

extension Recheck.Events {
  var encoded: JSONValue { ["new": .integer(new), "undated": .integer(undated)] }

  init?(encoded value: JSONValue) {
    guard let new = value["new"]?.integer, let undated = value["undated"]?.integer else { return nil }
    self.init(new: new, undated: undated)
  }
}

extension Recheck.Presence {
  var encoded: JSONValue {
    switch self {
    case .there(let places): ["there": Self.encode(places)]
    case .absent: "absent"
    case .notSeen(let places): ["notLookedAt": Self.encode(places)]
    }
  }

  init?(encoded value: JSONValue) {
    if value.string == "absent" {
      self = .absent
    } else if let places = value["there"].flatMap(Self.places) {
      self = .there(places)
    } else if let places = value["notLookedAt"].flatMap(Self.places) {
      self = .notSeen(notLookedAt: places)
    } else {
      return nil
    }
  }

  private static func encode(_ places: [PhysicalStore]) -> JSONValue {
    .array(places.map { .string($0.rawValue) })
  }

  private static func places(_ value: JSONValue) -> [PhysicalStore]? {
    value.elements { $0.string.flatMap(PhysicalStore.init(rawValue:)) }
  }
}

extension Restoration {
  var encoded: JSONValue {
    switch self {
    case .byWizard: "byWizard"
    case .byWord: "byWord"
    case .seenIn(let file): ["file": .string(file)]
    }
  }

  init?(encoded value: JSONValue) {
    switch (value.string, value["file"]?.string) {
    case ("byWizard", _): self = .byWizard
    case ("byWord", _): self = .byWord
    case (_, let file?): self = .seenIn(file: file)
    default: return nil
    }
  }
}
