// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import TestFiles
import Texts

@testable import Files
@testable import Listings
@testable import Stores
@testable import Words

// What certutil and the event log wrote.

extension FuzzTarget {
  static let certutil = FuzzTarget(
    name: "certutil", longestBytes: 64 << 10,
    words: [
      "================ Certificate 0 ================\r\n", "==== CRL 1 ====\n", "Serial Number: ",
      "Issuer: CN=",
      "Subject: CN=", " NotBefore: ", " NotAfter: ", "Cert Hash(sha1): ", "(sha1): ", "(md5): ",
      "CERT_SHA1_HASH_PROP_ID(3):\r\n", "AccessState = 8", "CertUtil: -store command completed successfully.",
      "Begin Nesting Level 1", "11/23/2026 7:34 PM", " 55.000s", " GMT", "O=\"Contoso, Ltd.\"",
      "Root \"Trusted\"", "C:\\>certutil -enterprise -store Root\r\n", "> ", "[FE01]: ",
      "CertUtil: -store command FAILED: 0x80070005",
    ],
    seeds: {
      try Samples.texts("certutil")
        + Samples.files("field", "wrapped.txt", "stores.txt", "access.txt", "quoted.txt")
    },
    run: { bytes in
      let read = outcome { () throws(CertutilListing.Refusal) in try CertutilListing(bytes) }
      let looks = CertutilListing.looksLike(bytes)
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      if case .success(let listing) = read {
        try hold(looks || listing.entries.isEmpty, "what gives certificates looks like a listing")
        for entry in listing.entries {
          try hold((1...lines).contains(entry.line), "line \(entry.line) is none of the file's")
          let facts = entry.facts
          try hold(facts.subject.isSame(as: facts.subject), "a name is the same as itself")
          try hold(
            SerialRelation(facts.serial, facts.serial) == .same, "a serial number is the same as itself")
          try Rules.checkShown(
            ComparisonWords(wording: Rules.wording, offsetMinutes: 60).details(facts) + entry.validTo)
          let verdict = Judgement(facts, in: .trustedRoot, against: [facts], offsetMinutes: 60).verdict
          try hold(!verdict.allowsRemoval, "an entry is no duplicate of itself, but is \(verdict)")
        }
        try checkContents(bytes)
      }
      // Where it is not the same text in another encoding, the same bytes once more.
      let other = Samples.alsoWide(bytes) ?? bytes
      try hold(
        outcome { () throws(CertutilListing.Refusal) in try CertutilListing(other) } == read,
        "the same text gives the same, in UTF-16 too")
    })

  /// What a folder says of a text that describes certificates.
  private static func checkContents(_ bytes: [UInt8]) throws {
    let contents = try ListingContents(bytes)
    let words = FileWords(wording: Rules.wording)
    for reason in contents.problems {
      try Rules.checkShown(words.text(CertificateFolder.Problem(file: "x", reason: reason)))
    }
    for remark in contents.remarks {
      try Rules.checkShown(words.text(CertificateFolder.Noticed(remark, file: "x")))
    }
  }

  static let powerShell = FuzzTarget(
    name: "powershell", longestBytes: 64 << 10,
    words: [
      "Subject      : CN=", "Issuer       : CN=", "Thumbprint   : ", "SerialNumber : 1F",
      "NotBefore    : 11/23/2026 6:34:26 PM", "NotAfter     : ", "\r\n\r\n", "               ", "...", "…",
      "PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root", "CurrentUser\\My",
      "PS C:\\> gci Cert:\\LocalMachine\\Root", "Thumbprint                                Subject\r\n",
      "----------                                -------\r\n", "F9EC262D8D79DA8FB3D8363748D0EE0C5E151C1A",
      "\",\"", "\"Thumbprint\",\"Subject\"", "#TYPE System.Object\r\n", "Use              : Default", "> ",
    ],
    seeds: { try Samples.files("field", "fl.txt", "table.txt", "certificate.txt", ".csv") },
    run: { bytes in
      let read = outcome { () throws(CertutilListing.Refusal) in try PowerShellListing(bytes) }
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      if case .success(let listing) = read {
        try hold(PowerShellListing.looksLike(bytes), "what gives certificates looks like a listing")
        let places = listing.entries.map(\.line) + listing.found.map(\.line) + listing.unreadable.map(\.line)
        try hold(places.allSatisfy { (1...lines).contains($0) }, "a line is none of the file's")
        try hold(!places.isEmpty || !listing.userStores.isEmpty, "a listing has certificates")
        for entry in listing.entries {
          let verdict = Judgement(
            entry.facts, in: .trustedRoot, against: [entry.facts], offsetMinutes: 60
          ).verdict
          try hold(!verdict.allowsRemoval, "an entry is no duplicate of itself, but is \(verdict)")
        }
        for entry in listing.found {
          _ = entry.mayDisplay(like: DistinguishedName(typed: [[.init(type: .commonName, typed: "a")]]))
        }
        try checkContents(bytes)
      }
      // Where it is not the same text in another encoding, the same bytes once more.
      let other = Samples.alsoWide(bytes) ?? bytes
      try hold(
        outcome { () throws(CertutilListing.Refusal) in try PowerShellListing(other) } == read,
        "the same text gives the same, in UTF-16 too")
    })

  static let events = FuzzTarget(
    name: "events", longestBytes: 64 << 10,
    words: [
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>", "<System>", "</System>",
      "<EventID>",
      "47067", "</EventID>", "<Provider Name='LS UserPin Service'/>", "<Computer>", "<EventData>", "<Data>",
      "</Data>",
      "</EventData>", "</Event>", "<RenderingInfo>", "<Message>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml",
      "&amp;",
      "&#x41;", "Event[0]:", "Log Name: ", "Source: ", "Event ID: ", "Description:", "Computer: ",
      "GetEncryptionKeyRequest", "GetPublishedCertRequest",
      "https://pool.contoso.com:444/LiveServer/UserPinService",
      "\",\"", "\t", "Level,Date and Time,Source,Event ID,Task Category\r\n", "1/2/2013 4:02 AM",
    ],
    seeds: { try Samples.texts("event") },
    run: { bytes in
      let read = outcome { () throws(EventReading.Refusal) in try EventReading(bytes) }
      let looks = EventReading.looksLike(bytes)
      let words = EventWords(wording: Rules.wording)
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      switch read {
      case .failure(let refusal): try Rules.checkShown(words.text(refusal, file: "x"))
      case .success(let reading):
        try hold(looks, "what gives events looks like events")
        try hold(!reading.events.isEmpty, "a reading has events")
        for event in reading.events {
          try hold((1...lines).contains(event.line), "line \(event.line) is none of the file's")
          try hold(
            event.number >= 0 && (0...0xFFFF).contains(event.id) && !event.source.isEmpty, "an event is named"
          )
          if let address = event.address {
            try hold((0...65_535).contains(address.port), "port \(address.port) is none")
          }
        }
        var handed = SuppliedEvents()
        handed.add(reading, from: "x")
        for line in words.lines(handed) { try Rules.checkShown(line.text) }
      }
      // Where it is not the same text in another encoding, the same bytes once more.
      let other = Samples.alsoWide(bytes) ?? bytes
      try hold(
        outcome { () throws(EventReading.Refusal) in try EventReading(other) } == read,
        "the same text gives the same, in UTF-16 too")
    })
}
