// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// The options of every command.
public enum CommonOptions {
  public static let answers = ValueOption("answers", "FILE", file: .read)
  public static let language = language("language")
  public static let windowsLanguage = language("windows-language")
  public static let lyncLanguage = language("lync-language")
  public static let help = Flag("help", letter: "h")
  public static let version = Flag("version", letter: "V")

  public static let all: [any Option] = [answers, language, windowsLanguage, lyncLanguage, help, version]

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
