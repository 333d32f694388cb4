// SPDX-License-Identifier: GPL-3.0-or-later

import Article
public import Facts
public import Journal
import Procedure
public import Servers
public import Texts
import Words

/// The windows of a practice server that is worked on by hand: each program has its own, one on top of the
/// other, and keeps them while another program is in front.
///
/// Windows are values; what they show follows from the server's state, and what is done in them changes only
/// that state. They are in the language of the server's Windows.
public final class Desktop {
  let file: PracticeMachineFile
  /// In the language of the server's Windows; Lync's labels in that of its Lync.
  let texts: Wording
  /// In the admin's language: what belongs to practice and not to Windows.
  let wording: Wording
  let now: () -> Instant
  private(set) var programs: [OpenProgram] = []
  /// The program in front, by its place in the list; `nil` while the desktop itself is.
  private var inFront: Int?
  private let width: () -> Int
  private let columns: (String) -> Int

  /// - Parameters:
  ///   - windows: the language of the server's Windows, if it is not the one that the server was made with.
  ///   - width: the terminal's width in columns.
  ///   - columns: the number of columns that a text takes.
  public init(
    _ file: PracticeMachineFile, wording: Wording, labels: (windows: String, lync: String)?,
    now: @escaping () -> Instant, width: @escaping () -> Int, columns: @escaping (String) -> Int
  ) {
    self.file = file
    self.wording = wording
    let labels = labels ?? (file.machine.windows, file.machine.lync)
    texts = Wording(language: labels.windows, windows: labels.windows, lync: labels.lync)
      .of(product: file.machine.product.rawValue)
    self.now = now
    self.width = width
    self.columns = columns
  }

  var machine: PracticeMachine { file.machine }
  /// The room that lines have.
  var page: Page { Page(width: max(20, width() - 1), columns: columns) }

  /// The window in front.
  public var screen: Screen { front.screen(self) }
  /// Whether no window is in front, and none can be closed.
  public var isBare: Bool { inFront == nil }

  /// The choices below the lines of a window, with their numbers.
  public func choices(of screen: Screen) -> [String] {
    screen.keyed.dropFirst(screen.listed).flatMap { page.keyed($0.key, $0.choice.label) }
  }

  private var front: any Window { inFront.flatMap { programs[$0].windows.last } ?? StartWindow() }

  /// Starts a program with its first window; one that is open already comes to the front as it is.
  func start(_ program: OpenProgram.Name, _ window: any Window) {
    if !programs.contains(where: { $0.name == program }) {
      programs.append(OpenProgram(name: program, windows: [window]))
    }
    bringToFront(program)
  }

  func bringToFront(_ program: OpenProgram.Name) {
    inFront = programs.firstIndex { $0.name == program }
  }

  /// Opens a window on top of the one in front.
  func open(_ window: any Window) {
    guard let inFront else { preconditionFailure("the desktop starts programs, and these open windows") }
    programs[inFront].windows.append(window)
  }

  /// Opens a window in the place of the one in front.
  func replace(with window: any Window) {
    guard let inFront else { preconditionFailure("only a program has a window that can be replaced") }
    programs[inFront].windows[programs[inFront].windows.count - 1] = window
  }

  /// Closes the window in front, and with its last window the program; the desktop itself stays.
  public func close() {
    guard let inFront else { return }
    programs[inFront].windows.removeLast()
    guard programs[inFront].windows.isEmpty else { return }
    programs.remove(at: inFront)
    self.inFront = nil
  }

  /// Goes to the desktop, and leaves every window open.
  public func leaveOpen() { inFront = nil }

  /// Takes what was typed at the window in front.
  ///
  /// - Returns: whether it was a number or letter that the window shows, a command that it knows, or a text that it asked
  ///   for.
  public func take(_ typed: String) throws(JournalError) -> Bool {
    let screen = screen
    if let field = screen.field {
      try field.take(typed, self)
      return true
    }
    guard let choice = screen.keyed.first(where: { $0.key == typed.lowercased() })?.choice else {
      return try run(typed, at: screen)
    }
    try choice.act(self)
    return true
  }

  /// Runs a command that was typed at a prompt of the server instead of chosen by its number.
  private func run(_ typed: String, at screen: Screen) throws(JournalError) -> Bool {
    if let line = screen.pasteLines.first(where: { $0.isMeant(by: typed) }) {
      open(ClipboardWindow(line: line))
      return true
    }
    let command = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    guard let choice = screen.choices.first(where: { $0.command?.lowercased() == command }) else {
      return false
    }
    try choice.act(self)
    return true
  }

  /// Records a deed on the server.
  func add(_ deed: PracticeMachine.Deed) throws(JournalError) { try file.add(deed, at: now()) }
}

/// A program with its windows; the last one is in front.
struct OpenProgram {
  enum Name: Hashable {
    case eventViewer, managementShell, commandPrompt, deploymentWizard, clock, topologyBuilder, phone
    case console(isElevated: Bool)
    case drive, neighbour, client
  }

  let name: Name
  var windows: [any Window]
}

// MARK: - Values as Windows writes them

extension Desktop {
  func longDate(_ instant: Instant) -> String {
    WindowsText(wording: texts).longDate(instant, offsetMinutes: machine.offsetMinutes)
  }

  func shortDate(_ instant: Instant?) -> String {
    instant.map { WindowsText(wording: texts).shortDate($0, offsetMinutes: machine.offsetMinutes) } ?? ""
  }

  func shortTime(_ instant: Instant) -> String {
    WindowsText(wording: texts).shortTime(instant, offsetMinutes: machine.offsetMinutes)
  }

  /// `UTC+01:00`.
  var zone: String { "UTC" + UTCOffset.text(machine.offsetMinutes) }

  /// Its name as the title of its windows has it.
  var windowsName: String {
    switch machine.server {
    case .windowsServer2008: "Windows Server 2008 R2"
    case .windowsServer2012: "Windows Server 2012"
    case .windowsServer2012R2: "Windows Server 2012 R2"
    case .windowsServer2016: "Windows Server 2016"
    case .windowsServer2019: "Windows Server 2019"
    }
  }

  func name(of store: Store) -> String {
    texts(store == .trustedRoot ? "label.trustedRoot" : "label.intermediate")
  }

  func name(of physical: PhysicalStore) -> String {
    switch physical {
    case .registry, .unknown: texts("label.physicalRegistry")
    case .authRoot: texts("label.physicalThirdParty")
    case .groupPolicy: texts("label.physicalGroupPolicy")
    case .enterprise: texts("label.physicalEnterprise")
    }
  }

  func message(_ title: String, _ text: String) { open(MessageWindow(title: title, text: text)) }

  /// Shows a command and its output.
  func print(_ command: String, _ lines: [String], hint: String? = nil) {
    open(MessageWindow(title: command, text: "", lines: lines, hint: hint))
  }
}
