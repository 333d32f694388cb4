// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Ledger
import Procedure
import Stores
import Survey
import Texts

extension Program {
  /// `inspect`: the analysis of the wizard without its questions.
  func inspect(_ options: InspectOptions) throws(Failure) -> ExitCode {
    guard !options.chain.isEmpty else { throw Failure(code: .usage, text: wording("inspect.chainMissing")) }
    var files = HandedFiles(wording: wording)
    for path in options.chain { files.readChain(path) }
    guard !options.stores.isEmpty else { throw Failure(code: .usage, text: wording("inspect.storeMissing")) }
    for file in options.stores { files.readStore(file) }
    tell(files)
    if let file = files.storeNotSaid {
      throw Failure(code: .usage, text: wording("inspect.storeNotSaid", ["file": file]))
    }
    let path = try certificationPath(files.chain)
    tellMissing(path)
    let survey = Survey(path: path, handed: files.handed, now: now(), includesUnrelated: options.all)
    if options.json {
      console.result(SurveyJSON(wording: wording).value(survey).pretty)
    } else {
      console.result(
        SurveyWords(wording: wording).lines(survey).joined(separator: "\n") + "\n")
    }
    if files.hasFailed { return .badData }
    return options.check && !survey.isClean ? .unresolved : .finished
  }

  func tell(_ files: HandedFiles) {
    for complaint in files.complaints { console.show(complaint, as: .warning) }
  }

  func certificationPath(_ chain: [Certificate]) throws(Failure) -> CertificationPath {
    do throws(PathError) { return try CertificationPath(from: chain) } catch {
      switch error {
      case .noCertificates: throw Failure(code: .badData, text: wording("chain.none"))
      case .severalPaths(let paths):
        let names = paths.map { path in
          (path.server ?? path.levels.last?.first)?.subject.simpleDisplayName ?? "?"
        }
        throw Failure(
          code: .badData, text: wording("chain.several", ["names": names.joined(separator: ", ")]))
      }
    }
  }

  private func tellMissing(_ path: CertificationPath) {
    guard let issuer = path.missingIssuer else { return }
    let name = issuer.detailLines.joined(separator: ", ")
    console.show(wording("chain.missingLink", ["issuer": name]), as: .warning)
  }
}
