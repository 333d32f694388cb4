// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts

// What the wizard's command files write on the server, line by line, in ASCII:
//
//   lync-pin-wizard receipt 1
//   begin delete                      one run: collect, check, delete, move or restore
//   session NAME
//   head 64 hexadecimal digits
//   server NAME
//   machine 6d0f3c1a-5b7e-…           for collect over the network: the MachineGuid of the server
//   folder "C:\LyncCertificates"      as cmd.exe shows it; non-ASCII octets may be anything
//   entry 1 ROOT THUMBPRINT root-….cer
//   step 1 export 0                   a step and its exit code
//   state 1 deleted                   checked, deleted, moved, gone, restored, there or failed
//   part groupPolicy absent           for collect: exported, absent or failed
//   store ROOT groupPolicy absent     for collect over the network: the same of one physical store
//   code events 0                     for collect: the exit code of what fills a file
//   end 0
//
// A file contains one run after another. Lines after an interrupted run belong to the next one.

/// What the wizard's own command files did on a server, as they reported it.
public struct ServerReceipt: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case collect, check, delete, move, restore
  }

  public enum State: String, Hashable, Sendable {
    /// Exported and checked; nothing else was requested.
    case checked
    /// Exported, checked, deleted, and searched for again.
    case deleted
    /// Exported and checked; in its new store, and no longer in the old one.
    case moved
    /// It was already gone, and its checked export exists.
    case gone
    case restored
    /// It was already there.
    case there
    /// A step failed, or found something that it must not find.
    case failed
  }

  public enum PartState: String, Hashable, Sendable {
    case exported
    /// The server does not have the key, so nothing is in it.
    case absent
    case failed
  }

  public struct Step: Hashable, Sendable {
    public let word: String
    public let code: Int
  }

  public struct Entry: Hashable, Sendable {
    public let store: Store
    public let thumbprint: Thumbprint
    public let file: String
    public internal(set) var steps: [Step] = []
    public internal(set) var state: State?
  }

  public struct Run: Hashable, Sendable {
    public let kind: Kind
    public internal(set) var session = ""
    public internal(set) var head = ""
    public internal(set) var server = ""
    public internal(set) var machine = ""
    public internal(set) var folder = ""
    public internal(set) var entries: [Entry] = []
    public internal(set) var parts: [PhysicalStore: PartState] = [:]
    /// Physical stores that were looked at one by one.
    public internal(set) var stores: [StorePart: PartState] = [:]
    public internal(set) var codes: [String: Int] = [:]
    /// The exit code of the run; `nil` if it did not finish.
    public internal(set) var end: Int?
  }

  public enum Refusal: Error, Hashable, Sendable {
    /// The first line is not that of a receipt.
    case notAReceipt
    /// The line, counted from 1, is not one that a command file writes at this point.
    case badLine(Int)
    case tooLarge(limit: Int)
  }

  public private(set) var runs: [Run] = []

  /// 1 MiB: some thousand runs.
  public static let limitBytes = 1 << 20
  /// The first line.
  public static let mark = "lync-pin-wizard receipt 1"

  public static func looksLike(_ bytes: [UInt8]) -> Bool { bytes.starts(with: mark.utf8) }

  public init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.limitBytes else { throw .tooLarge(limit: Self.limitBytes) }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      var words = line
      while let last = words.last, last == 0x0D || last == 0x20 { words.removeLast() }
      return words
    }
    guard let first = lines.first, first.elementsEqual(Self.mark.utf8) else { throw .notAReceipt }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard read(Self.text(line)) else { throw .badLine(index + 1) }
    }
  }

  /// Octets outside printable ASCII come from the server's code page and are shown as question marks.
  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  private mutating func read(_ line: String) -> Bool {
    let words = line.split(separator: " ").map(String.init)
    if words.count == 2, words[0] == "begin" {
      guard let kind = Kind(rawValue: words[1]) else { return false }
      runs.append(Run(kind: kind))
      return true
    }
    guard let last = runs.indices.last, runs[last].end == nil else { return false }
    return runs[last].read(line, words)
  }
}

extension ServerReceipt.Run {
  fileprivate mutating func read(_ line: String, _ words: [String]) -> Bool {
    switch (words.first, words.count) {
    case ("session", 2): session = words[1]
    case ("head", 2): head = words[1].lowercased()
    case ("server", 2): server = words[1].filter { $0 != "\"" }
    case ("machine", 2): machine = words[1].lowercased()
    case ("folder", 2...):
      folder = String(line.dropFirst("folder ".count).drop { $0 == "\"" }.prefix { $0 != "\"" })
    case ("entry", 5): return readEntry(words)
    case ("step", 4):
      guard let index = index(words[1]), let code = Int(words[3]) else { return false }
      entries[index].steps.append(ServerReceipt.Step(word: words[2], code: code))
    case ("state", 3):
      guard let index = index(words[1]), let state = ServerReceipt.State(rawValue: words[2]) else {
        return false
      }
      entries[index].state = state
    case ("part", 3):
      guard let part = PhysicalStore(rawValue: words[1]),
        let state = ServerReceipt.PartState(rawValue: words[2])
      else { return false }
      parts[part] = state
    case ("store", 4):
      guard let store = Store(rawValue: words[1]), let physical = PhysicalStore(rawValue: words[2]),
        let state = ServerReceipt.PartState(rawValue: words[3])
      else { return false }
      stores[StorePart(store, physical)] = state
    case ("code", 3):
      guard let code = Int(words[2]) else { return false }
      codes[words[1]] = code
    case ("end", 2):
      guard let code = Int(words[1]) else { return false }
      end = code
    default: return false
    }
    return true
  }

  private mutating func readEntry(_ words: [String]) -> Bool {
    guard words[1] == String(entries.count + 1), let store = Store(rawValue: words[2]),
      let print = Hexadecimal.bytes(words[3]).flatMap(Thumbprint.init(bytes:))
    else { return false }
    entries.append(ServerReceipt.Entry(store: store, thumbprint: print, file: words[4]))
    return true
  }

  /// The computer that wrote it, or that was read over the network.
  public var identity: ServerIdentity {
    ServerIdentity(
      computerName: server.isEmpty ? nil : server, machineGUID: machine.isEmpty ? nil : machine)
  }

  private func index(_ word: String) -> Int? {
    Int(word).flatMap { entries.indices.contains($0 - 1) ? $0 - 1 : nil }
  }
}
