// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import TestCertificates
import Texts

@testable import Stores
@testable import Wizard

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
      "Root \"Trusted\"",
    ],
    seeds: { try Samples.texts("certutil") },
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
        let contents = try ListingContents(bytes)
        for reason in contents.problems {
          try Rules.checkShown(
            FileWords(wording: Rules.wording).text(CertificateFolder.Problem(file: "x", reason: reason)))
        }
        for remark in contents.remarks {
          try Rules.checkShown(
            FileWords(wording: Rules.wording).text(CertificateFolder.Noticed(remark, file: "x")))
        }
      }
      // Where it is not the same text in another encoding, the same bytes once more.
      let other = Samples.alsoWide(bytes) ?? bytes
      try hold(
        outcome { () throws(CertutilListing.Refusal) in try CertutilListing(other) } == read,
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
        var handed = HandedEvents()
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
