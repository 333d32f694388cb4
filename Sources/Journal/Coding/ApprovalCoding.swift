// SPDX-License-Identifier: GPL-3.0-or-later

import FactCoding
import Facts
public import JSON
public import Occurrences
import Procedure

extension Approval {
  var encoded: [JSONValue.Member] {
    typealias M = JSONValue.Member
    return [
      M("by", .string(by)), M("key", .string(key)), M("server", .string(server)), M("line", .integer(line)),
      M("head", .string(head)), M("certificates", .array(certificates.map(\.encoded))),
    ]
  }

  static func decode(_ line: JSONValue) throws(CodingError) -> Approval {
    Approval(
      by: try line.text("by"), key: try line.text("key"), server: try line.text("server"),
      line: try line.member("line", \.integer), head: try line.text("head"),
      certificates: try line.member("certificates") { $0.elements(ApprovedCertificate.init(encoded:)) })
  }
}

extension ApprovedCertificate {
  public var encoded: JSONValue {
    [
      "store": .string(store.rawValue), "issuer": .string(issuer), "serial": .string(serial),
      "sha1": JSONValue(thumbprint?.description),
    ]
  }

  public init?(encoded value: JSONValue) {
    guard let store = value["store"]?.string.flatMap(Store.init(rawValue:)),
      let issuer = value["issuer"]?.string, let serial = value["serial"]?.string, let sha1 = value["sha1"]
    else { return nil }
    let thumbprint = Thumbprint(encoded: sha1)
    guard sha1 == .null || thumbprint != nil else { return nil }
    self.init(store: store, issuer: issuer, serial: serial, thumbprint: thumbprint)
  }
}
