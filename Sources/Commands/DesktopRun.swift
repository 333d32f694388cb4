// SPDX-License-Identifier: GPL-3.0-or-later

import Desktop
import Facts
import Files
import Glibc
import Guide
import Journal
import Paths
import Procedure
import ProgramParts
import Servers
import Stores
import Texts
import Usage
import Words
import X509

/// Runs `practice --desktop`: shows the windows of a practice server, and takes numbers.
struct DesktopRun: ProgramPart {
  let program: Program

  /// The command that opens the desktop of a session.
  func command(_ path: String) -> String {
    command("\(PracticeCommand.name) \(PracticeCommand.desktop.typed)", path)
  }

  func run(_ order: PracticeCommand.DesktopOrder) throws(Failure) -> ExitCode {
    let path =
      switch order {
      case .newest: try newest()
      case .session(let name): try sessionPath(name)
      }
    let file: PracticeMachineFile
    do throws(PracticeServerError) { file = try PracticeMachineFile(of: SessionPaths(path)) } catch {
      throw try notOpened(error, path)
    }
    let desktop = Desktop(
      file, wording: wording, labels: program.saysLabels ? wording.labels : nil, now: program.now,
      width: { console.widthColumns }, columns: { console.columns(of: $0) })
    console.show(wording("practice.desktop.begin", ["name": SessionPaths(path).name]), as: .body)
    return try work(desktop, path)
  }

  private func notOpened(_ error: PracticeServerError, _ path: String) throws(Failure) -> Failure {
    switch error {
    case .ledger(.locked): Failure(code: .locked, text: wording("practice.desktop.locked"))
    case .unreadable(.missing), .ledger(.cannotCreate):
      Failure(
        code: .noInput,
        text: wording("practice.desktop.notByHand", ["name": SafeText.harmlessLine(SessionPaths(path).name)]))
    default: failure(error)
    }
  }

  /// The desktop of the session by hand that was worked on last; unfinished ones come first.
  private func newest() throws(Failure) -> String {
    let folder = try sessionFolder()
    let paths = try sessionNames().map { folder.file(named: $0) }
      .filter { access(SessionPaths($0).practiceMachine.pathOctets, F_OK) == 0 }
    let sessions = reading {
      paths.compactMap { path -> (path: String, isOpen: Bool, last: Int)? in
        guard let session = try? SessionFile.read(at: path, signatures: .libcrypto).session,
          let last = session.records.last
        else { return nil }
        return (path, session.ending == nil, last.at.secondsSince1970)
      }
    }
    let found = sessions.max { ($0.isOpen ? 1 : 0, $0.last) < ($1.isOpen ? 1 : 0, $1.last) }
    guard let found else { throw Failure(code: .noInput, text: wording("practice.desktop.none")) }
    return found.path
  }
}

// MARK: - The conversation

extension DesktopRun {
  /// What is typed to go to the desktop and leave the windows open, in every language.
  private static let leavesOpen = "w"

  private enum Outcome {
    /// The window is to be shown again.
    case empty
    case typed(String)
    case ended(ExitCode)
  }

  private func work(_ desktop: Desktop, _ path: String) throws(Failure) -> ExitCode {
    var isShown = false
    while true {
      if !isShown { show(desktop) }
      switch ask(prompt(desktop)) {
      case .empty: isShown = false
      case .ended(let code):
        console.show(wording("practice.desktop.closed"), as: .body)
        console.show("  \(command(path))", as: .command)
        return code
      case .typed(let text): isShown = try take(text, desktop)
      }
    }
  }

  /// - Returns: whether the window is still on the screen.
  private func take(_ text: String, _ desktop: Desktop) throws(Failure) -> Bool {
    if Choice.help.isMeant(by: text, wording) {
      console.show(wording("practice.desktop.help"), as: .body)
      return true
    }
    if text == "0" || desktop.screen.field == nil && Choice.back.isMeant(by: text, wording) {
      desktop.close()
      return false
    }
    if desktop.screen.field == nil && text.lowercased() == Self.leavesOpen {
      desktop.leaveOpen()
      return false
    }
    do throws(JournalError) {
      if try desktop.take(text) { return false }
    } catch {
      throw failure(error)
    }
    let shown = SafeText.harmlessLine(text)
    let isCommand = desktop.screen.isPrompt && Int(text) == nil
    let key = isCommand ? "practice.desktop.unknownCommand" : "practice.desktop.unknown"
    console.show(wording(key, ["text": shown]), as: .error)
    return true
  }

  private func prompt(_ desktop: Desktop) -> String {
    let screen = desktop.screen
    if let field = screen.field { return wording("practice.desktop.field", ["field": field.label]) }
    if desktop.isBare { return wording("practice.desktop.home") }
    return wording(
      screen.isPrompt ? "practice.desktop.shell" : "practice.desktop.prompt", ["window": screen.name])
  }

  private func ask(_ prompt: String) -> Outcome {
    switch console.ask(Prompt(line: prompt + " ")) {
    case .line(let line):
      let text = line.trimmed
      if Choice.quit.isMeant(by: text, wording) { return .ended(.finished) }
      return text.isEmpty ? .empty : .typed(text)
    case .endOfInput, .terminated: return .ended(.finished)
    case .interrupted: return .ended(.interrupted)
    }
  }

  /// Shows a window; at a terminal, the console stops at each full screen.
  private func show(_ desktop: Desktop) {
    let screen = desktop.screen
    console.show("", as: .body)
    console.show("\(wording("practice.mark")) · \(screen.title)", as: .heading)
    if let text = screen.text { console.show(text, as: .body) }
    if let hint = screen.hint { console.show(hint, as: .quiet) }
    // What is copied goes from the first line to the last without a stop or a broken line.
    if let copied = screen.copied { console.result(copied) }
    for line in screen.lines { console.show(line, as: line == screen.path ? .command : .screen) }
    // What can be chosen stays together with the question, where a screen has room for both.
    let choices = desktop.choices(of: screen)
    console.prepare(for: Prompt(line: prompt(desktop) + " ", question: choices.joined(separator: "\n")))
    for choice in choices { console.show(choice, as: .screen) }
  }
}
