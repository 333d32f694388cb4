// SPDX-License-Identifier: GPL-3.0-or-later

public import Facts
public import Procedure

extension ExportName {
  /// The folder on a real server that the wizard proposes for exports: short, possible on every server, and
  /// not on a user's desktop.
  public static let serverFolder = #"C:\LyncCertificates"#

  /// The longest name proposed, so that it fits on a line of a narrow terminal, and can be typed.
  private static let longest = 40

  /// A file name that is unique in the session: store, display name, end of the serial number, and date.
  ///
  /// Contains only letters, digits and hyphens before the extension, so that it is safe in every dialog and
  /// command line. The display name is shortened so that the whole has at most 40 characters.
  public static func proposal(_ facts: CertificateFacts, role: Role, now: Instant, taken: Set<String>)
    -> String
  {
    let name = slug(facts.subject.simpleDisplayName)
    let day = now.description.prefix(10).filter { $0 != "-" }
    let store = role == .root ? "root" : "ca"
    for number in 1... {
      let end = "-\(facts.serial.hexadecimal.suffix(8))-\(day)\(number == 1 ? "" : "-\(number)").cer"
      let file = "\(store)\(part(of: name, atMost: longest - store.count - end.count - 1))\(end)"
      if !taken.contains(file) { return file }
    }
    preconditionFailure("there is no end of numbers")
  }

  /// A hyphen and the beginning of a name, cut between words if that leaves most of it; empty if nothing is
  /// left.
  private static func part(of name: String, atMost count: Int) -> String {
    guard name.count > count else { return name.isEmpty ? "" : "-\(name)" }
    let cut = name.prefix(max(0, count))
    let isBetweenWords = name.dropFirst(cut.count).first == "-"
    let words = isBetweenWords ? cut : cut[..<(cut.lastIndex(of: "-") ?? cut.endIndex)]
    let part = words.count > count / 2 ? words : cut
    return part.isEmpty ? "" : "-\(part)"
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
