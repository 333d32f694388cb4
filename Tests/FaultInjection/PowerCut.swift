// SPDX-License-Identifier: GPL-3.0-or-later

/// What a power cut may take at each record of a session: bytes of files that were not synced, and names that were
/// given in folders that were not synced since.
///
/// Source: fsync(2): syncing a file does not sync the entry in its folder.
public struct PowerCut: Sendable {
  /// How many records of a session were synced.
  public private(set) var records = 0
  /// What a record could have outlived.
  public private(set) var complaints: [String] = []
  private var looseNames: Set<String> = []
  private var looseBytes: Set<String> = []
  private var told: Set<String> = []

  /// - Parameters:
  ///   - trace: of a whole run.
  ///   - home: the folder whose files count.
  public init(_ trace: Trace, home: String) {
    for call in trace.calls(in: home) where call.isSuccess { follow(call) }
  }

  private mutating func follow(_ call: SystemCall) {
    switch call.name {
    case "open", "openat":
      // With O_EXCL it was not there before.
      if call.arguments.contains("O_EXCL"), let path = call.paths.first { looseNames.insert(path) }
    case "mkdir", "mkdirat": if let path = call.paths.first { looseNames.insert(path) }
    case "link", "linkat": if let path = call.paths.last { looseNames.insert(path) }
    case "unlink", "unlinkat": if let path = call.paths.first { looseNames.remove(path) }
    case "rename", "renameat", "renameat2": rename(call.paths)
    case "write", "pwrite64": if let path = call.openPath { looseBytes.insert(path) }
    case "fsync", "fdatasync": if let path = call.openPath { sync(path) }
    default: break
    }
  }

  private mutating func rename(_ paths: [String]) {
    guard paths.count == 2 else { return }
    func moved(_ path: String) -> String {
      path.hasPrefix("\(paths[0])/") ? paths[1] + path.dropFirst(paths[0].count) : path
    }
    looseNames = Set(looseNames.map(moved))
    looseBytes = Set(looseBytes.map(moved))
    looseNames.remove(paths[0])
    looseNames.insert(paths[1])
  }

  private mutating func sync(_ path: String) {
    looseBytes.remove(path)
    looseNames = looseNames.filter { Self.folder($0) != path }
    guard path.hasSuffix(".session") else { return }
    records += 1
    // The first record comes before its file's own name is synced; until then nothing is confirmed.
    let loose = looseNames.union(looseBytes).filter { $0 != path || records > 1 }
    for name in loose.subtracting(told).sorted() {
      complaints.append("record \(records) does not wait for \(name)")
    }
    told.formUnion(loose)
  }

  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
