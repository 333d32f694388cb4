// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Glibc
import Inspection
import Stores
import Texts

/// A look at a server, in sentences.
struct ProbeWords {
  let wording: Wording
  let host: String
  let port: UInt16
  let deadlines: Deadlines

  /// The text of `probe.<key>`; host and port are known to each.
  private func text(_ key: String, _ values: [String: String] = [:]) -> String {
    let common = [
      "host": host, "port": String(port), "seconds": String(deadlines.silence.components.seconds),
    ]
    return wording("probe.\(key)", common.merging(values) { $1 })
  }
}

// MARK: - What was seen

extension ProbeWords {
  /// One fact a line.
  func lines(_ presented: Presented) -> [String] {
    let others = presented.addresses.count - 1
    let cipher = presented.cipher ?? wording("unknown")
    var lines = [
      text(
        others > 0 ? "address.oneOf" : "address",
        ["address": presented.address, "count": String(presented.addresses.count)]),
      text("protocol", ["protocol": presented.protocolName, "cipher": cipher]),
      handshake(presented),
    ]
    for (position, certificate) in presented.certificates.enumerated() {
      lines += ["", text("certificate", ["number": String(position + 1)])]
      lines += self.lines(certificate).map { "  \($0)" }
    }
    return lines + ["", order(presented), names(presented.requested)]
  }

  private func lines(_ certificate: Certificate) -> [String] {
    [
      text("issuedTo", ["name": certificate.subject.simpleDisplayName]),
      text("issuedBy", ["name": certificate.issuer.simpleDisplayName]),
      text("serial", ["serial": certificate.serial.description]),
      text("validFrom", ["time": certificate.validity.notBefore.text(offsetMinutes: 0)]),
      text("validTo", ["time": certificate.validity.notAfter.text(offsetMinutes: 0)]),
      text("sha1", ["thumbprint": certificate.thumbprint.description]),
    ]
  }

  /// How the handshake ended.
  func handshake(_ presented: Presented) -> String {
    guard case .refused(let refusal) = presented.handshake else { return text("handshake.completed") }
    if presented.isClientCertificateWanted {
      return text("handshake.clientCertificate")
    }
    return text("handshake.\(key(refusal))", values(refusal))
  }

  /// Whether each certificate's issuer comes next.
  private func order(_ presented: Presented) -> String {
    let successors = presented.successors
    guard let last = successors.last else { return text("order.none") }
    let isWhole = successors.dropLast().allSatisfy { $0 == .issuer }
    switch last {
    case .root where isWhole: return text(successors.count == 1 ? "order.onlySelfSigned" : "order.toRoot")
    case .notSent where isWhole:
      return text(successors.count == 1 ? "order.onlyOne" : "order.withoutRoot")
    default: return text("order.broken")
    }
  }

  private func names(_ requested: RequestedAuthorities?) -> String {
    guard let requested else { return text("names.notAsked") }
    guard requested.count > 0 else { return text("names.none") }
    let values = [
      "count": String(requested.count), "bytes": String(requested.octets),
      "limit": String(RequestedAuthorities.schannelLimitOctets), "duplicates": String(requested.duplicates),
    ]
    return text(requested.duplicates > 0 ? "names.repeated" : "names.list", values)
  }
}

// MARK: - What it means

extension ProbeWords {
  func meaning(_ presented: Presented, _ remarks: [ProbeRemark]) -> String {
    let isDoubtful = remarks.contains { if case .otherKey = $0 { true } else { false } }
    return text(isDoubtful ? "meaning.otherKey" : "meaning.compare")
  }

  func text(_ remark: ProbeRemark) -> String { text("remark.\(remark.identifier)", values(remark)) }

  private func values(_ remark: ProbeRemark) -> [String: String] {
    let limit = String(RequestedAuthorities.schannelLimitOctets)
    switch remark {
    case .otherKey(let number, let issuer), .outOfOrder(let number, let issuer):
      return ["number": String(number), "issuer": String(issuer)]
    case .expired(let number, let time), .notYetValid(let number, let time):
      return ["number": String(number), "time": time.text(offsetMinutes: 0)]
    case .unreadableCertificates(let count), .unreadableIssuerNames(let count):
      return ["count": String(count)]
    case .issuerListOver16KB(let octets), .issuerListFull(let octets):
      return ["bytes": String(octets), "limit": limit]
    case .issuerNamesRepeated(let repeated):
      return [
        "names": repeated.map { "“\($0.name.simpleDisplayName)” (\($0.times))" }.joined(separator: ", ")
      ]
    case .clientCertificateWanted, .issuerListUnknown: return [:]
    }
  }
}

// MARK: - What went wrong

extension ProbeWords {
  /// A host that cannot be reached is a thing that is not there; one that answers in another way, bad data.
  static func exitCode(_ error: ProbeError) -> ExitCode {
    switch error {
    case .hostNotFound, .lookupFailed, .unreachable, .noCertificates(_, .silent): .noInput
    case .noCertificates, .notTLS: .badData
    case .cancelled: .interrupted
    case .library: .inputOutput
    }
  }

  func text(_ error: ProbeError) -> String {
    switch error {
    case .hostNotFound: text("error.notFound")
    case .lookupFailed(let reason): text("error.lookup", ["reason": reason])
    case .unreachable(let attempts): unreachable(attempts)
    case .noCertificates(let address, let refusal):
      text("error.\(key(refusal))", values(refusal).merging(["address": address]) { $1 })
    case .notTLS(let address, let isHTTP): text(isHTTP ? "error.http" : "error.notTLS", ["address": address])
    case .cancelled: text("cancelled")
    case .library(let reason): text("error.library", ["reason": reason])
    }
  }

  /// A refusal says more than silence: somebody is there.
  private func unreachable(_ attempts: [ProbeError.Attempt]) -> String {
    let addresses = attempts.map(\.address).joined(separator: ", ")
    let connect = String(deadlines.connect.components.seconds)
    if attempts.contains(where: { $0.number == ECONNREFUSED }) {
      return text("error.refused", ["address": addresses])
    }
    if attempts.contains(where: { $0.number == ETIMEDOUT }) {
      return text("error.timedOut", ["address": addresses, "seconds": connect])
    }
    let reason = SystemError.text(attempts.last?.number ?? EHOSTUNREACH)
    return text("error.unreachable", ["address": addresses, "reason": reason])
  }

  private func key(_ refusal: Refusal) -> String {
    switch refusal {
    case .alert: "alert"
    case .closed: "closed"
    case .silent: "silent"
    case .notUnderstood: "notUnderstood"
    }
  }

  private func values(_ refusal: Refusal) -> [String: String] {
    switch refusal {
    case .alert(let number): ["number": String(number), "name": refusal.alertName ?? wording("unknown")]
    case .closed, .silent: [:]
    case .notUnderstood(let reason): ["reason": reason]
    }
  }
}
