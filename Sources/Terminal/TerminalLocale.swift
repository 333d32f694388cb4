// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The character encoding that the C library and readline use for the terminal.
enum TerminalLocale {
  /// Adopts the locale of the environment.
  ///
  /// ssh passes on the locale names of the other computer. If one is not installed here, the C library stays
  /// in the locale “C”, in which readline counts octets and overwrites its own line. If such a name specifies
  /// UTF-8, this computer's C.UTF-8 replaces it, for characters only: the language of the texts stays as
  /// requested.
  static func adopt() {
    guard setlocale(LC_CTYPE, "") == nil, wantsUTF8 else { return }
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
      // Readline itself reads the environment, LC_ALL first.
      if let all = value("LC_ALL") {
        setenv("LC_MESSAGES", all, 1)
        unsetenv("LC_ALL")
      }
      setenv("LC_CTYPE", name, 1)
      return
    }
  }

  private static var wantsUTF8: Bool {
    guard let name = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") else { return false }
    let charset = name.split(separator: ".").last?.uppercased() ?? ""
    return charset.filter { $0 != "-" }.hasPrefix("UTF8")
  }

  private static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
