// SPDX-License-Identifier: GPL-3.0-or-later

import FactCoding
import Facts
public import JSON
import Journal
import Stores
public import X509

/// What a server presents, for programs. Positions start with 0; times are UTC.
public struct ProbeReport {
  public let words: ProbeWords
  public let presented: PresentedChain
  public let remarks: [ProbeRemark]

  public init(words: ProbeWords, presented: PresentedChain, remarks: [ProbeRemark]) {
    self.words = words
    self.presented = presented
    self.remarks = remarks
  }

  public var value: JSONValue {
    [
      "schema": "lync-pin-wizard/probe/1",
      "host": .string(words.host),
      "port": .integer(Int(words.port)),
      "address": .string(presented.address),
      "addresses": .array(presented.addresses.map(JSONValue.string)),
      "serverName": JSONValue(presented.serverName),
      "protocol": .string(presented.protocolName),
      "cipher": JSONValue(presented.cipher),
      "handshake": handshake,
      "certificates": .array(zip(presented.certificates, presented.successors).map(certificate)),
      "unreadableCertificates": .integer(presented.unreadable),
      "clientCertificate": requested,
      "advisories": .array(
        remarks.map { ["id": .string($0.identifier), "detail": .string(words.text($0))] }),
    ]
  }

  private var handshake: JSONValue {
    guard case .refused(let refusal) = presented.handshake else { return ["ended": "completed"] }
    let kind: String
    let alert: JSONValue
    switch refusal {
    case .alert(let number): (kind, alert) = ("alert", .integer(Int(number)))
    case .closed: (kind, alert) = ("closed", .null)
    case .silent: (kind, alert) = ("silent", .null)
    case .notUnderstood: (kind, alert) = ("notUnderstood", .null)
    }
    return ["ended": .string(kind), "alert": alert, "detail": .string(words.handshake(presented))]
  }

  private func certificate(_ certificate: Certificate, _ successor: PresentedChain.Successor) -> JSONValue {
    let next: (String, JSONValue)
    switch successor {
    case .issuer: next = ("next", .null)
    case .root: next = ("selfSigned", .null)
    case .elsewhere(let position): next = ("elsewhere", .integer(position))
    case .otherKey(let position): next = ("otherKey", .integer(position))
    case .notSent: next = ("notSent", .null)
    }
    return .object(
      CertificateMembers.of(certificate) + [
        JSONValue.Member("issuerCertificate", .string(next.0)), JSONValue.Member("issuerPosition", next.1),
      ])
  }

  private var requested: JSONValue {
    guard let requested = presented.requested else { return .null }
    return [
      "names": .array(requested.names.map { .string($0.rfc4514) }),
      "count": .integer(requested.count), "bytes": .integer(requested.octets),
      "limitBytes": .integer(RequestedAuthorities.schannelLimitOctets),
      "duplicates": .integer(requested.duplicates), "unreadable": .integer(requested.unreadable),
    ]
  }
}
