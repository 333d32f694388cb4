// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Facts
import JSON
import Procedure

/// A line whose JSON is sound but which says nothing that this version understands.
struct CodingError: Error {
  /// The member that is missing or has a value it cannot have.
  let member: String
}

extension JSONValue {
  /// The member with this name, which has to be there and of the kind that `read` takes.
  func member<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(CodingError) -> Value {
    guard let value = self[name].flatMap(read) else { throw CodingError(member: name) }
    return value
  }

  func text(_ name: String) throws(CodingError) -> String { try member(name, \.string) }

  /// A text, or null where it is not known.
  func textIfKnown(_ name: String) throws(CodingError) -> String? {
    self[name] == .null ? nil : try text(name)
  }

  /// What an array holds; `nil` unless every element is of the kind that `read` takes.
  func elements<Value>(_ read: (JSONValue) -> Value?) -> [Value]? {
    guard let values = array else { return nil }
    let read = values.compactMap(read)
    return read.count == values.count ? read : nil
  }

  /// A member whose text is one of an enumeration's raw values.
  func word<Word: RawRepresentable<String>>(_ name: String) throws(CodingError) -> Word {
    try member(name) { $0.string.flatMap(Word.init(rawValue:)) }
  }
}

extension CertificateFacts {
  /// A certificate as its DER in hexadecimal; the rest is read from it again.
  static func decode(_ hexadecimal: String) -> CertificateFacts? {
    guard let der = Hexadecimal.bytes(hexadecimal), let certificate = try? Certificate(der: der),
      let thumbprint = Thumbprint(bytes: Digest.sha1(der))
    else { return nil }
    return CertificateFacts(certificate: certificate, thumbprint: thumbprint)
  }

  /// - Precondition: the facts are those of a certificate; typed facts are recorded as they were typed, and those
  ///   that a file lists without its DER by `listed`.
  var encoded: JSONValue {
    guard let certificate else { preconditionFailure("only whole certificates are recorded as such") }
    return .string(Hexadecimal.text(certificate.encoded))
  }
}

extension FactSource {
  private static let filePrefix = "file:"
  private static let livePrefix = "live:"

  var encoded: JSONValue {
    switch self {
    case .typed: "typed"
    case .practice: "practice"
    case .file(let name): .string(Self.filePrefix + name)
    case .live(let host): .string(Self.livePrefix + host)
    }
  }

  init?(encoded: JSONValue) {
    switch encoded.string {
    case "typed": self = .typed
    case "practice": self = .practice
    case let text? where text.hasPrefix(Self.filePrefix):
      self = .file(String(text.dropFirst(Self.filePrefix.count)))
    case let text? where text.hasPrefix(Self.livePrefix):
      self = .live(String(text.dropFirst(Self.livePrefix.count)))
    default: return nil
    }
  }
}

extension ListedEntry {
  var encoded: JSONValue {
    typealias M = JSONValue.Member
    let facts =
      certificate.certificate == nil ? M("listed", certificate.listed) : M("der", certificate.encoded)
    return .object([facts, M("physical", .string(physical.rawValue)), M("source", source.encoded)])
  }

  init?(encoded: JSONValue) {
    guard let certificate = Self.facts(encoded),
      let physical = encoded["physical"]?.string.flatMap(PhysicalStore.init(rawValue:)),
      let source = encoded["source"].flatMap(FactSource.init(encoded:))
    else { return nil }
    self.init(certificate: certificate, physical: physical, source: source)
  }

  /// Either a certificate, or what a text says of one.
  private static func facts(_ encoded: JSONValue) -> CertificateFacts? {
    switch (encoded["der"], encoded["listed"]) {
    case (let der?, nil): der.string.flatMap(CertificateFacts.decode)
    case (nil, let listed?): CertificateFacts(listed: listed)
    default: nil
    }
  }
}
