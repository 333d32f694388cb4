// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Inspection
import Procedure
import Stores
import Texts

extension Program {
  /// The front end that a session's first line asks for: files that were handed over, or the admin's eyes.
  func frontEnd(of start: Start) throws(Failure) -> any FrontEnd {
    guard !start.chainFiles.isEmpty || !start.storeFiles.isEmpty else { return ByHand() }
    var chain: [FromFiles.Filed] = []
    for path in start.chainFiles { chain += try read(path) }
    var stores: [Store: [FromFiles.Filed]] = [:]
    for file in start.storeFiles {
      guard let store = file.store else { continue }
      let entries = try read(file.path)
      if entries.isEmpty { console.show(wording("store.empty", ["file": file.path]), as: .warning) }
      stores[store, default: []] += entries
    }
    do throws(PathError) {
      let files = try FromFiles(chain: chain, stores: stores)
      tell(files)
      return files
    } catch {
      switch error {
      case .noCertificates: throw Failure(code: .badData, text: wording("chain.none"))
      case .severalPaths(let paths):
        let names = paths.map {
          $0.server?.subject.simpleDisplayName ?? $0.levels.last?.first?.subject.simpleDisplayName ?? "?"
        }
        throw Failure(
          code: .badData, text: wording("chain.several", ["names": names.joined(separator: ", ")]))
      }
    }
  }

  private func tell(_ files: FromFiles) {
    if let issuer = files.missingIssuer {
      console.show(
        wording("chain.missingLink", ["issuer": issuer.detailLines.joined(separator: ", ")]), as: .warning)
    }
    for certificate in files.unused {
      console.show(
        wording("chain.unused", ["issuedTo": certificate.subject.simpleDisplayName]), as: .quiet)
    }
  }

  /// The certificates of a file or folder. What is junk in a folder is named, and the rest is read.
  private func read(_ path: String) throws(Failure) -> [FromFiles.Filed] {
    let words = FileWords(wording: wording)
    let found: CertificateFolder
    do throws(FileError) { found = try CertificateFolder(path: LocalPath(path).path) } catch {
      throw Failure(code: Self.exitCode(error), text: words.text(error))
    }
    if found.certificates.isEmpty, found.problems.count == 1, let problem = found.problems.first {
      throw Failure(code: .badData, text: words.text(problem))
    }
    for problem in found.problems { console.show(words.text(problem), as: .warning) }
    return found.certificates.map { FromFiles.Filed(certificate: $0.certificate, file: $0.file) }
  }

  private static func exitCode(_ error: FileError) -> ExitCode {
    switch error {
    case .missing: .noInput
    case .permission: .permission
    case .inputOutput: .inputOutput
    case .isDirectory, .tooLarge, .specialFile: .badData
    }
  }

  func practiceServer(_ start: Start, at path: String) throws(Failure) -> any FrontEnd {
    guard let practice = start.practice, let scenario = Scenario(rawValue: practice.scenario) else {
      throw Failure(
        code: .badData, text: wording("practice.unknown", ["scenario": start.practice?.scenario ?? ""]))
    }
    do throws(PracticeServerError) {
      return try PracticeServer(practice, scenario: scenario, at: SessionPaths(path))
    } catch {
      switch error {
      case .ledger(let error): throw failure(error)
      case .unreadable(let error):
        throw Failure(code: Self.exitCode(error), text: FileWords(wording: wording).text(error))
      case .cryptography: throw Failure(code: .inputOutput, text: wording("practice.cryptography"))
      case .incomplete(let folder):
        throw Failure(code: .badData, text: wording("practice.incomplete", ["folder": folder]))
      }
    }
  }
}
