// SPDX-License-Identifier: GPL-3.0-or-later

public import Files
public import Listings
public import Texts

/// Describes what event files show about the case.
public struct EventWords {
  public let wording: Wording

  public init(wording: Wording) {
    self.wording = wording
  }

  /// One sentence for the article's own event, one for each kind of related event, and remarks about anything
  /// unusual.
  public func lines(_ events: SuppliedEvents) -> [(text: String, tone: Tone)] {
    var lines: [(String, Tone)] = []
    let own = events.ofArticle
    if own.isEmpty {
      lines.append((wording("events.none"), .warning))
    } else {
      lines.append((wording("events.own", ["count": String(own.count), "requests": requests(own)]), .good))
      for (key, names) in [
        ("events.computer", distinct(own.compactMap(\.computer))),
        ("events.pool", distinct(own.compactMap(\.pool))),
        ("events.address", distinct(own.compactMap(\.address?.text))),
      ] where !names.isEmpty {
        lines.append((wording(key, ["names": names.joined(separator: ", ")]), .body))
      }
    }
    lines += distinct(own.flatMap(\.remarks).map(text)).map { ($0, .quiet) }
    lines += neighbours(events.all)
    for file in events.files {
      lines += (file.reading?.remarks ?? []).map { (text($0, file.name), .warning) }
    }
    return lines
  }

  private func requests(_ events: [LyncEvent]) -> String {
    let names = distinct(events.compactMap(\.request?.rawValue))
    return names.isEmpty ? wording("unknown") : names.joined(separator: ", ")
  }

  private func neighbours(_ events: [LyncEvent]) -> [(String, Tone)] {
    var lines: [(String, Tone)] = []
    let kinds = events.reduce(into: [EventKind]()) { kinds, event in
      if !kinds.contains(event.kind) { kinds.append(event.kind) }
    }
    for kind in kinds {
      switch kind {
      case .thisArticle, .other: break
      case .neighbour(let neighbour):
        lines.append((wording("events.neighbour.\(neighbour.rawValue)"), .warning))
      case .sameIDOtherSource: lines.append((wording("events.sameID"), .quiet))
      case .sameSourceOtherID: lines.append((wording("events.sameSource"), .quiet))
      }
    }
    return lines
  }

  private func text(_ remark: LyncEvent.Remark) -> String {
    switch remark {
    case .hostsDiffer(let hosts):
      wording("events.hostsDiffer", ["names": hosts.joined(separator: ", ")])
    case .otherPort(let port): wording("events.otherPort", ["port": String(port)])
    case .otherPath(let path): wording("events.otherPath", ["path": path])
    case .nothingNamed: wording("events.nothingNamed")
    case .otherLog(let log): wording("events.otherLog", ["log": log])
    case .textAndXMLDiffer, .badXML: wording("events.textAndXML")
    }
  }

  private func text(_ remark: EventReading.Remark, _ file: String) -> String {
    switch remark {
    case .incomplete(let line): wording("events.incomplete", ["file": file, "line": String(line)])
    case .badXML: wording("events.badXML", ["file": file])
    case .openQuote(let line): wording("events.openQuote", ["file": file, "line": String(line)])
    }
  }

  /// - Parameter file: the name of the file, without its folder.
  public func text(_ error: EventFileError, file: String) -> String {
    switch error {
    case .file(let error): FileWords(wording: wording).text(error)
    case .refused(let refusal): text(refusal, file: file)
    case .helper(let error): HelperWords(wording: wording).text(error, file: file)
    }
  }

  public func text(_ refusal: EventReading.Refusal, file: String) -> String {
    switch refusal {
    case .eventLog: wording("format.eventLog", ["file": file])
    case .tooLarge(let limit): wording("file.tooLarge", ["file": file, "limit": String(limit >> 20)])
    case .tooManyEvents(let limit): wording("events.tooMany", ["file": file, "limit": String(limit)])
    case .noEvents: wording.footnoted(wording("events.noEvents", ["file": file]))
    case .badXML: wording("events.badXML", ["file": file])
    }
  }

  private func distinct(_ names: [String]) -> [String] {
    names.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }
}
