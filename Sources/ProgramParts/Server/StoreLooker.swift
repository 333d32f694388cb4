// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
package import Files
import Guide
import Listings
package import Procedure
import Servers
import Stores
import Texts
import Words

/// Reads a server's stores after the work.
package struct StoreLooker: ProgramPart {
  package let program: Program

  package init(program: Program) {
    self.program = program
  }

  /// The current stores: read on the server itself if possible, otherwise from files.
  package func look(
    _ open: any SessionAtHand, _ files: [Start.StoreFile], from carried: [String] = [], _ access: LiveAccess,
    _ events: inout SuppliedEvents
  ) throws(Failure) -> StoreLook {
    guard !files.isEmpty || !carried.isEmpty else {
      if let server = try SessionServer(program: program).again(open, access, offersHand: false),
        let look = try look(server, open, access)
      {
        return look
      }
      throw Failure(code: .usage, text: wording("recheck.needsStore"))
    }
    let supplied = SuppliedFiles(program: program, takesStreams: true)
    var stores = SuppliedStores()
    var sources: [String] = []
    var dates: [SourceDate] = []
    for file in carried.map({ Start.StoreFile(store: nil, path: $0) }) + files {
      let path = absolute(file.path)
      let isCarried = carried.contains(file.path)
      let folder =
        isCarried ? try supplied.carried(path, takesChain: false).0 : try supplied.folder(path)
      try check(folder, open.session)
      supplied.tell(folder)
      let objections = stores.add(
        folder, as: Start.StoreFile(store: file.store, physical: file.physical, path: path))
      // What is not used of a whole folder was said by file.
      supplied.tell(isCarried ? objections.filter { $0 != .unsaid } : objections, path)
      for found in folder.events { events.add(found.reading, from: found.file) }
      dates += SourceDate.all(of: folder, at: path)
      sources.append(PassingFile(path) == nil ? LocalPath(path).name : path)
    }
    var look = stores.look
    look.sources = sources
    look.dates = dates
    return look
  }

  /// Asks a server until it answers or the user stops trying.
  private func look(
    _ server: any ServerAccess, _ open: any SessionAtHand, _ access: LiveAccess
  ) throws(Failure) -> StoreLook? {
    let connection = ServerConnection(program: program)
    let words = LiveWords(wording: wording, live: access.server ?? open.session.start.live)
    while true {
      do throws(StoreEditorError) {
        let look = try server.look()
        for oddity in look?.oddities ?? [] { console.show(words.text(oddity), as: .warning) }
        return look
      } catch {
        if let stopped = connection.stopped(error, open) { throw stopped }
        console.show(words.text(error), as: .error)
        _ = try connection.isTriedAgain(offersHand: false, ExitCode(error))
      }
    }
  }

  /// Files collected on another server say nothing about this one.
  private func check(_ folder: CertificateFolder, _ session: Session) throws(Failure) {
    let name = session.findings.server.flatMap(ComputerName.init)?.computer
    let known = ServerIdentity(computerName: name, machineGUID: session.identity.machineGUID)
    for found in folder.receipts {
      guard let collected = (try? ServerReceipt(found.bytes))?.runs.last?.identity,
        collected.relation(to: known) == .another
      else { continue }
      let isNamesake = collected.computerName == known.computerName
      throw Failure(
        code: .badData,
        text: wording(
          isNamesake ? "recheck.otherMachine" : "recheck.otherServer",
          ["file": found.file, "server": collected.computerName ?? wording("unknown")]))
    }
  }
}
