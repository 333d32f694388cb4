// SPDX-License-Identifier: GPL-3.0-or-later

/// The data of a Windows log event that the article needs.
public struct LyncEvent: Hashable, Sendable {
  /// What the server that logged the event requested from another server.
  public enum Request: String, Hashable, Sendable, CaseIterable {
    case encryptionKey = "GetEncryptionKeyRequest"
    case publishedCertificate = "GetPublishedCertRequest"
  }

  /// The target of the request, as written and in its parts.
  public struct Address: Hashable, Sendable {
    /// Without characters that a sentence or a link added.
    public let text: String
    /// In lower case.
    public let host: String
    public let port: Int
    /// As written; case does not matter.
    public let path: String
  }

  public enum Remark: Hashable, Sendable {
    /// The pool, the address and the actual target of the link name several hosts, in lower case.
    case hostsDiffer([String])
    /// Not 444.
    case otherPort(Int)
    /// Not `/LiveServer/UserPinService`.
    case otherPath(String)
    /// 47067 without the name of either request, and without the service's address: possibly a list without
    /// descriptions.
    case nothingNamed
    /// A log other than `Lync Server`, such as the one of forwarded events.
    case otherLog(String)
    /// The text and the XML below it are from different events. The XML was used.
    case textAndXMLDiffer
    /// The XML below the text could not be read; the text was used.
    case badXML(XMLDamage)
  }

  /// The line at which the event begins in the file, from 1.
  public let line: Int
  /// As written; the upper 16 of 32 bits may be severity and facility.
  public let number: Int
  public let source: String
  /// The server that logged the event: the one to work on. CSV and tab-separated text do not contain it.
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

/// The parts of an event before they are evaluated.
struct RawEvent {
  var line: Int
  var number: Int
  var source: String
  var computer: String?
  var log: String?
  var time: String?
  /// The text, or the strings that Windows inserts into it.
  var strings: [String] = []
  var remarks: [LyncEvent.Remark] = []

  var event: LyncEvent {
    let kind = EventKind(number: number, source: source)
    // The descriptions of other events have a different form; what looks like an address there is meaningless
    // here.
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
