// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Files
import Glibc
import Stores
public import Texts
public import X509

/// Describes the result of probing a server.
public struct ProbeWords {
  public let wording: Wording
  public let host: String
  public let port: UInt16
  public let deadlines: Deadlines

  public init(wording: Wording, host: String, port: UInt16, deadlines: Deadlines) {
    self.wording = wording
    self.host = host
    self.port = port
    self.deadlines = deadlines
  }

  /// Host and port, which every text may contain, and more.
  private func known(_ values: [String: String] = [:]) -> [String: String] {
    ["host": host, "port": String(port)].merging(values) { $1 }
  }
}

// MARK: - What was seen

extension ProbeWords {
  /// One fact per line.
  public func lines(_ presented: PresentedChain) -> [String] {
    let others = presented.addresses.count - 1
    let cipher = presented.cipher ?? wording("unknown")
    var lines = [
      wording(
        others > 0 ? "probe.address.oneOf" : "probe.address",
        known(["address": presented.address, "count": String(presented.addresses.count)])),
      wording("probe.protocol", known(["protocol": presented.protocolName, "cipher": cipher])),
      handshake(presented),
    ]
    for (position, certificate) in presented.certificates.enumerated() {
      lines += ["", wording("probe.certificate", known(["number": String(position + 1)]))]
      lines += self.lines(certificate).map { "  \($0)" }
    }
    return lines + ["", order(presented), names(presented.requested)]
  }

  private func lines(_ certificate: Certificate) -> [String] {
    [
      wording("probe.issuedTo", known(["name": certificate.subject.displayLine])),
      wording("probe.issuedBy", known(["name": certificate.issuer.displayLine])),
      wording("probe.serial", known(["serial": certificate.serial.description])),
      wording("probe.validFrom", known(["time": time(certificate.notBefore)])),
      wording("probe.validTo", known(["time": time(certificate.notAfter)])),
      wording("probe.sha1", known(["thumbprint": certificate.thumbprint.description])),
    ]
  }

  private func time(_ instant: Instant?) -> String {
    instant?.text(offsetMinutes: 0) ?? wording("date.unreadable")
  }

  /// How the handshake ended.
  public func handshake(_ presented: PresentedChain) -> String {
    guard case .refused(let refusal) = presented.handshake else {
      return wording("probe.handshake.completed", known())
    }
    if presented.isClientCertificateWanted {
      return wording("probe.handshake.clientCertificate", known())
    }
    return wording("probe.handshake.\(key(refusal))", known(values(refusal)))
  }

  /// Whether each certificate's issuer comes next.
  private func order(_ presented: PresentedChain) -> String {
    let successors = presented.successors
    guard let last = successors.last else { return wording("probe.order.none", known()) }
    let isWhole = successors.dropLast().allSatisfy { $0 == .issuer }
    switch last {
    case .root where isWhole:
      return wording(successors.count == 1 ? "probe.order.onlySelfSigned" : "probe.order.toRoot", known())
    case .notSent where isWhole:
      return wording(successors.count == 1 ? "probe.order.onlyOne" : "probe.order.withoutRoot", known())
    default: return wording("probe.order.broken", known())
    }
  }

  private func names(_ requested: RequestedAuthorities?) -> String {
    guard let requested else { return wording("probe.names.notAsked", known()) }
    guard requested.count > 0 else { return wording("probe.names.none", known()) }
    let values = [
      "count": String(requested.count), "bytes": String(requested.octets),
      "limit": String(RequestedAuthorities.schannelLimitOctets), "duplicates": String(requested.duplicates),
    ]
    return wording(requested.duplicates > 0 ? "probe.names.repeated" : "probe.names.list", known(values))
  }
}

// MARK: - What it means

extension ProbeWords {
  public func meaning(_ presented: PresentedChain, _ remarks: [ProbeRemark]) -> String {
    let isDoubtful = remarks.contains { if case .otherKey = $0 { true } else { false } }
    return wording(isDoubtful ? "probe.meaning.otherKey" : "probe.meaning.compare", known())
  }

  public func text(_ remark: ProbeRemark) -> String {
    wording("probe.remark.\(remark.identifier)", known(values(remark)))
  }

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
        "names": repeated.map { "“\($0.name.displayLine)” (\($0.times))" }.joined(separator: ", ")
      ]
    case .clientCertificateWanted, .issuerListUnknown: return [:]
    }
  }
}

// MARK: - What went wrong

extension ProbeWords {
  public func text(_ error: ProbeError) -> String {
    switch error {
    case .hostNotFound: wording("probe.error.notFound", known())
    case .lookupFailed(let reason): wording("probe.error.lookup", known(["reason": reason]))
    case .unreachable(let attempts): unreachable(attempts)
    case .noCertificates(let address, let refusal):
      wording("probe.error.\(key(refusal))", known(values(refusal).merging(["address": address]) { $1 }))
    case .notTLS(let address, let isHTTP):
      wording(isHTTP ? "probe.error.http" : "probe.error.notTLS", known(["address": address]))
    case .cancelled: wording("probe.cancelled", known())
    case .library(let reason): wording("probe.error.library", known(["reason": reason]))
    }
  }

  /// A refusal says more than silence: something responds.
  private func unreachable(_ attempts: [ProbeError.Attempt]) -> String {
    let addresses = attempts.map(\.address).joined(separator: ", ")
    let connect = String(deadlines.connect.components.seconds)
    if attempts.contains(where: { $0.number == ECONNREFUSED }) {
      return wording("probe.error.refused", known(["address": addresses]))
    }
    if attempts.contains(where: { $0.number == ETIMEDOUT }) {
      return wording("probe.error.timedOut", known(["address": addresses, "seconds": connect]))
    }
    let reason = SystemError.text(attempts.last?.number ?? EHOSTUNREACH)
    return wording("probe.error.unreachable", known(["address": addresses, "reason": reason]))
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
