// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// Certificates as shown by PowerShell: a list or a table of the contents of `Cert:\`, the same as a file
/// with separators, or the output of `Get-CsCertificate`. None of them includes the DER.
///
/// A certificate with all four attributes of the comparison is described; any other is only found.
public struct PowerShellListing: Hashable, Sendable {
  public struct Unreadable: Hashable, Sendable {
    /// The line at which the certificate begins, from 1.
    public let line: Int
  }

  /// In the order of the text.
  public private(set) var entries: [CertutilListing.Entry] = []
  /// In the order of the text.
  public private(set) var found: [FoundEntry] = []
  /// Certificates without even a readable thumbprint.
  public private(set) var unreadable: [Unreadable] = []
  /// The stores of the user who printed them, one per certificate in them.
  public private(set) var userStores: [String] = []

  public init(_ bytes: [UInt8]) throws(CertutilListing.Refusal) {
    guard bytes.count <= CertutilListing.limitBytes else {
      throw .tooLarge(limit: CertutilListing.limitBytes)
    }
    let text = WrittenText(bytes, otherwise: .console)
    let limit = CertutilListing.limitBlocks
    let records = PowerShellRecords(text, limit: limit).records.filter(\.isOfCertificate)
    guard !records.isEmpty else { throw .noBlocks }
    guard records.count <= limit else { throw .tooManyBlocks(line: records[limit].line, limit: limit) }
    for record in records { add(record, isGuessed: text.isGuessed) }
  }

  /// Whether the first 256 KiB contain a certificate.
  public static func looksLike(_ bytes: [UInt8]) -> Bool {
    let text = WrittenText(Array(bytes.prefix(256 << 10)), otherwise: .console)
    return PowerShellRecords(text, limit: 1).records.contains(where: \.isOfCertificate)
  }

  private mutating func add(_ record: PowerShellRecords.Record, isGuessed: Bool) {
    let location = record.place
    if let location, !location.isOfComputer {
      userStores.append(location.store)
    } else if let entry = record.entry(
      number: entries.count, store: location?.store, isGuessed: isGuessed)
    {
      entries.append(entry)
    } else if let print = record.thumbprint {
      found.append(
        FoundEntry(
          line: record.line, store: location?.store, thumbprint: print, name: record.values["subject"] ?? "",
          validTo: record.values["notafter"].flatMap { $0.isEmpty ? nil : $0 }))
    } else {
      unreadable.append(Unreadable(line: record.line))
    }
  }
}

extension PowerShellRecords.Record {
  fileprivate var thumbprint: Thumbprint? { values["thumbprint"].flatMap { Thumbprint(pasted: $0) } }

  /// Its store. `Get-CsCertificate` shows what services of Lync Server use, which is in the store of server
  /// certificates.
  fileprivate var place: PowerShellLocation? {
    for name in ["psparentpath", "pspath"] {
      if let place = values[name].flatMap({ PowerShellLocation(in: $0) }) { return place }
    }
    if values["use"] != nil { return PowerShellLocation(isOfComputer: true, store: "My") }
    return location
  }

  /// - Returns: `nil` if a compared attribute is missing or unreadable, and for a table row.
  fileprivate func entry(number: Int, store: String?, isGuessed: Bool) -> CertutilListing.Entry? {
    guard !isRow, let serial = values["serialnumber"].flatMap({ try? SerialReading.read($0) }),
      let issuer = name("issuer", isGuessed: isGuessed), let subject = name("subject", isGuessed: isGuessed),
      let from = values["notbefore"], from.contains(where: \.isNumber), !uncertain.contains("notbefore")
    else { return nil }
    let print = values["thumbprint"] ?? ""
    guard print.isEmpty || thumbprint != nil else { return nil }
    return CertutilListing.Entry(
      index: number, line: line, store: store, place: nil, serial: serial, issuer: issuer, subject: subject,
      validFrom: WrittenDate(from), validTo: values["notafter"] ?? "", thumbprint: thumbprint,
      isGroupPolicy: nil)
  }

  private func name(_ property: String, isGuessed: Bool) -> DistinguishedName? {
    guard let text = values[property], text.utf8.count <= CertutilBlock.longestLineOctets else { return nil }
    return try? CertutilName.read(line: text, isGuessed: isGuessed, isCut: uncertain.contains(property))
  }
}

/// Text that describes certificates, from any program.
public enum TextListing {
  /// Whether the first 256 KiB describe certificates, or say why they do not.
  public static func looksLike(_ bytes: [UInt8]) -> Bool {
    CertutilListing.looksLike(bytes) || PowerShellListing.looksLike(bytes)
  }
}
