// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// The options of every command.
enum CommonOptions {
  static let answers = ValueOption("answers", "FILE", file: .read)
  static let language = language("language")
  static let windowsLanguage = language("windows-language")
  static let lyncLanguage = language("lync-language")
  static let help = Flag("help", letter: "h")
  static let version = Flag("version", letter: "V")

  static let all: [any Option] = [answers, language, windowsLanguage, lyncLanguage, help, version]

  /// The value is the name of a catalog.
  private static func language(_ name: String) -> ValueOption<String> {
    ValueOption(name, "LANG") { text, _ throws(Misuse) in
      guard let language = Languages.named(text) else {
        throw Misuse("usage.unknownLanguage", text, understood: Wording.languages)
      }
      return language
    }
  }
}
