// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Files
public import JSON
import Procedure
public import Texts
public import Words

/// What `collect` read, for scripts: `lync-pin-wizard/collect/1`.
public struct CollectReport {
  private let host: String
  private let port: Int
  /// The computer that answered; `nil` if nothing was collected.
  public var server: ServerIdentity?
  /// The path of the new folder; `nil` if nothing was collected.
  public var folder: String?
  /// The names of the files in it.
  public var files: [String] = []
  /// Why nothing was collected, in a sentence.
  public var problem: String?
  /// That of the process.
  public var exitCode = 0
  private var stores = SuppliedStores()

  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Counts what is in the collected files.
  public mutating func read(_ files: CertificateFolder) {
    _ = stores.add(files, as: Start.StoreFile(store: nil, path: ""))
  }

  /// One line for each store.
  public func coverageLines(_ wording: Wording) -> [TonedLine] {
    let coverage = stores.coverage
    return Store.allCases.map { store in
      let part = coverage[store] ?? Coverage(store)
      return TonedLine(
        CoverageWords(wording: wording).line(part, StepWords(wording: wording).store(store)),
        part.state == .part ? .warning : .quiet)
    }
  }

  public func value(_ wording: Wording) -> JSONValue {
    [
      "schema": "lync-pin-wizard/collect/1",
      "host": .string(host), "port": .integer(port),
      "collected": .boolean(folder != nil),
      "exitCode": .integer(exitCode),
      "problem": JSONValue(problem),
      "server": server.map { identity in
        [
          "computerName": JSONValue(identity.computerName), "machineGUID": JSONValue(identity.machineGUID),
        ]
      } ?? .null,
      "folder": JSONValue(folder),
      "files": .array(files.map(JSONValue.string)),
      "coverage": folder == nil
        ? .array([]) : InspectionJSON(wording: wording).coverage(stores.coverage, stores.unreadable),
    ]
  }
}
