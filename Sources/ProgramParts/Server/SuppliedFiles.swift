// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
package import Files
import Guide
import Inspection
import Listings
import Paths
package import Procedure
package import Servers
import Stores
import Texts
import Words
import X509

/// The files that were supplied on the command line, read and reported on.
package struct SuppliedFiles: ProgramPart {
  package let program: Program
  /// Whether a file may be one that can be read only once; not allowed for a session that reads its files
  /// again.
  package var takesStreams = false
  /// Whether all but the last pasted text was read and reported on before.
  package var isReread = false

  package init(program: Program, takesStreams: Bool = false, isReread: Bool = false) {
    self.program = program
    self.takesStreams = takesStreams
    self.isReread = isReread
  }

  /// The server access that a session's files make: supplied and pasted ones, or the admin's own checks.
  ///
  /// - Parameters:
  ///   - read: the files already read, by the octets of the path: a `String` treats two spellings of é as
  ///     equal.
  ///   - events: receives the events found among the certificates.
  package func serverAccess(
    of start: Start, pasted: [PastedFile] = [], read: [[CChar]: CertificateFolder] = [:],
    events: inout SuppliedEvents
  ) throws(Failure) -> any ServerAccess {
    guard !start.chainFiles.isEmpty || !start.storeFiles.isEmpty || !pasted.isEmpty else { return ByHand() }
    var gathered = Gathered()
    for path in start.chainFiles {
      let folder = try known(path, read)
      if start.isCarried(path) {
        gathered.chain += CarriedParts(folder, takesChain: true).chain.map(FromFiles.Filed.init)
        continue
      }
      if !isReread { tell(folder) }
      if !isReread, !folder.listed.isEmpty || !folder.sighted.isEmpty {
        console.show(wording("chain.described", ["file": path]), as: .warning)
      }
      gathered.chain += folder.certificates.map(FromFiles.Filed.init)
    }
    for file in start.storeFiles {
      let folder = try known(file.path, read)
      if !isReread { tell(folder) }
      let objections = gathered.add(folder, as: file, &events)
      // Of a file that has to say its stores itself, this was asked; of a whole folder, it was said by file.
      if !isReread { tell(folder.isCollection ? objections.filter { $0 != .unsaid } : objections, file.path) }
    }
    var before: [Store: Coverage] = [:]
    for file in pasted {
      let folder = try folder(file.path)
      if !isReread || file == pasted.last { tell(folder) }
      before = gathered.stores.coverage
      if file.store == nil {
        gathered.chain += folder.certificates.filter { $0.stored.store == nil }.map(FromFiles.Filed.init)
      }
      _ = gathered.add(folder, as: Start.StoreFile(store: file.store, path: file.path), &events)
    }
    if !start.storeFiles.isEmpty || !pasted.isEmpty {
      tell(gathered.stores.coverage, before: isReread ? before : nil)
    }
    let keepers = Self.keepers(of: pasted, beside: start)
    do throws(PathError) {
      let files = try reading { () throws(PathError) in
        try FromFiles(
          chain: gathered.chain, stores: gathered.stores, pasted: keepers, personal: gathered.personal)
      }
      tell(files)
      return files
    } catch {
      throw failure(error)
    }
  }

  /// The names of the files that keep what was pasted; a supplied file of the same name would hide them.
  private static func keepers(of pasted: [PastedFile], beside start: Start) -> Set<String> {
    let supplied = (start.chainFiles + start.storeFiles.map(\.path)).map { LocalPath($0).name }
    return Set(pasted.map { LocalPath($0.path).name }).subtracting(supplied)
  }

  private func known(
    _ path: String, _ read: [[CChar]: CertificateFolder]
  ) throws(Failure) -> CertificateFolder {
    if let folder = read[path.pathOctets] { return folder }
    return try folder(path)
  }

  /// What the files contain, sorted.
  private struct Gathered {
    var chain: [FromFiles.Filed] = []
    var stores = SuppliedStores()
    var personal: [Certificate] = []

    mutating func add(
      _ folder: CertificateFolder, as file: Start.StoreFile, _ events: inout SuppliedEvents
    ) -> [SuppliedStores.Objection] {
      personal += folder.personal.map(\.certificate)
      for found in folder.events { events.add(found.reading, from: found.file) }
      return stores.add(folder, as: file)
    }
  }

  private func tell(_ files: FromFiles) {
    if let issuer = files.missingIssuer {
      console.show(
        wording("chain.missingLink", ["issuer": issuer.detailLines.joined(separator: ", ")]), as: .warning)
    }
    for (row, name) in files.openRows {
      console.show(wording("found.rows", ["file": row.file, "name": name]), as: .warning)
    }
    for certificate in files.unused {
      console.show(
        wording("chain.unused", ["issuedTo": certificate.subject.displayLine]), as: .quiet)
    }
  }

  /// The certificates of a file or folder.
  package func folder(_ path: String) throws(Failure) -> CertificateFolder {
    try checkInput(path)
    let found: CertificateFolder
    do throws(FileError) {
      found = try reading { () throws(FileError) in
        try CertificateFolder(path: LocalPath(path).path, takesStreams: takesStreams)
      }
    } catch {
      throw failure(error)
    }
    if found.certificates.isEmpty, found.listed.isEmpty, found.sighted.isEmpty, found.personal.isEmpty,
      found.problems.count == 1,
      let problem = found.problems.first
    {
      throw Failure(code: .badData, text: FileWords(wording: wording).text(problem))
    }
    return found
  }

  /// A folder or an archive with everything from a server in it; says what its files are taken for.
  package func carried(_ path: String, takesChain: Bool) throws(Failure) -> (CertificateFolder, CarriedParts)
  {
    let folder = try folder(path)
    guard folder.isCollection else {
      throw Failure(code: .usage, text: wording("from.notCollection", ["file": path]))
    }
    let parts = CarriedParts(folder, takesChain: takesChain)
    for line in CarriedWords(wording: wording).lines(parts, from: path) {
      console.show(line.text, as: line.tone)
    }
    return (folder, parts)
  }

  /// The events of the named files.
  package func events(in files: [String]) throws(Failure) -> SuppliedEvents {
    var events = SuppliedEvents()
    for path in files {
      try checkInput(path)
      let name = PassingFile(path) == nil ? path.pathName : path
      do throws(EventFileError) {
        events.add(
          try reading { () throws(EventFileError) in
            try EventReading.file(path, takesStreams: takesStreams)
          }, from: name)
      } catch .file(let error) {
        throw failure(error)
      } catch {
        throw Failure(code: .badData, text: EventWords(wording: wording).text(error, file: name))
      }
    }
    return events
  }

  /// Reports unusable files in a folder; the rest is used.
  package func tell(_ folder: CertificateFolder) {
    let words = FileWords(wording: wording)
    for problem in folder.problems { console.show(words.text(problem), as: .warning) }
    for noticed in folder.remarks {
      console.show(words.text(noticed), as: noticed.remark.isWarning ? .warning : .quiet)
    }
  }

  package func tell(_ objections: [SuppliedStores.Objection], _ path: String) {
    for objection in objections {
      switch objection {
      case .empty: console.show(wording("store.empty", ["file": path]), as: .warning)
      case .unsaid: console.show(wording("store.unsaid", ["file": path]), as: .warning)
      case .contradicted(let count):
        console.show(wording("store.contradicted", ["file": path, "count": String(count)]), as: .warning)
      }
    }
  }

  /// Reports how much of each store was read: in the others, the admin counts in MMC.
  ///
  /// - Parameter before: what was reported before, and is not repeated; `nil` if nothing was.
  private func tell(_ coverage: [Store: Coverage], before: [Store: Coverage]?) {
    let words = CoverageWords(wording: wording)
    for store in Store.allCases where before == nil || before?[store] != coverage[store] {
      let coverage = coverage[store] ?? Coverage(store)
      console.show(
        words.line(coverage, StepWords(wording: wording).store(store)),
        as: coverage.state == .part ? .warning : .quiet)
    }
  }
}
