// SPDX-License-Identifier: GPL-3.0-or-later

/// One event of a Windows log, as far as the article needs it.
public struct LyncEvent: Hashable, Sendable {
  /// What the server that logged the event asked another one for.
  public enum Request: String, Hashable, Sendable, CaseIterable {
    case encryptionKey = "GetEncryptionKeyRequest"
    case publishedCertificate = "GetPublishedCertRequest"
  }

  /// Where the request went, as written and in its parts.
  public struct Address: Hashable, Sendable {
    /// Without what a sentence or a link put around it.
    public let text: String
    /// In lower case.
    public let host: String
    public let port: Int
    /// As written; upper and lower case mean the same here.
    public let path: String
  }

  public enum Remark: Hashable, Sendable {
    /// The pool, the address and the link's real target name several hosts, in lower case.
    case hostsDiffer([String])
    /// Not 444.
    case otherPort(Int)
    /// Not `/LiveServer/UserPinService`.
    case otherPath(String)
    /// 47067 without either request's name, and without the service's address: a list without descriptions, perhaps.
    case nothingNamed
    /// A log that is not `Lync Server`, such as the one of forwarded events.
    case otherLog(String)
    /// The text and the XML below it are of different events. The XML was believed.
    case textAndXMLDiffer
    /// The XML below the text could not be read; the text was.
    case badXML(XMLDamage)
  }

  /// Where the event begins in the file, counted from 1.
  public let line: Int
  /// As written; the upper 16 of 32 bits may be severity and facility.
  public let number: Int
  public let source: String
  /// The server that logged the event: the one to work on. CSV and tab-separated text do not tell it.
  public let computer: String?
  public let log: String?
  /// As written.
  public let time: String?
  public let request: Request?
  /// As written.
  public let pool: String?
  public let address: Address?
  public let kind: EventKind
  public let remarks: [Remark]

  /// The event's identifier.
  public var id: Int { number & 0xFFFF }
}

/// The parts of an event before they are judged.
struct RawEvent {
  var line: Int
  var number: Int
  var source: String
  var computer: String?
  var log: String?
  var time: String?
  /// The text, or the strings that Windows puts into it.
  var strings: [String] = []
  var remarks: [LyncEvent.Remark] = []

  var event: LyncEvent {
    let kind = EventKind(number: number, source: source)
    // Other events' descriptions have another form; what looks like an address there says nothing here.
    let description = EventDescription(kind == .thisArticle ? strings : [])
    var remarks = remarks + description.remarks
    if kind == .thisArticle {
      if description.request == nil && description.address?.isService != true {
        remarks.append(.nothingNamed)
      }
      if let log = Self.filled(log), log.lowercased() != "lync server" { remarks.append(.otherLog(log)) }
    }
    return LyncEvent(
      line: line, number: number, source: source, computer: Self.filled(computer), log: Self.filled(log),
      time: Self.filled(time), request: description.request, pool: description.pool,
      address: description.address, kind: kind, remarks: remarks)
  }

  private static func filled(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }
}
