// SPDX-License-Identifier: GPL-3.0-or-later

package import Approvals
import Facts
import Files
import Guide
import Journal
import Occurrences
import Procedure
import Stores
import Texts
import Words
import X509

// Approvals by a second person.

extension ProgramPart {
  /// Who may approve on this computer.
  package func approvers() throws(Failure) -> ApproverList {
    do throws(ApproverList.Problem) { return try ApproverList(program.approverFiles) } catch {
      switch error {
      case .file(let error): throw failure(error)
      case .writableByOthers(let path):
        throw Failure(code: .permission, text: wording("approvers.writable", ["file": path]))
      }
    }
  }

  /// Records that nothing is deleted without an approval, once that is so on this computer. In practice, nothing
  /// is real.
  package func requireApproval(_ open: OpenSession) throws(Failure) {
    guard open.session.start.practice == nil, !open.session.findings.needsApproval else { return }
    let list = try approvers()
    guard list.isRequired, let path = list.path else { return }
    try record(.approvalRequired(by: path), open)
    console.show(wording("approval.required", ["file": path]), as: .body)
  }

  /// Verifies an approval that was brought back, and records it.
  package func take(approval path: String, in open: OpenSession) throws(Failure) {
    let list = try approvers()
    guard list.path != nil else {
      throw Failure(
        code: .noInput,
        text: wording("approvers.none", ["files": program.approverFiles.joined(separator: ", ")]))
    }
    let octets: [UInt8]
    do throws(FileError) { octets = try BoundedFile.readOnce(path) } catch { throw failure(error) }
    let approval: Approval
    do throws(SignedApproval.Problem) {
      approval = try SignedApproval(octets).verified(by: list, try signatures())
    } catch {
      switch error {
      case .notAnApproval: throw Failure(code: .badData, text: wording("approval.notOne", ["file": path]))
      case .signature(let problem): throw failure(problem, file: path)
      }
    }
    guard try head(ofLine: approval.line, in: open.path) == approval.head else {
      throw Failure(code: .badData, text: wording("approval.otherRecord", ["file": path]))
    }
    try record(.approved(approval), open)
    let values = ["name": approval.by, "count": String(approval.certificates.count)]
    console.show(wording("approval.taken", values), as: .good)
  }

  package func signatures() throws(SignedApproval.Problem) -> SecureShellSignature {
    do throws(SecureShellSignature.Problem) { return try SecureShellSignature(stop: cancellationToken) } catch
    {
      throw .signature(error)
    }
  }

  /// - Parameter file: the approval, or the key with which one is signed.
  package func failure(_ problem: SecureShellSignature.Problem, file: String) -> Failure {
    switch problem {
    case .noProgram: Failure(code: .noInput, text: wording("signature.noProgram"))
    case .cannotStart(let code), .notWritten(let code):
      Failure(code: .inputOutput, text: wording("signature.failed", ["reason": SystemError.text(code)]))
    case .cancelled: Failure(code: .interrupted, text: wording("signature.cancelled"))
    case .failed(let text):
      Failure(code: .badData, text: wording("signature.key", ["file": file, "reason": text]))
    case .notByApprover(let text):
      Failure(code: .badData, text: wording("signature.notByApprover", ["file": file, "reason": text]))
    }
  }

  /// The hash of a line of a session's file; `nil` if it has fewer.
  private func head(ofLine line: Int, in path: String) throws(Failure) -> String? {
    let octets: [UInt8]
    do throws(FileError) { octets = try BoundedFile.read(path) } catch { throw failure(error) }
    var end = 0
    for _ in 0..<max(0, line) {
      guard let next = octets[end...].firstIndex(of: 0x0A) else { return nil }
      end = next + 1
    }
    let reading = JournalReading(Array(octets[..<end]), signatures: .libcrypto)
    return reading.damage == nil ? reading.head : nil
  }
}
