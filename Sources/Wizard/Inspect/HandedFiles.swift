// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Procedure
import Stores
import Survey
import Texts

/// The files of one `inspect`, read as far as they can be read: what is wrong with one does not hide the others.
struct HandedFiles {
  private let words: FileWords
  private let wording: Wording
  private(set) var chain: [Certificate] = []
  private var stores = HandedStores()
  /// Sentences about what could not be read, or was noticed.
  private(set) var complaints: [String] = []
  /// How the program ends because of the first file that could not be read or used.
  private(set) var failure: ExitCode?
  /// The first file that does not say which store it is from.
  private(set) var storeNotSaid: String?

  init(wording: Wording) {
    self.wording = wording
    words = FileWords(wording: wording)
  }

  var hasFailed: Bool { failure != nil }

  mutating func readChain(_ path: String) {
    guard let folder = folder(path) else { return }
    if !folder.listed.isEmpty || !folder.sighted.isEmpty {
      complaints.append(wording("chain.described", ["file": path]))
    }
    chain += folder.certificates.map(\.certificate)
  }

  mutating func readStore(_ file: Start.StoreFile) {
    guard let folder = folder(file.path) else { return }
    for objection in stores.add(folder, as: file) {
      switch objection {
      case .empty: complaints.append(wording("store.empty", ["file": file.path]))
      case .unsaid: storeNotSaid = storeNotSaid ?? file.path
      case .contradicted(let count):
        complaints.append(wording("store.contradicted", ["file": file.path, "count": String(count)]))
      }
    }
  }

  /// What lies in the stores, ROOT first.
  var handed: [Handed] {
    let entries = stores.entries
    let (roots, intermediates) = (entries[.trustedRoot] ?? [], entries[.intermediate] ?? [])
    // A list is not copied when there is only one.
    if roots.isEmpty { return intermediates }
    return intermediates.isEmpty ? roots : roots + intermediates
  }

  /// What texts only give the thumbprint of.
  var found: [FoundRow] { stores.found }
  var coverage: [Store: Coverage] { stores.coverage }
  /// What could not be read of each physical store.
  var unreadable: [StorePart: [CertificateFolder.Problem]] { stores.unreadable }

  /// Whether not one entry was read. Every Windows has roots, so that nothing can be concluded from such files.
  var isNothingRead: Bool { coverage.values.allSatisfy { $0.entries == 0 } }

  private mutating func folder(_ path: String) -> CertificateFolder? {
    do throws(FileError) {
      let folder = try CertificateFolder(path: LocalPath(path).path)
      complaints += folder.problems.map(words.text) + folder.remarks.map(words.text)
      if !folder.problems.isEmpty { failure = failure ?? .badData }
      return folder
    } catch {
      complaints.append(words.text(error))
      failure = failure ?? Program.exitCode(error)
      return nil
    }
  }
}
