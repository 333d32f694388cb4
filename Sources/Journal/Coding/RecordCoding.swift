// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import FactCoding
import Facts
import JSON
import Occurrences
import Procedure

extension Record {
  /// The members of the line, without `prev` and `hash`.
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    let name: String
    let members: [M]
    switch event {
    case .started(let start):
      name = "started"
      members = start.encoded
    case .answered(let key, let answer):
      name = answer.event
      members = [M("item", .string(key))] + answer.content.members
    case .remarked(let key, let text):
      name = "remarked"
      members = [M("item", .string(key)), M("text", .string(text))]
    case .withdrawn(let sequence, let keeps):
      name = "withdrawn"
      members = [M("from", .integer(sequence))] + (keeps ? [M("keeps", .boolean(true))] : [])
    case .rowFound(let id):
      name = "rowFound"
      members = [M("entry", .string(id.description))]
    case .pasted(let file, let store):
      name = "pasted"
      members = [M("file", .string(file)), M("store", JSONValue(store?.rawValue))]
    case .handedOver(let receiver, let reason):
      name = "handedOver"
      members = [M("to", .string(receiver)), M("reason", .string(reason))]
    case .labelled(let windows, let lync):
      name = "labelled"
      members = [M("windows", .string(windows)), M("lync", .string(lync))]
    case .commanded(let order):
      name = "commandsWritten"
      members = order.encoded
    case .rechecked(let recheck):
      name = "rechecked"
      members = recheck.encoded
    case .restored(let id, let restoration):
      name = "restored"
      members = [M("entry", .string(id.description)), M("seen", restoration.encoded)]
    case .contacted(let identity):
      name = "contacted"
      members = identity.encoded
    case .deletedOutside(let one):
      name = "deletedOutside"
      members = one.encoded
    case .restoredOutside(let thumbprint, let restoration):
      name = "restoredOutside"
      members = [M("sha1", .string(thumbprint.description)), M("seen", restoration.encoded)]
    case .ran(let command, let outcome):
      name = "ran"
      members = [M("command", .string(command))] + outcome.encoded
    case .parked(let why):
      name = "parked"
      members = [M("why", .string(why.rawValue))]
    case .atHand(let facts):
      name = "atHand"
      members = [M("certificates", .array(facts.map(\.encoded)))]
    case .clock(let check):
      name = "clockChecked"
      members = check.encoded
    case .approvalRequired(let file):
      name = "approvalRequired"
      members = [M("file", .string(file))]
    case .approved(let approval):
      name = "approved"
      members = approval.encoded
    case .resumed(let program, let procedure, let person):
      name = "resumed"
      members =
        [M("program", .string(program))] + (procedure.map { [M("procedure", .integer($0))] } ?? [])
        + (person.map { [M("by", .string($0))] } ?? [])
    }
    return [M("seq", .integer(sequence)), M("at", .string(at.description)), M("event", .string(name))]
      + members
  }

  /// - Parameter answers: the answers that a line can contain.
  static func decode(
    _ line: JSONValue, answers: Vocabulary = .standard
  ) throws(CodingError) -> Record {
    let name = try line.text("event")
    let event: Event
    switch name {
    case "started": event = .started(try Start.decode(line))
    case "remarked": event = .remarked(key: try line.text("item"), text: try line.text("text"))
    case "withdrawn":
      event = .withdrawn(
        from: try line.member("from", \.integer),
        keeps: line["keeps"] == nil ? false : try line.member("keeps", \.boolean))
    case "rowFound":
      event = .rowFound(try line.member("entry") { $0.string.flatMap(EntryID.init(encoded:)) })
    case "pasted": event = .pasted(file: try line.text("file"), store: try Store.decode(line))
    case "handedOver": event = .handedOver(to: try line.text("to"), reason: try line.text("reason"))
    case "labelled": event = .labelled(windows: try line.text("windows"), lync: try line.text("lync"))
    case "commandsWritten": event = .commanded(try CommandOrder.decode(line))
    case "rechecked": event = .rechecked(try Recheck.decode(line))
    case "restored":
      event = .restored(
        try line.member("entry") { $0.string.flatMap(EntryID.init(encoded:)) },
        try line.member("seen", Restoration.init(encoded:)))
    case "contacted": event = .contacted(try ServerIdentity.decode(line))
    case "deletedOutside": event = .deletedOutside(try OutsideDeletion.decode(line))
    case "restoredOutside":
      event = .restoredOutside(
        try line.member("sha1", Thumbprint.init(encoded:)),
        try line.member("seen", Restoration.init(encoded:)))
    case "ran": event = .ran(command: try line.text("command"), outcome: try RunOutcome.decode(line))
    case "parked": event = .parked(try line.word("why"))
    case "atHand":
      event = .atHand(
        try line.member("certificates") { $0.elements { $0.string.flatMap(CertificateFacts.decode) } })
    case "approvalRequired": event = .approvalRequired(by: try line.text("file"))
    case "approved": event = .approved(try Approval.decode(line))
    case "clockChecked": event = .clock(try ClockCheck.decode(line))
    case "resumed":
      event = .resumed(
        program: try line.text("program"),
        procedure: line["procedure"] == nil ? nil : try line.member("procedure", \.integer),
        by: line["by"] == nil ? nil : try line.text("by"))
    default:
      guard let answer = try answers.answer(name, line) else { throw CodingError(member: "event") }
      event = .answered(key: try line.text("item"), answer)
    }
    return Record(
      sequence: try line.member("seq", \.integer),
      at: try line.member("at") { $0.string.flatMap(Instant.init(iso8601:)) }, event: event)
  }
}

extension Store {
  /// `null` is no store; anything else must be one.
  fileprivate static func decode(_ line: JSONValue) throws(CodingError) -> Store? {
    if line["store"] == .null { return nil }
    return try line.member("store") { $0.string.flatMap(Store.init(rawValue:)) }
  }
}

extension Start {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    var members = [
      M("format", .integer(format)), M("procedure", .integer(procedure)), M("program", .string(program)),
      M("server", .string(server.rawValue)),
    ]
    // Older programs know one procedure, so the member is only there where it is another one.
    if course != .duplicates { members.append(M("course", .string(course.rawValue))) }
    if let product { members.append(M("product", .string(product.rawValue))) }
    if let practice { members.append(M("practice", practice.encoded)) }
    if let live {
      members.append(
        M(
          "live",
          ["host": .string(live.host), "port": .integer(live.port), "dryRun": .boolean(live.isDryRun)]))
    }
    if let earlier {
      members.append(M("earlier", ["session": .string(earlier.session), "head": .string(earlier.head)]))
    }
    members.append(M("chain", .array(chainFiles.map(JSONValue.string))))
    members.append(M("stores", .array(storeFiles.map { .object($0.encoded) })))
    if !eventFiles.isEmpty { members.append(M("events", .array(eventFiles.map(JSONValue.string)))) }
    return members
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> Start {
    Start(
      format: try line.member("format", \.integer), procedure: try line.member("procedure", \.integer),
      program: try line.text("program"),
      course: line["course"] == nil ? .duplicates : try line.word("course"), server: try line.word("server"),
      product: line["product"] == nil ? nil : try line.word("product"),
      practice: try line["practice"].map(Practice.decode), live: try line["live"].map(Live.decode),
      earlier: try line["earlier"].map(Earlier.decode),
      chainFiles: try line.member("chain") { $0.elements(\.string) },
      storeFiles: try line.member("stores") { $0.elements(StoreFile.init(encoded:)) },
      eventFiles: line["events"] == nil ? [] : try line.member("events") { $0.elements(\.string) })
  }
}

extension Start.Practice {
  /// Older programs know no practice by hand, so the member is only there where it says something.
  var encoded: JSONValue {
    typealias M = JSONValue.Member
    let members = [M("scenario", .string(scenario)), M("seed", .string(String(seed)))]
    return .object(members + (isByHand ? [M("byHand", true)] : []))
  }

  static func decode(_ value: JSONValue) throws(CodingError) -> Start.Practice {
    Start.Practice(
      scenario: try value.text("scenario"),
      seed: try value.member("seed") { $0.string.flatMap { UInt64($0) } },
      isByHand: value["byHand"] == nil ? false : try value.member("byHand", \.boolean))
  }
}

extension Start.Earlier {
  static func decode(_ value: JSONValue) throws(CodingError) -> Start.Earlier {
    Start.Earlier(session: try value.text("session"), head: try value.text("head"))
  }
}

extension Start.Live {
  static func decode(_ value: JSONValue) throws(CodingError) -> Start.Live {
    Start.Live(
      host: try value.text("host"), port: try value.member("port", \.integer),
      isDryRun: try value.member("dryRun", \.boolean))
  }
}

extension ClockCheck {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    switch self {
    case .plausible: return [M("clock", "plausible")]
    case .beforeRelease: return [M("clock", "beforeRelease")]
    case .differs(let server): return [M("clock", "differs"), M("server", .string(server.description))]
    }
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> ClockCheck {
    switch try line.text("clock") {
    case "plausible": .plausible
    case "beforeRelease": .beforeRelease
    case "differs": .differs(server: try line.member("server") { $0.string.flatMap(Instant.init(iso8601:)) })
    default: throw CodingError(member: "clock")
    }
  }
}

extension RunOutcome {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    switch self {
    case .begun: return [M("outcome", "begun")]
    case .done: return [M("outcome", "done")]
    case .failed(let reason): return [M("outcome", "failed"), M("reason", .string(reason))]
    case .refused(let reason): return [M("outcome", "refused"), M("reason", .string(reason))]
    }
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> RunOutcome {
    switch try line.text("outcome") {
    case "begun": .begun
    case "done": .done
    case "failed": .failed(reason: try line.text("reason"))
    case "refused": .refused(reason: try line.text("reason"))
    default: throw CodingError(member: "outcome")
    }
  }
}

extension Start.StoreFile {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    let members = [M("store", JSONValue(store?.rawValue)), M("path", .string(path))]
    return physical == .unknown ? members : members + [M("physical", .string(physical.rawValue))]
  }

  init?(encoded value: JSONValue) {
    guard let path = value["path"]?.string, let name = value["store"] else { return nil }
    let store = name.string.flatMap(Store.init(rawValue:))
    guard store != nil || name == .null else { return nil }
    let place = value["physical"].map { $0.string.flatMap(PhysicalStore.init(rawValue:)) } ?? .unknown
    guard let place else { return nil }
    self.init(store: store, physical: place, path: path)
  }
}
