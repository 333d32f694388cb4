// SPDX-License-Identifier: GPL-3.0-or-later

import CGetopt
import Glibc
import Synchronization
import Words

/// Splits a command line with getopt_long; whether the command takes the options is checked afterward.
public struct OptionScanner {
  /// getopt keeps its position in global variables of the process.
  private static let turn = Mutex(())

  /// Every option of every command, each once.
  private let options: [any Option]
  /// Commands without an operand: words after an option that takes several belong to the option.
  private let withoutOperands: Set<String>
  /// By option name, in the order typed.
  public private(set) var values: [String: [String]] = [:]
  public private(set) var operands: [String] = []
  private var last: (any Option)?

  /// - Parameter arguments: includes the program's name as the first element.
  public init(_ arguments: [String], _ commands: [any CommandForm.Type]) throws(Misuse) {
    var names: Set<String> = []
    options = (commands.flatMap { $0.options } + CommonOptions.all).filter { names.insert($0.name).inserted }
    withoutOperands = Set(commands.filter { $0.operand == nil }.map { $0.name })
    var misuse: Misuse?
    Self.turn.withLock { _ in
      do throws(Misuse) { try scan(arguments) } catch { misuse = error }
    }
    if let misuse { throw misuse }
  }

  private mutating func scan(_ arguments: [String]) throws(Misuse) {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var table = options.enumerated().map { index, entry in
      option(
        name: UnsafePointer(strdup(entry.name)), has_arg: entry.placeholder == nil ? 0 : 1, flag: nil,
        val: Self.firstNumber + Int32(index))
    }
    table.append(option(name: nil, has_arg: 0, flag: nil, val: 0))
    defer {
      for pointer in pointers { free(pointer) }
      for entry in table { free(UnsafeMutablePointer(mutating: entry.name)) }
    }
    shim_getopt_restart()
    // A leading hyphen keeps the order of words; a colon distinguishes a missing value from an unknown
    // option.
    let letters = "-:" + options.compactMap(\.letter).map(String.init).joined()
    while true {
      let found = getopt_long(Int32(arguments.count), &pointers, letters, table, nil)
      if found == -1 { break }
      try take(found, word: pointers[Int(shim_optind()) - 1].map { String(cString: $0) } ?? "")
    }
    operands += pointers[Int(shim_optind())...].compactMap { $0.map { String(cString: $0) } }
  }

  /// What getopt_long returns for the first option in the table: greater than any letter.
  private static let firstNumber: Int32 = 256

  /// - Parameters:
  ///   - found: what getopt_long returned.
  ///   - word: the affected word.
  private mutating func take(_ found: Int32, word: String) throws(Misuse) {
    let value = shim_optarg().map { String(cString: $0) } ?? ""
    switch found {
    case 1: take(word: value)
    case 0x3A: throw Misuse("usage.valueMissing", word)
    case 0x3F:
      throw Misuse(
        "usage.unknownOption", word, nearest: Nearest.word(to: word, among: options.map(\.typed)))
    case Self.firstNumber...:
      let option = options[Int(found - Self.firstNumber)]
      values[option.name, default: []].append(value)
      last = option
    default:
      let option = options.first { $0.letter?.asciiValue.map(Int32.init) == found }
      if let option { values[option.name, default: []].append("") }
    }
  }

  private mutating func take(word: String) {
    if let last, last.takesSeveral, withoutOperands.contains(operands.first ?? "") {
      values[last.name, default: []].append(word)
    } else {
      operands.append(word)
    }
  }
}
