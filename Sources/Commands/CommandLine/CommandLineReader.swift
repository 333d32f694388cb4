// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import ProgramParts
import Stores
public import Usage

/// Parses the command line: identifies the command, and checks that it takes what was typed.
public struct CommandLineReader {
  /// What the process should do.
  public struct Request {
    public let command: any Command
    /// The file with answers.
    public let answers: String?
  }

  /// The languages of the program's texts and of quoted labels, if given on the command line: names of
  /// catalogs.
  public struct Speech {
    public let language: String?
    public let windows: String?
    public let lync: String?
  }

  private let commands: [any Command.Type]
  private let values: [String: [String]]
  private let operands: [String]

  /// - Parameter arguments: includes the program's name as the first element.
  public init(
    _ arguments: [String], commands: [any Command.Type] = CommandList.all
  ) throws(Misuse) {
    let scanner = try OptionScanner(arguments, commands)
    self.commands = commands
    values = scanner.values
    operands = scanner.operands
  }

  public func speech() throws(Misuse) -> Speech {
    let arguments = Arguments(operand: nil, words: values, commands: commands)
    return Speech(
      language: try arguments.value(CommonOptions.language),
      windows: try arguments.value(CommonOptions.windowsLanguage),
      lync: try arguments.value(CommonOptions.lyncLanguage))
  }

  public func request() throws(Misuse) -> Request {
    guard let name = operands.first else {
      if let other = try helpOrVersion(nil) { return Request(command: other, answers: nil) }
      try check([], nil)
      return Request(command: MenuCommand(), answers: answers)
    }
    if name != HelpCommand.name, name != VersionCommand.name, let other = try helpOrVersion(name) {
      return Request(command: other, answers: nil)
    }
    let command = try commands.named(name)
    try check(command.options, command.operand)
    let request = try command.init(
      Arguments(operand: operands.dropFirst().first, words: values, commands: commands))
    return Request(command: request, answers: request.takesAnswers ? answers : nil)
  }

  private var answers: String? { values[CommonOptions.answers.name]?.last }

  /// The command for --help or --version, whatever else was typed.
  private func helpOrVersion(_ name: String?) throws(Misuse) -> (any Command)? {
    if values[CommonOptions.help.name] != nil {
      return try HelpCommand(Arguments(operand: name, words: [:], commands: commands))
    }
    return values[CommonOptions.version.name] == nil ? nil : VersionCommand()
  }

  /// Refuses an option or an operand that the command does not take.
  private func check(_ options: [any Option], _ operand: Operand?) throws(Misuse) {
    let taken = options + CommonOptions.all
    let names = Set(taken.map(\.name))
    if let stranger = values.keys.filter({ !names.contains($0) }).min() {
      throw Misuse("usage.optionNotHere", "--\(stranger)")
    }
    if let operand, operand.isRequired, operands.count < 2 { throw Misuse(operand.missing, operands[0]) }
    if operands.count > (operand == nil ? 1 : 2), let stray = operands.last {
      // A file without an option is most likely one of the server's.
      let takesStore = names.contains("store") && access(stray, F_OK) == 0
      throw Misuse("usage.tooMany", stray, nearest: takesStore ? "--store \(stray)" : nil)
    }
    try checkStreams(taken)
  }

  /// Refuses `-` where it cannot be a stream, and standard input if it is already in use.
  private func checkStreams(_ options: [any Option]) throws(Misuse) {
    var isTaken = false
    for option in options {
      for value in values[option.name] ?? [] {
        let path = option.path(of: value)
        let subject = "\(option.typed) \(value)"
        switch option.file {
        case .none, .written: continue
        case .named: if path == PassingFile.dash { throw Misuse("usage.dashNamesNothing", subject) }
        case .readAgain: if PassingFile(path) != nil { throw Misuse("usage.passingFile", subject) }
        case .read:
          guard PassingFile(path)?.isStandardInput == true else { continue }
          if isTaken { throw Misuse("usage.inputTwice", subject) }
          isTaken = true
        }
      }
    }
  }
}
