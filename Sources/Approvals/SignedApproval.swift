// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
import JSON
import Journal
public import Occurrences
import Procedure

/// An approval as it is carried back: JSON, and below it the signature of exactly these octets.
///
///     {"schema": "lync-pin-wizard/approval/1", "server": …, "line": …, "head": …, "certificates": […]}
///     -----BEGIN SSH SIGNATURE-----
///     …
///     -----END SSH SIGNATURE-----
public struct SignedApproval {
  public enum Problem: Error, Hashable, Sendable {
    /// It is no approval, or one of a newer version.
    case notAnApproval
    case signature(SecureShellSignature.Problem)
  }

  private static let schema = "lync-pin-wizard/approval/1"
  private static let armor = "-----BEGIN SSH SIGNATURE-----"

  /// What is signed.
  let content: [UInt8]
  private let signature: [UInt8]

  /// Reads an approval; nothing of it counts before `verified`.
  public init(_ octets: [UInt8]) throws(Problem) {
    // A mail program may have ended the lines in its own way.
    let lines = String(decoding: octets, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let armor = lines.firstIndex(where: { $0 == Self.armor }), armor > 0 else { throw .notAnApproval }
    content = Array((lines[..<armor].joined(separator: "\n") + "\n").utf8)
    signature = Array((lines[armor...].joined(separator: "\n") + "\n").utf8)
  }

  /// Signs an approval.
  ///
  /// - Parameters:
  ///   - entries: those of the request that are approved.
  ///   - key: see `SecureShellSignature.sign`.
  ///   - now: when it is signed.
  /// - Returns: the approval as it is carried back.
  public static func signed(
    _ entries: [EntryID], of request: ApprovalRequest, at now: Instant, with key: String,
    by signatures: SecureShellSignature
  ) throws(SecureShellSignature.Problem) -> [UInt8] {
    let session = request.session
    let certificates = entries.compactMap { id in
      session.findings.entries[id]?.facts.map { ApprovedCertificate($0, in: id.noted.role.store) }
    }
    let value: JSONValue = [
      "schema": .string(schema), "at": .string(now.description), "server": JSONValue(session.findings.server),
      "line": .integer(request.journal.records.count), "head": .string(request.journal.head),
      "certificates": .array(certificates.map(\.encoded)),
    ]
    let content = Array(value.pretty.utf8)
    return content + (try signatures.sign(content, with: key))
  }

  /// The approval, once its signature is verified.
  public func verified(
    by list: ApproverList, _ signatures: SecureShellSignature
  ) throws(Problem) -> Approval {
    let signer: SecureShellSignature.Signer
    do throws(SecureShellSignature.Problem) {
      signer = try signatures.verify(signature, of: content, by: list.signers)
    } catch {
      throw .signature(error)
    }
    guard let value = try? JSONReader.read(content[...]), value["schema"]?.string == Self.schema,
      let server = value["server"]?.string, let line = value["line"]?.integer,
      let head = value["head"]?.string,
      let certificates = value["certificates"]?.elements(ApprovedCertificate.init(encoded:))
    else { throw .notAnApproval }
    return Approval(
      by: signer.name, key: signer.key, server: server, line: line, head: head, certificates: certificates)
  }
}
