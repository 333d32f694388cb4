// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

extension ExportName {
  /// The folder on a real server that the wizard proposes for exports: short, possible on every server, and
  /// not on a user's desktop.
  public static let serverFolder = #"C:\LyncCertificates"#

  /// A file name that is unique in the session: role, display name, serial number and date.
  ///
  /// Contains only letters, digits and hyphens before the extension, so that it is safe in every dialog and
  /// command line.
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

  /// Lower-case letters, digits and single hyphens, at most 40.
  public static func slug(_ name: String) -> String {
    let letters = name.lowercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    return String(letters).split(separator: "-").joined(separator: "-").prefix(40).description
  }

  /// A typed name or complete Windows path; without a folder, the proposed one is used.
  public init(typed: String, defaultFolder: String) {
    if let separator = typed.lastIndex(of: "\\") {
      self.init(file: String(typed[typed.index(after: separator)...]), folder: String(typed[..<separator]))
    } else {
      self.init(file: typed, folder: defaultFolder)
    }
  }
}
