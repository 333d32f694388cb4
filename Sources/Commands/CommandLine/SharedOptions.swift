// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Guide
import Procedure
import ProgramParts
import Usage
import X509

/// Options shared by several commands.
enum SharedOptions {
  static let json = Flag("json")
  static let name = ValueOption("name", "NAME")
  static let authFile = ValueOption("auth-file", "FILE", file: .named)
  static let kerberos = Flag("kerberos")
  static let computer = ValueOption("computer", "NAME")
  static let pace = ValueOption<Pace>(oneOf: "pace")

  /// - Parameter text: the end of the key of its text.
  static func live(_ text: String) -> ValueOption<ProbeTarget> {
    ValueOption("live", "HOST[:PORT]", text: text) { text, _ throws(Misuse) in
      guard let target = ProbeTarget(text, usualPort: 445) else { throw Misuse("usage.badTarget", text) }
      return target
    }
  }

  static func chain(_ file: FileUse) -> ValueOption<String> {
    ValueOption("chain", "FILE", takesSeveral: true, file: file)
  }

  /// A folder or an archive with everything from a server in it.
  static func from(_ file: FileUse) -> ValueOption<String> {
    ValueOption("from", "FOLDER|ZIP", takesSeveral: true, file: file)
  }

  static func events(_ file: FileUse) -> ValueOption<String> {
    ValueOption("events", "FILE", takesSeveral: true, file: file)
  }

  /// `ROOT=path`, `CA=path`, `AUTHROOT=path` (a part of ROOT), or a path without a store.
  static func store(_ file: FileUse) -> ValueOption<Start.StoreFile> {
    ValueOption(
      "store", "[STORE=]PATH", takesSeveral: true, file: file, path: { split($0)?.path ?? $0 }
    ) { text, _ throws(Misuse) in
      guard let (name, path) = split(text) else { return Start.StoreFile(store: nil, path: text) }
      if name == "AUTHROOT", !path.isEmpty {
        return Start.StoreFile(store: .trustedRoot, physical: .authRoot, path: path)
      }
      guard let store = Store(rawValue: name), !path.isEmpty else { throw Misuse("usage.badStore", text) }
      return Start.StoreFile(store: store, path: path)
    }
  }

  /// - Returns: `nil` for a path alone; an equals sign after a slash belongs to the path.
  private static func split(_ text: String) -> (store: String, path: String)? {
    guard let equals = text.unicodeScalars.firstIndex(of: "="), !text[..<equals].contains("/") else {
      return nil
    }
    return (text[..<equals].uppercased(), String(text[text.unicodeScalars.index(after: equals)...]))
  }

  /// How to sign in on a live server.
  static func access(_ arguments: Arguments) throws(Misuse) -> LiveAccess {
    let authFile = try arguments.value(authFile)
    let usesTicket = arguments.has(kerberos)
    if authFile != nil, usesTicket { throw Misuse("usage.twoCredentials", kerberos.typed) }
    return LiveAccess(authFile: authFile, usesTicket: usesTicket)
  }
}
