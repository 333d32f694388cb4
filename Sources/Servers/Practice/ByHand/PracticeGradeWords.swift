// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Stores
public import Texts
import Words

/// The remarks of a grade as sentences.
public struct PracticeGradeWords {
  let wording: Wording
  let machine: PracticeMachine

  public init(wording: Wording, machine: PracticeMachine) {
    self.wording = wording
    self.machine = machine
  }

  public func text(_ remark: PracticeGrade.Remark) -> String {
    switch remark {
    case .wrongDeleted(let entry): about("grade.wrongDeleted", entry)
    case .mended(let entry): about("grade.mended", entry)
    case .comesBack(let entry): about("grade.comesBack", entry)
    case .ownersDeleted(let entry, agreed: true): about("grade.agreed", entry)
    case .ownersDeleted(let entry, agreed: false): about("grade.notAgreed", entry)
    case .agreedBy(let entry, let name): about("grade.agreedBy", entry, ["name": name])
    case .neverExported(let entry): about("grade.neverExported", entry)
    case .seenNotExported(let entry, isDeleted: true): about("grade.seenDeleted", entry)
    case .seenNotExported(let entry, isDeleted: false): about("grade.seenNotExported", entry)
    case .exportedAfter(let entry): about("grade.exportedAfter", entry)
    case .removed(let entry): about(isMoved(entry) ? "grade.moved" : "grade.removed", entry)
    case .left(let entry): about("grade.left", entry)
    case .setAside(let entry, isKeyKnown: false): about("grade.setAside", entry, ["copy": copyToFile])
    case .setAside(let entry, isKeyKnown: true): about("grade.setAside.known", entry)
    case .notGone(let entry): about("grade.notGone", entry)
    case .notedWrong(let id, let field):
      wording("grade.notedWrong", ["number": String(id.position + 1), "field": name(of: field)])
    case .notedBesidePath(let id): wording("grade.notedBesidePath", ["number": String(id.position + 1)])
    case .notNoted(let id): wording("grade.notNoted", ["number": String(id.position + 1)])
    case .notedRight: wording("grade.notedRight")
    case .nothingDeleted: wording("grade.nothingDeleted")
    case .notRestarted: wording("grade.notRestarted")
    case .restarted: wording("grade.restarted")
    case .notTested: wording("grade.notTested")
    case .signedIn: wording("grade.signedIn")
    }
  }

  private func about(
    _ key: String, _ entry: PracticeMachine.Entry, _ values: [String: String] = [:]
  ) -> String {
    let certificate = entry.certificate
    let validTo = certificate.notAfter.map {
      WindowsText(wording: wording).day($0, offsetMinutes: machine.offsetMinutes)
    }
    let name = wording(
      "grade.certificate",
      [
        "issuedTo": certificate.subject.displayLine, "serial": certificate.serial.description,
        "validTo": validTo ?? "", "store": StepWords(wording: wording).store(entry.store),
      ])
    return wording(key, values.merging(["certificate": name]) { $1 })
  }

  /// Whether what is gone from Trusted Root is in Intermediate, where it was not at the beginning.
  private func isMoved(_ entry: PracticeMachine.Entry) -> Bool {
    entry.store == .trustedRoot
      && machine.entries.contains {
        $0.store == .intermediate && $0.certificate.thumbprint == entry.certificate.thumbprint
      }
  }

  /// The button of the certificate's window, in the language of its Windows.
  private var copyToFile: String { Wording(language: machine.windows)("desktop.copyToFile") }

  private func name(of field: Field) -> String {
    switch field {
    case .issuer: wording("label.issuer")
    case .serial: wording("label.serialNumber")
    case .subject: wording("label.subject")
    case .validFrom: wording("label.validFrom")
    case .thumbprint: wording("label.thumbprint")
    case .server: wording("label.computer")
    case .administrator, .timeZone: field.rawValue
    }
  }
}
