// SPDX-License-Identifier: GPL-3.0-or-later

public import Article
public import Facts
import Journal
import Procedure
import Texts

// The rules for all command files, on Windows Server 2008 and newer:
//
//   - They contain nothing with a meaning to cmd.exe: thumbprints, serial numbers, file names made of them,
//     and the computer's name in plain characters; of an issuer's name only one run of ASCII letters, digits
//     and blanks, in quotes. No certificate name can become a command.
//   - The output of certutil goes to files and is only searched for a thumbprint, a serial number and that
//     run of the issuer's name; labels are translated, so they are not read. `find` searches for literal
//     text; the hash is printed with or without blanks, depending on the version.
//   - The time comes from WMI, or from PowerShell if there is no wmic.exe: both write digits in a fixed order
//     in every language, with the offset from UTC. The format of %DATE% and %TIME% depends on the user's
//     settings.
//   - Exit codes are compared as text: certutil's are negative, and `if errorlevel 1` would ignore them.
//   - Tools are started by their full path, so that no file in the folder can run instead.
//   - Redirections come before their command: a digit before `>>` would be taken for a handle.
//   - Registry keys, which are named after thumbprints, show in which physical store a certificate is. A
//     plain `-delstore` works on the logical store, so a certificate with a copy elsewhere is not touched.

/// The command files that carry out a session's decisions on the server.
public struct CommandFiles {
  public struct Entry {
    public let store: Store
    public let thumbprint: Thumbprint
    public let serial: SerialNumber
    /// A searchable part of the issuer's name; `nil` if it has none.
    public let issuer: String?
    /// The certificate that has to stay; `nil` in a move, which takes away nothing that the path needs.
    public let keep: Thumbprint?
    public let known: Known

    /// What was known about the certificate when it was marked.
    public struct Known {
      public let verdict: Verdict
      public let validity: Period
      public let evidence: [Evidence]
      public let dependants: [Thumbprint]

      public init(verdict: Verdict, validity: Period, evidence: [Evidence], dependants: [Thumbprint]) {
        self.verdict = verdict
        self.validity = validity
        self.evidence = evidence
        self.dependants = dependants
      }

      /// In the words of `inspect --json`, because a command file contains no certificate names.
      fileprivate var remark: String {
        func list(_ words: [String]) -> String { words.isEmpty ? "none" : words.joined(separator: " ") }
        return
          "\(verdict.rawValue), validity \(validity.rawValue), evidence \(list(evidence.map(\.rawValue))),"
          + " dependants \(list(dependants.map(\.description)))"
      }
    }

    public init(
      store: Store, thumbprint: Thumbprint, serial: SerialNumber, issuer: DistinguishedName,
      keep: Thumbprint?,
      known: Known
    ) {
      precondition(keep != thumbprint, "what has to stay is not deleted")
      self.store = store
      self.thumbprint = thumbprint
      self.serial = serial
      self.issuer = issuer.isUncertain ? nil : Self.searchable(issuer.simpleDisplayName)
      self.keep = keep
      self.known = known
    }

    public var file: String { "\(store.role.rawValue)-\(thumbprint).cer" }

    /// The longest run of letters, digits and blanks, which have no meaning to cmd.exe and are the same in
    /// every code page; at most 60 octets.
    static func searchable(_ name: String) -> String? {
      let runs = name.utf8.split { octet in
        switch octet {
        case 0x20, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
        default: true
        }
      }.map { String(decoding: $0.prefix(60), as: UTF8.self).trimmed }
      return runs.filter { !$0.isEmpty }.max { $0.utf8.count < $1.utf8.count }
    }
  }

  /// The procedure whose decisions they carry out.
  public let course: Course
  /// The session's name in plain characters.
  public let session: String
  /// The hash of the session's last line.
  public let head: String
  /// When the files are written.
  public let written: Instant
  public let server: ComputerName
  public let entries: [Entry]

  public init(
    course: Course, session: String, head: String, written: Instant, server: ComputerName, entries: [Entry]
  ) {
    self.course = course
    self.session = session
    self.head = head
    self.written = written
    self.server = server
    self.entries = entries
  }

  /// The file that carries out the decisions.
  public static func workName(_ course: Course) -> String { WorkCommands.of(course).name }
  public static let restoreName = "restore.cmd"
  public static let collectName = "collect.cmd"
  public static let receiptName = "receipt.txt"

  /// The content of the file that carries out the decisions.
  public var work: [UInt8] {
    let commands = WorkCommands.of(course)
    return Self.file(
      commands.opening(remarks) + Self.tools + here(commands.name) + WorkCommands.inTime(written)
        + beginReceipt("%MODE%")
        + entries.enumerated().flatMap { number, entry in call(entry, number + 1, checks: checks(entry)) }
        + commands.closing + Self.stops + WorkCommands.late(written) + commands.entry + Self.parts
        + EntrySteps.identity)
  }

  public var restore: [UInt8] {
    Self.file(
      RestoreCommands.opening(Self.workName(course), remarks) + Self.tools + here(Self.restoreName)
        + beginReceipt("restore")
        + entries.enumerated().flatMap { number, entry in call(entry, number + 1, checks: "") }
        + RestoreCommands.closing + Self.stops + RestoreCommands.entry + Self.parts)
  }

  public static var collect: [UInt8] { file(CollectCommands.lines) }

  /// The replacement for the file that carries out decisions, when they are no longer taken.
  ///
  /// - Parameter session: the session's name in plain characters.
  public static func void(_ course: Course, session: String) -> [UInt8] {
    file(WorkCommands.of(course).void(session))
  }

  private var remarks: [String] {
    ["rem   session \(session), written at \(written)", "rem   hash of its last line \(head)"]
      + entries.enumerated().map { "rem   certificate \($0 + 1): \($1.known.remark)" }
  }

  /// ASCII with CRLF, as cmd.exe requires.
  private static func file(_ lines: [String]) -> [UInt8] {
    lines.flatMap { line in
      precondition(
        line.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "a command file is printable ASCII: \(line)")
      return Array(line.utf8) + [0x0D, 0x0A]
    }
  }

  /// `aa bb cc`, as certutil prints a hash on Windows Server 2008 and 2012.
  private static func spaced(_ thumbprint: Thumbprint) -> String {
    thumbprint.bytes.map { Hexadecimal.text([$0]) }.joined(separator: " ")
  }

  private func call(_ entry: Entry, _ number: Int, checks: String) -> [String] {
    let (print, spaced) = (entry.thumbprint, Self.spaced(entry.thumbprint))
    return [
      #"call :entry \#(number) \#(entry.store.rawValue) \#(print) "\#(spaced)" \#(entry.file)\#(checks)"#,
      #"if not "%FAILED%"=="0" goto finish"#,
    ]
  }

  /// The certificate that has to stay, in both forms; the serial number without leading zeros; a part of the
  /// issuer's name.
  private func checks(_ entry: Entry) -> String {
    let stays = entry.keep.map { #" \#($0) "\#(Self.spaced($0))""# } ?? ""
    return #"\#(stays) \#(entry.serial.hexadecimal) "\#(entry.issuer ?? "-")""#
  }

  // MARK: - Shared parts

  private static let tools = #"""
    set CERTUTIL="%SystemRoot%\System32\certutil.exe"
    set FIND="%SystemRoot%\System32\find.exe"
    set REG="%SystemRoot%\System32\reg.exe"
    set "FAILED=1"
    """#.lines

  /// Checks that the file runs in its own folder, on its own server.
  private func here(_ name: String) -> [String] {
    let domain = server.domain.map { domain in
      #"""
      %REG% query "HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters" /v Domain >"domain.txt" 2>&1
      set "DOMAIN="
      for /f "usebackq tokens=2,*" %%A in ("domain.txt") do if "%%A"=="REG_SZ" set "DOMAIN=%%B"
      if /i not "%DOMAIN%"=="\#(domain)" goto server
      """#.lines
    }
    return #"""
      cd /d "%~dp0"
      if not exist "\#(name)" goto folder
      if defined PROCESSOR_ARCHITEW6432 goto bits
      if /i not "%COMPUTERNAME%"=="\#(server.computer)" goto server
      """#.lines + (domain ?? [])
  }

  private func beginReceipt(_ kind: String) -> [String] {
    #"""
    if not exist "receipt.txt" >"receipt.txt" echo lync-pin-wizard receipt 1
    if not exist "receipt.txt" goto write
    >>"receipt.txt" echo begin \#(kind)
    >>"receipt.txt" echo session \#(session)
    >>"receipt.txt" echo head \#(head)
    >>"receipt.txt" echo server \#(server.computer)
    >>"receipt.txt" echo folder "%CD%"
    %FIND% "head \#(head)" "receipt.txt" >nul
    if not "%ERRORLEVEL%"=="0" goto write
    set "FAILED=0"
    """#.lines
  }

  /// The reasons for which nothing was done at all.
  private static let stops = #"""

    :folder
    echo Copy this folder to a disk of the server, such as C:\LyncCertificates, and run the file there.
    exit /b 1
    :bits
    echo This is the 32-bit command prompt. Open the usual one as administrator.
    exit /b 1
    :server
    echo This is another server than the one these files were written for. Nothing was done.
    exit /b 1
    :write
    echo The receipt cannot be written to this folder. Nothing was done.
    exit /b 1
    """#.lines

  private static let parts = #"""

    rem Sets VERIFIED to 0 when certutil reads the file and finds the certificate in it.
    :verify
    set "VERIFIED=1"
    if not exist "%FILE%" exit /b 0
    %CERTUTIL% -dump "%FILE%" >"%N%-dump.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% dump %CODE%
    call :holds "%N%-dump.txt" "%PRINT%" "%SPACED%"
    >>"receipt.txt" echo step %N% check %FOUND%
    if "%CODE%"=="0" set "VERIFIED=%FOUND%"
    exit /b 0

    rem Sets FOUND to 0 when the file has the thumbprint in it, in one of its two forms.
    :holds
    set "FOUND=1"
    %FIND% "%~2" "%~1" >nul
    if "%ERRORLEVEL%"=="0" set "FOUND=0"
    %FIND% "%~3" "%~1" >nul
    if "%ERRORLEVEL%"=="0" set "FOUND=0"
    exit /b 0

    rem Sets HERE, THIRD, POLICY and ENTERPRISE to 0 where the certificate lies in that physical store.
    :lies
    set "THIRD=1"
    %REG% query "HKLM\SOFTWARE\Microsoft\SystemCertificates\%~1\Certificates\%~2" >nul 2>&1
    set "HERE=%ERRORLEVEL%"
    if not "%~1"=="ROOT" goto elsewhere
    %REG% query "HKLM\SOFTWARE\Microsoft\SystemCertificates\AuthRoot\Certificates\%~2" >nul 2>&1
    set "THIRD=%ERRORLEVEL%"
    :elsewhere
    %REG% query "HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates\%~1\Certificates\%~2" >nul 2>&1
    set "POLICY=%ERRORLEVEL%"
    %REG% query "HKLM\SOFTWARE\Microsoft\EnterpriseCertificates\%~1\Certificates\%~2" >nul 2>&1
    set "ENTERPRISE=%ERRORLEVEL%"
    exit /b 0
    """#.lines
}

extension String {
  /// The lines of a part of a command file.
  public var lines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
