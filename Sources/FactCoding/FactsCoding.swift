// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Facts
public import JSON

extension CertificateFacts {
  /// Decodes a certificate from its DER in hexadecimal; everything else is read from it.
  public static func decode(_ hexadecimal: String) -> CertificateFacts? {
    guard let der = Hexadecimal.bytes(hexadecimal), let certificate = try? Certificate(der: der),
      let thumbprint = Thumbprint(bytes: Digest.sha1(der))
    else { return nil }
    return CertificateFacts(certificate: certificate, thumbprint: thumbprint)
  }

  /// - Precondition: the facts come from a certificate. Typed facts are recorded as typed, and facts that a
  ///   file lists without DER are recorded with `listed`.
  public var encoded: JSONValue {
    guard let certificate else { preconditionFailure("only whole certificates are recorded as such") }
    return .string(Hexadecimal.text(certificate.encoded))
  }
}

extension FactSource {
  private static let filePrefix = "file:"
  private static let pastedPrefix = "pasted:"
  private static let livePrefix = "live:"

  public var encoded: JSONValue {
    switch self {
    case .typed: "typed"
    case .practice: "practice"
    case .file(let name): .string(Self.filePrefix + name)
    case .pasted(let name): .string(Self.pastedPrefix + name)
    case .live(let host): .string(Self.livePrefix + host)
    }
  }

  public init?(encoded: JSONValue) {
    switch encoded.string {
    case "typed": self = .typed
    case "practice": self = .practice
    case let text? where text.hasPrefix(Self.filePrefix):
      self = .file(String(text.dropFirst(Self.filePrefix.count)))
    case let text? where text.hasPrefix(Self.pastedPrefix):
      self = .pasted(String(text.dropFirst(Self.pastedPrefix.count)))
    case let text? where text.hasPrefix(Self.livePrefix):
      self = .live(String(text.dropFirst(Self.livePrefix.count)))
    default: return nil
    }
  }
}

extension ListedEntry {
  public var encoded: JSONValue {
    typealias M = JSONValue.Member
    let facts =
      certificate.certificate == nil ? M("listed", certificate.listed) : M("der", certificate.encoded)
    return .object([facts, M("physical", .string(physical.rawValue)), M("source", source.encoded)])
  }

  public init?(encoded: JSONValue) {
    guard let certificate = Self.facts(encoded),
      let physical = encoded["physical"]?.string.flatMap(PhysicalStore.init(rawValue:)),
      let source = encoded["source"].flatMap(FactSource.init(encoded:))
    else { return nil }
    self.init(certificate: certificate, physical: physical, source: source)
  }

  /// Either a certificate, or a text's description of one.
  private static func facts(_ encoded: JSONValue) -> CertificateFacts? {
    switch (encoded["der"], encoded["listed"]) {
    case (let der?, nil): der.string.flatMap(CertificateFacts.decode)
    case (nil, let listed?): CertificateFacts(listed: listed)
    default: nil
    }
  }
}
