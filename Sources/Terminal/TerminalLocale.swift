// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Which characters a terminal sends and shows, as far as the C library and readline go.
enum TerminalLocale {
  /// Adopts the locale of the environment.
  ///
  /// ssh passes on the names of the other computer's locales. One that is not installed here leaves the C library in the
  /// locale “C”, in which readline counts octets and overwrites its own line. Where such a name asks for UTF-8, the
  /// C.UTF-8 of this computer takes its place, for characters alone: the language of the texts stays as it was asked for.
  static func adopt() {
    guard setlocale(LC_CTYPE, "") == nil, wantsUTF8 else { return }
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
      // Readline asks the environment itself, and LC_ALL first.
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
