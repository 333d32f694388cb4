// SPDX-License-Identifier: GPL-3.0-or-later

import Article
import Facts
import JSON
import Procedure
import Stores

// The file of a practice server that is worked on by hand: JSON, certificates as DER in hexadecimal.

extension PracticeMachine {
  /// The version of the file's format.
  static let format = 1

  var encoded: JSONValue {
    [
      "format": .integer(Self.format), "scenario": .string(scenario.rawValue),
      "server": .string(server.rawValue), "product": .string(product.rawValue), "windows": .string(windows),
      "lync": .string(lync),
      "offset": .integer(offsetMinutes), "begun": .string(begun.description),
      "path": .array(path.map { .string(Hexadecimal.text($0.encoded)) }),
      "installed": .array(installed.map(\.encoded)), "deeds": .array(deeds.map(\.encoded)),
    ]
  }

  init(encoded: JSONValue) throws(CodingError) {
    guard try encoded.member("format", \.integer) == Self.format else { throw CodingError(member: "format") }
    self.init(
      scenario: try encoded.word("scenario"), server: try encoded.word("server"),
      // Older practice servers are ones of Lync Server 2013.
      product: encoded["product"] == nil ? .lync2013 : try encoded.word("product"),
      windows: try encoded.text("windows"), lync: try encoded.text("lync"),
      offsetMinutes: try encoded.member("offset", \.integer),
      begun: try encoded.member("begun") { $0.string.flatMap(Instant.init(iso8601:)) },
      path: try encoded.member("path") { $0.elements(Self.certificate) },
      installed: try encoded.member("installed") { $0.elements(Entry.init(encoded:)) },
      deeds: try encoded.member("deeds") { $0.elements(Done.init(encoded:)) })
    guard path.count > 1 else { throw CodingError(member: "path") }
  }

  fileprivate static func certificate(_ value: JSONValue) -> Certificate? {
    guard let der = value.string.flatMap(Hexadecimal.bytes) else { return nil }
    return try? Certificate(der: der)
  }
}

extension PracticeMachine.Entry {
  fileprivate var encoded: JSONValue {
    [
      "store": .string(store.rawValue), "physical": .string(physical.rawValue),
      "der": .string(Hexadecimal.text(certificate.encoded)),
    ]
  }

  fileprivate init?(encoded: JSONValue) {
    guard let store = encoded["store"]?.string.flatMap(Store.init(rawValue:)),
      let physical = encoded["physical"]?.string.flatMap(PhysicalStore.init(rawValue:)),
      let certificate = encoded["der"].flatMap(PracticeMachine.certificate)
    else { return nil }
    self.init(certificate: certificate, store: store, physical: physical)
  }
}

extension PracticeMachine.Done {
  fileprivate var encoded: JSONValue {
    typealias M = JSONValue.Member
    return .object([M("at", .string(at.description))] + deed.encoded)
  }

  fileprivate init?(encoded: JSONValue) {
    guard let at = encoded["at"]?.string.flatMap(Instant.init(iso8601:)),
      let deed = PracticeMachine.Deed(encoded: encoded)
    else { return nil }
    self.init(deed: deed, at: at)
  }
}

extension PracticeMachine.Deed {
  fileprivate var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    func about(_ name: String, _ thumbprint: Thumbprint) -> [M] {
      [M("deed", .string(name)), M("sha1", .string(thumbprint.description))]
    }
    switch self {
    case .exported(let thumbprint, let file):
      return about("exported", thumbprint) + [M("file", .string(file))]
    case .deleted(let thumbprint, let store, let physical):
      return about("deleted", thumbprint)
        + [M("store", .string(store.rawValue)), M("physical", .string(physical.rawValue))]
    case .imported(let thumbprint, let store):
      return about("imported", thumbprint) + [M("store", .string(store.rawValue))]
    case .refreshed: return [M("deed", "refreshed")]
    case .restarted: return [M("deed", "restarted")]
    case .signedIn(let works): return [M("deed", "signedIn"), M("works", .boolean(works))]
    }
  }

  fileprivate init?(encoded: JSONValue) {
    let thumbprint = encoded["sha1"]?.string.flatMap(Thumbprint.init(pasted:))
    let store = encoded["store"]?.string.flatMap(Store.init(rawValue:))
    let physical = encoded["physical"]?.string.flatMap(PhysicalStore.init(rawValue:))
    switch (encoded["deed"]?.string, thumbprint, store, physical) {
    case ("exported", let thumbprint?, _, _):
      guard let file = encoded["file"]?.string else { return nil }
      self = .exported(thumbprint, file: file)
    case ("deleted", let thumbprint?, let store?, let physical?):
      self = .deleted(thumbprint, store, physical)
    case ("imported", let thumbprint?, let store?, _): self = .imported(thumbprint, store)
    case ("refreshed", _, _, _): self = .refreshed
    case ("restarted", _, _, _): self = .restarted
    case ("signedIn", _, _, _):
      guard let works = encoded["works"]?.boolean else { return nil }
      self = .signedIn(works: works)
    default: return nil
    }
  }
}
