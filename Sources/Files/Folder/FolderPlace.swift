// SPDX-License-Identifier: GPL-3.0-or-later

import Facts

/// What the name of a folder says about the files in it.
enum FolderPlace: Hashable {
  case part(StorePart)
  /// A store that the procedure does not check, by the name of the folder.
  case foreign(String)

  /// - Returns: `nil` for a name that says nothing.
  init?(folder name: String) {
    let key = name.lowercased().filter { $0.isLetter }
    if Self.roots.contains(key) {
      self = .part(StorePart(.trustedRoot, .unknown))
    } else if Self.thirdParty.contains(key) {
      self = .part(StorePart(.trustedRoot, .authRoot))
    } else if Self.intermediates.contains(key) {
      self = .part(StorePart(.intermediate, .unknown))
    } else if Self.others.contains(key) {
      self = .foreign(name)
    } else {
      return nil
    }
  }

  /// - Parameter path: the path of a file in a folder; the folder closest to the file decides.
  init?(path: String) {
    let folders = path.split(separator: "/").dropLast()
    guard let place = folders.reversed().lazy.compactMap({ FolderPlace(folder: String($0)) }).first else {
      return nil
    }
    self = place
  }

  // The names of the registry and of PowerShell's drive, of MMC, and what people make of them; letters only.
  private static let roots: Set = [
    "root", "roots", "trustedroot", "trustedroots", "trustedrootcertificationauthorities",
  ]
  private static let thirdParty: Set = ["authroot", "thirdpartyrootcertificationauthorities"]
  private static let intermediates: Set = [
    "ca", "cas", "intermediate", "intermediates", "intermediateca", "intermediatecertificationauthorities",
  ]
  private static let others: Set = [
    "my", "personal", "disallowed", "untrusted", "untrustedcertificates", "trustedpeople", "trustedpublisher",
    "trustedpublishers", "trust", "enterprisetrust", "trusteddevices", "smartcardroot", "addressbook",
    "clientauthissuer", "remotedesktop", "webhosting",
  ]
}
