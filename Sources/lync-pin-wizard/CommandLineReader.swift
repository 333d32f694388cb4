// SPDX-License-Identifier: GPL-3.0-or-later

import CGetopt
import Commands
import Facts
import Glibc
import Procedure
import Reports
import Servers
import Texts
import Words

/// What stands on the command line, read with getopt_long.
struct CommandLineReader {
  /// What the process is to do.
  enum Request {
    case run(Invocation, answers: String?)
    /// About one command, or about all.
    case help(String?)
    case version
  }

  /// In which languages the program speaks and quotes, as far as somebody said so: names of catalogs.
  struct Speech {
    var language: String?
    var windows: String?
    var lync: String?
  }

  /// Why the command line is not understood: a key of the catalog, and what it is about.
  struct Misuse: Error {
    let key: String
    let subject: String
    /// What somebody probably meant.
    var nearest: String?
    /// What would have been understood.
    var understood: [String] = []
  }

  /// The options of every command; which one takes which is checked afterwards.
  enum Option: String, CaseIterable {
    case server, name, chain, store, events, session, seed, json, format, output, head, receipt, pool, zone,
      all,
      signatures,
      check,
      answers,
      help
    case version
    case pseudonyms
    case language
    case live, kerberos
    case authFile = "auth-file"
    case dryRun = "dry-run"
    case windowsLanguage = "windows-language"
    case lyncLanguage = "lync-language"

    /// What every command takes.
    static let common: Set<Option> = [.answers, .language, .windowsLanguage, .lyncLanguage]
    /// What takes several words, as a shell makes them of a pattern, where the command takes none of its own.
    static let several: Set<Option> = [.chain, .store, .events]

    /// What getopt_long returns for it: above every letter.
    var number: Int32 { 256 + Int32(Self.allCases.firstIndex(of: self) ?? 0) }

    var takesValue: Bool {
      switch self {
      case .json, .all, .signatures, .check, .pseudonyms, .kerberos, .dryRun, .help, .version: false
      default: true
      }
    }
  }

  private(set) var values: [Option: [String]] = [:]
  private(set) var operands: [String] = []

  /// Takes the arguments apart.
  init(_ arguments: [String]) throws(Misuse) { try scan(arguments) }

  func speech() throws(Misuse) -> Speech {
    Speech(
      language: try language(.language), windows: try language(.windowsLanguage),
      lync: try language(.lyncLanguage))
  }

  private func language(_ option: Option) throws(Misuse) -> String? {
    guard let text = values[option]?.last else { return nil }
    guard let language = Languages.named(text) else {
      throw Misuse(key: "usage.unknownLanguage", subject: text, understood: Wording.languages)
    }
    return language
  }

  private mutating func scan(_ arguments: [String]) throws(Misuse) {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var table = Option.allCases.map { entry in
      option(
        name: UnsafePointer(strdup(entry.rawValue)), has_arg: entry.takesValue ? 1 : 0, flag: nil,
        val: entry.number)
    }
    table.append(option(name: nil, has_arg: 0, flag: nil, val: 0))
    defer {
      for pointer in pointers { free(pointer) }
      for entry in table { free(UnsafeMutablePointer(mutating: entry.name)) }
    }
    shim_getopt_silence()
    let count = Int32(arguments.count)
    var last: Option?
    while true {
      // With a hyphen in front, words come in their order; a colon makes a missing value tell itself from an unknown
      // option.
      let found = getopt_long(count, &pointers, "-:hV", table, nil)
      if found == -1 { break }
      let word = pointers[Int(shim_optind()) - 1].map { String(cString: $0) } ?? ""
      switch found {
      case 1:
        let text = shim_optarg().map { String(cString: $0) } ?? ""
        if let last, Option.several.contains(last), Self.takesNoOperands.contains(operands.first ?? "") {
          values[last, default: []].append(text)
        } else {
          operands.append(text)
        }
        continue
      case 0x68: values[.help, default: []].append("")
      case 0x56: values[.version, default: []].append("")
      case 0x3A: throw Misuse(key: "usage.valueMissing", subject: word)
      case 0x3F:
        let options = Option.allCases.map { "--\($0.rawValue)" }
        throw Misuse(
          key: "usage.unknownOption", subject: word, nearest: Nearest.word(to: word, among: options))
      default:
        guard let option = Option.allCases.first(where: { $0.number == found }) else {
          throw Misuse(key: "usage.unknownOption", subject: word)
        }
        values[option, default: []].append(shim_optarg().map { String(cString: $0) } ?? "")
        last = option
      }
    }
    operands += pointers[Int(shim_optind())...].compactMap { $0.map { String(cString: $0) } }
  }
}
