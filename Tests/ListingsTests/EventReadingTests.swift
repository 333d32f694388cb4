// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Listings
import Testing

@Suite struct EventReadingTests {
  struct Expected: Sendable {
    let file: String
    let form: EventReading.Form
    let kinds: [EventKind]
    let requests: [LyncEvent.Request?]
    var computer: String? = "server01.contoso.com"
    var log: String? = "Lync Server"
    let time: String?
    var remarks: [[LyncEvent.Remark]]?
  }

  static let files: [Expected] = [
    Expected(
      file: "events-viewer.xml", form: .xml,
      kinds: [.thisArticle, .thisArticle, .neighbour(.waitingForPlacement)],
      requests: [.encryptionKey, .publishedCertificate, nil], time: "2013-10-15T02:02:05.000000000Z"),
    Expected(
      file: "events-wevtutil.xml", form: .xml, kinds: [.thisArticle, .thisArticle],
      requests: [.encryptionKey, .publishedCertificate], time: "2013-10-15T02:02:05.000000000Z"),
    Expected(
      file: "events-prefixed-utf16.xml", form: .xml, kinds: [.thisArticle], requests: [.encryptionKey],
      time: "2013-10-15T02:02:05.000000000Z"),
    Expected(
      file: "event-copied.txt", form: .copiedText, kinds: [.thisArticle], requests: [.encryptionKey],
      time: "10/15/2013 4:02:05 AM"),
    Expected(
      file: "event-copied-xml.txt", form: .copiedText, kinds: [.thisArticle],
      requests: [.publishedCertificate],
      time: "2013-10-15T02:02:05.000000000Z"),
    Expected(
      file: "event-web-page.txt", form: .copiedText, kinds: [.thisArticle], requests: [.publishedCertificate],
      time: "mm/dd/yyyy hh:mm:ss AM|PM",
      remarks: [[.hostsDiffer(["pool1.contoso.com", "pool1.fabrikam.com"])]]),
    Expected(
      file: "event-copied-german-ansi.txt", form: .copiedText, kinds: [.thisArticle],
      requests: [.encryptionKey],
      time: "15.10.2013 04:02:05"),
    Expected(
      file: "events-wevtutil.txt", form: .numberedText,
      kinds: [.thisArticle, .thisArticle, .neighbour(.notificationsFail)],
      requests: [.encryptionKey, .publishedCertificate, nil], time: "2013-10-15T04:02:05.000"),
    Expected(
      file: "events-wevtutil-newer.txt", form: .numberedText, kinds: [.thisArticle, .thisArticle],
      requests: [.encryptionKey, .encryptionKey], time: "2013-10-15T04:02:05.000"),
    Expected(
      file: "events.csv", form: .commaSeparated,
      kinds: [.thisArticle, .thisArticle, .neighbour(.issuerListCut)],
      requests: [.encryptionKey, .publishedCertificate, nil], computer: nil, log: nil,
      time: "10/15/2013 4:02:05 AM"),
    Expected(
      file: "events-tabs-utf16.txt", form: .tabSeparated, kinds: [.thisArticle, .other],
      requests: [.encryptionKey, nil], computer: nil, log: nil, time: "10/15/2013 4:02:05 AM"),
  ]

  @Test("reads every form in which an event leaves the server", arguments: files.indices)
  func everyForm(_ index: Int) throws {
    let expected = Self.files[index]
    let bytes = try TextSamples.bytes(expected.file)
    #expect(EventReading.looksLike(bytes))
    #expect(!CertutilListing.looksLike(bytes))
    let reading = try EventReading(bytes)
    #expect(reading.form == expected.form)
    #expect(reading.remarks.isEmpty)
    #expect(reading.events.map(\.kind) == expected.kinds)
    #expect(reading.events.map(\.request) == expected.requests)
    #expect(reading.events.map(\.remarks) == expected.remarks ?? reading.events.map { _ in [] })
    for event in reading.events {
      #expect(event.computer == expected.computer)
      #expect(event.log == expected.log)
      #expect(event.time == expected.time)
    }
    for event in reading.events where event.kind == .thisArticle {
      #expect(event.id == 47067)
      #expect(event.source == "LS UserPin Service")
      #expect(
        event.address?.text
          == "https://\(event.address?.text.dropFirst(8).first == "P" ? "P" : "p")ool1.contoso.com:444/LiveServer/UserPinService"
      )
      #expect(event.address?.host == "pool1.contoso.com")
      #expect(event.address?.port == 444)
      #expect(event.address?.isService == true)
      #expect(
        event.pool == (expected.file == "event-web-page.txt" ? "Pool1.fabrikam.com" : "pool1.contoso.com"))
    }
  }

  @Test("says where each event begins")
  func lines() throws {
    #expect(try TextSamples.events("events.csv").events.map(\.line) == [2, 8, 14])
    #expect(try TextSamples.events("events-wevtutil.txt").events.map(\.line) == [2, 22, 42])
    #expect(try TextSamples.events("events-viewer.xml").events.map(\.line) == [3, 31, 59])
    #expect(
      try TextSamples.events("events-wevtutil-newer.txt").events.map(\.number) == [47067, 3_321_870_299])
  }

  static let kinds: [(number: Int, source: String, kind: EventKind)] = [
    (47067, "LS UserPin Service", .thisArticle),
    (47067, " ls  userpin service ", .thisArticle),
    (0xC5FF_B7DB, "LS UserPin Service", .thisArticle),
    (47067, "LS User Services", .sameIDOtherSource),
    (47068, "LS UserPin Service", .sameSourceOtherID),
    (32042, "LS User Services", .neighbour(.invalidIncomingCertificate)),
    (61045, "LS MCU Infrastructure", .neighbour(.notificationsFail)),
    (30998, "LS User Services", .neighbour(.sendingFailed)),
    (61029, "LS MCU Infrastructure", .neighbour(.untrustedClientCertificate)),
    (14397, "LS Protocol Stack", .neighbour(.certificateNotUsable)),
    (14694, "LS Protocol Stack", .neighbour(.tlsNotStarted)),
    (12303, "LS Server", .neighbour(.serverNotStarted)),
    (32174, "LS User Services", .neighbour(.waitingForPlacement)),
    (36885, "Schannel", .neighbour(.issuerListCut)),
    (36888, "Schannel", .neighbour(.fatalAlert)),
    (36874, "Microsoft-Windows-Schannel", .neighbour(.noCommonCipherSuite)),
    (36885, "LS User Services", .other),
    (32042, "Schannel", .other),
    (32402, "LS User Services", .other),
  ]

  @Test("knows this article's event and its neighbours", arguments: kinds.indices)
  func knows(_ index: Int) {
    let row = Self.kinds[index]
    #expect(EventKind(number: row.number, source: row.source) == row.kind)
  }

  static let addresses: [(data: String, host: String?, remarks: [LyncEvent.Remark])] = [
    ("GetEncryptionKeyRequest at https://a.b:444/LIVESERVER/userpinservice.", "a.b", []),
    ("GetEncryptionKeyRequest at https://a.b:444/LiveServer/UserPinService/,", "a.b", []),
    ("GetEncryptionKeyRequest at https://a.b/LiveServer/UserPinService", "a.b", [.otherPort(443)]),
    ("GetEncryptionKeyRequest at https://a.b:444/LiveServer/Focus", "a.b", [.otherPath("/LiveServer/Focus")]),
    (
      "Server c.d did not respond: https://a.b:444/LiveServer/UserPinService", "a.b",
      [.hostsDiffer(["a.b", "c.d"])]
    ),
    ("Server A.B did not respond: https://a.b:444/LiveServer/UserPinService", "a.b", []),
    (
      "[https://a.b:444/LiveServer/UserPinService](https://c.d:444/LiveServer/UserPinService)", "a.b",
      [.hostsDiffer(["a.b", "c.d"])]
    ),
    ("[https://a.b:444/LiveServer/UserPinService](https://a.b:444/liveserver/userpinservice)", "a.b", []),
    ("see http://x.y/help and https://a.b:444/LiveServer/UserPinService", "a.b", []),
    ("https://a.b:99999/LiveServer/UserPinService", nil, [.nothingNamed]),
    ("https://:444/ and ftp://a.b", nil, [.nothingNamed]),
    ("", nil, [.nothingNamed]),
  ]

  @Test("finds the address, and says what is odd about it", arguments: addresses.indices)
  func finds(_ index: Int) throws {
    let row = Self.addresses[index]
    let event = try #require(
      EventReading(Array(TextSamples.xml(data: "<Data>\(row.data)</Data>").utf8)).events.first)
    #expect(event.address?.host == row.host)
    #expect(event.remarks == row.remarks)
  }

  @Test("says when a list has no descriptions, another log, or text and XML that differ")
  func remarks() throws {
    let table =
      "Level,Date and Time,Source,Event ID,Task Category\nError,10/15/2013 4:02:05 AM,LS UserPin Service,47067,(1044)\n"
    #expect(try EventReading(Array(table.utf8)).events.map(\.remarks) == [[.nothingNamed]])
    func copied(_ changes: [(String, String)]) throws -> [LyncEvent.Remark] {
      var text = String(decoding: try TextSamples.bytes("event-copied-xml.txt"), as: UTF8.self)
      for (old, new) in changes { text = text.replacing(old, with: new) }
      return try #require(EventReading(Array(text.utf8)).events.first).remarks
    }
    #expect(try copied([("Lync Server", "Forwarded Events")]) == [.otherLog("Forwarded Events")])
    #expect(try copied([(">47067<", ">47068<")]) == [.textAndXMLDiffer])
    #expect(try copied([("</Event>", "")]) == [.badXML(.cut(line: 37))])
    #expect(try copied([("<System>", "<System")]) == [.badXML(.badTag(line: 20))])
  }
}
