// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

extension ExportName {
  /// Where on a real server the wizard proposes to export to: short, on every server, and no one's desktop.
  public static let serverFolder = #"C:\LyncCertificates"#

  /// A file name that no other certificate of the session can get: role, display name, serial number, day.
  ///
  /// Only letters, digits and hyphens, so that it is safe in every dialog and every command line.
  public static func proposal(_ facts: CertificateFacts, role: Role, now: Instant, taken: Set<String>)
    -> String
  {
    let name = slug(facts.subject.simpleDisplayName)
    let day = now.description.prefix(10).filter { $0 != "-" }
    let stem = [role.rawValue, name, facts.serial.hexadecimal, day].filter { !$0.isEmpty }.joined(
      separator: "-")
    var file = "\(stem).cer"
    var number = 2
    while taken.contains(file) {
      file = "\(stem)-\(number).cer"
      number += 1
    }
    return file
  }

  /// Lower-case letters, digits and single hyphens, 40 at most.
  public static func slug(_ name: String) -> String {
    let letters = name.lowercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    return String(letters).split(separator: "-").joined(separator: "-").prefix(40).description
  }

  /// A name or a whole Windows path as typed; without a folder, the proposed one is meant.
  public init(typed: String, defaultFolder: String) {
    if let separator = typed.lastIndex(of: "\\") {
      self.init(file: String(typed[typed.index(after: separator)...]), folder: String(typed[..<separator]))
    } else {
      self.init(file: typed, folder: defaultFolder)
    }
  }
}
