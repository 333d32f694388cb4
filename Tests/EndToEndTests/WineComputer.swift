// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Foundation
import Glibc
import PseudoTerminal
import Stores
import TestFiles

/// A Windows of Wine's making, to run command files in. Its `reg`, `find` and `cmd` are Wine's own; certutil and
/// wevtutil are stand-ins that record what they are called with and keep a store of text files.
///
/// Wine is no part of what the tests need, because it takes 700 MB: `apt-get install --no-install-recommends wine64
/// wine`. Without it, these tests are skipped.
final class WineComputer {
  static let isInstalled = access("/usr/bin/wine", X_OK) == 0

  /// Kept between runs, because making it takes half a minute.
  private static let prefix = "\(Checkout.path)/.build/wine"

  private let machine: Machine
  /// The folder of the stand-ins.
  let tools: String

  init(_ machine: Machine) throws {
    self.machine = machine
    tools = "\(machine.folder)/tools"
    try machine.write(Self.crlf(Self.certutil), to: "tools/certutil.cmd")
    try machine.write(Self.crlf(Self.wevtutil), to: "tools/wevtutil.cmd")
    for tool in ["wmic", "powershell"] {
      try machine.write(Self.crlf(Self.clock(tool)), to: "tools/\(tool).cmd")
    }
    try setClock(Self.now)
    if access("\(Self.prefix)/system.reg", F_OK) != 0 {
      // There is no build folder beside the sources when all that was built went elsewhere.
      try FileManager.default.createDirectory(atPath: Self.prefix, withIntermediateDirectories: true)
      _ = try wine(["wineboot", "-i"])
    }
    // What an earlier test left in the registry.
    for branch in [#"Microsoft\SystemCertificates"#, #"Policies\Microsoft\SystemCertificates"#] {
      for store in ["ROOT", "CA"] {
        _ = try wine(["reg", "delete", #"HKLM\SOFTWARE\\#(branch)\\#(store)"#, "/f"])
      }
    }
    try machine.write(Self.crlf(Self.start), to: "tools/start.cmd")
  }

  struct Run {
    let code: Int32
    let output: String
  }

  private func wine(
    _ arguments: [String], in folder: String? = nil, input: String? = nil, variables: [String: String] = [:]
  ) throws -> Run {
    let environment = machine.environment.merging(variables) { $1 }.merging([
      "WINEPREFIX": Self.prefix, "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml=", "DISPLAY": "",
      "PATH": "/usr/bin:/bin",
    ]) { $1 }
    let finished = try PseudoTerminal.run(
      ["wine"] + arguments, input: input, joinsStreams: true, in: folder ?? machine.folder,
      environment: environment,
      timeoutSeconds: 240)
    guard case .code(let code) = finished.exit else { throw Unexpected("wine was stopped by a signal") }
    return Run(code: code, output: finished.output)
  }

  /// Runs a line, typed at the prompt or as an argument; certutil and clip are the stand-ins.
  func run(line: String, isTyped: Bool = true) throws -> Run {
    try machine.write(Self.crlf(Self.clip), to: "tools/clip.cmd")
    return try wine(
      ["cmd"] + (isTyped ? [] : ["/c", line]), input: isTyped ? "\(line)\r\nexit\r\n" : nil,
      variables: ["WINEPATH": Self.windows(tools)])
  }

  /// What certutil says is the SHA-1 of a file.
  func setHash(_ digits: String) throws { try machine.write("\(digits)\r\n", to: "tools/hash.txt") }

  /// The file whose hash was asked for.
  var hashed: [UInt8] { get throws { try machine.bytes("tools/hashed") } }

  /// What was put on the clipboard last. Wine's `more` breaks long lines, and so shows only that it came at all.
  var clipboard: [UInt8] {
    get throws {
      let piped = try machine.text("tools/piped.txt").split(whereSeparator: \.isNewline)
      let text = try machine.bytes("tools/clipboard.txt")
      guard piped.first == String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline).first
      else {
        throw Unexpected("clip got something else: \(piped)")
      }
      return text
    }
  }

  /// The files in the folder for temporary files.
  func temporaryFiles() throws -> [String] {
    try wine(["cmd", "/c", "dir /b %TEMP%\\lp*"]).output.split(whereSeparator: \.isNewline).map(String.init)
      .filter { $0.hasPrefix("lp") }
  }

  /// Puts a certificate into the registry, as Windows keeps it there.
  func keep(_ certificate: Certificate, in store: String) throws {
    let key = #"HKLM\SOFTWARE\Microsoft\SystemCertificates\\#(store)\Certificates\"#
    _ = try wine([
      "reg", "add", key + certificate.thumbprint.description.uppercased(), "/v", "Blob", "/t", "REG_BINARY",
      "/d", Hexadecimal.text(PasteTests.blob(certificate)), "/f",
    ])
  }

  /// What `%COMPUTERNAME%` is here.
  func name() throws -> String {
    try wine(["cmd", "/c", "echo %COMPUTERNAME%"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func registry(_ key: String, _ value: String, _ data: String) throws {
    _ = try wine(["reg", "add", key, "/v", value, "/d", data, "/f"])
  }

  /// Puts a certificate into the store that certutil lists and into the registry.
  func install(_ certificate: Certificate, policy: Bool = false) throws {
    let print = certificate.thumbprint.description
    let branch = policy ? #"Policies\Microsoft\SystemCertificates"# : #"Microsoft\SystemCertificates"#
    try registry(#"HKLM\SOFTWARE\\#(branch)\ROOT\Certificates\\#(print.uppercased())"#, "Blob", "x")
    try machine.write(Self.crlf(Self.block(certificate)), to: "tools/ROOT-\(print).txt")
    try machine.write(certificate.der, to: "tools/\(print).cer")
    try machine.write(
      Self.crlf(Self.block(certificate)), to: "tools/dump-root-\(print).cer.txt")
  }

  static func spaced(_ certificate: Certificate) -> String {
    certificate.thumbprint.bytes.map { Hexadecimal.text([$0]) }.joined(separator: " ")
  }

  /// As certutil prints it, hostile names and all.
  static func block(_ certificate: Certificate, index: Int = 0) -> String {
    """
    ================ Certificate \(index) ================
    Serial Number: \(certificate.serial.hexadecimal)
    Issuer: CN=\(certificate.issuer.simpleDisplayName)
    Subject: CN=\(certificate.subject.simpleDisplayName)
    Cert Hash(sha1): \(spaced(certificate))

    """
  }

  func registryHas(_ certificate: Certificate, in store: Store = .trustedRoot) throws -> Bool {
    let key =
      #"HKLM\SOFTWARE\Microsoft\SystemCertificates\\#(store.rawValue)\Certificates\\#(certificate.thumbprint)"#
    return try wine(["reg", "query", key]).code == 0
  }

  /// What certutil was called with, call by call.
  var calls: [String] {
    guard let text = try? machine.text("tools/calls.txt") else { return [] }
    return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Runs a command file in its folder with the stand-ins in place of certutil and wevtutil; nothing else is changed.
  func run(_ file: String, _ arguments: [String] = [], in folder: String) throws -> Run {
    let path = "\(folder)/\(file)"
    var text = String(decoding: try machine.bytes(path), as: UTF8.self)
    let folders = ["wmic": #"wbem\"#, "powershell": #"WindowsPowerShell\v1.0\"#]
    for tool in ["certutil", "wevtutil", "wmic", "powershell"] {
      let path = "\(folders[tool] ?? "")\(tool).exe"
      let real = #"set \#(tool.uppercased())="%SystemRoot%\System32\\#(path)""#
      let windows = Self.windows(tools)
      text = text.replacingOccurrences(
        of: real, with: #"set \#(tool.uppercased())=call "\#(windows)\\#(tool).cmd""#)
    }
    try machine.write(text, to: path)
    return try wine(["cmd", "/c", "\(Self.windows(tools))\\start.cmd", file] + arguments, in: folder)
  }

  private static func windows(_ path: String) -> String {
    "Z:" + path.replacingOccurrences(of: "/", with: "\\")
  }

  /// Wine takes the domain from the computer that it runs on, whenever it starts.
  private static let start = #"""
    @echo off
    reg add "HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters" /v Domain /d contoso.com /f >nul
    %*

    """#

  private static func crlf(_ text: String) -> String { text.replacingOccurrences(of: "\n", with: "\r\n") }

  static var now: Instant { Instant(secondsSince1970: Int(Date().timeIntervalSince1970)) }

  /// What WMI says from here on, on a clock that is so many minutes ahead of UTC; `nil` when there is no wmic.
  ///
  /// - Parameter powerShell: what PowerShell says; `nil` when there is none.
  func setClock(_ time: Instant?, aheadMinutes: Int = 0, powerShell: Instant? = nil) throws {
    func digits(_ time: Instant, _ ahead: Int) -> String {
      time.adding(seconds: ahead * 60).description.filter(\.isNumber)
        + String(format: ".513000%+04d", ahead)
    }
    let wmic = time.map { "LocalDateTime              \n\(digits($0, aheadMinutes))  \n" }
    try machine.write(Self.crlf(wmic ?? ""), to: "tools/wmic.txt")
    try machine.write(Self.crlf(powerShell.map { digits($0, 0) + "\n" } ?? ""), to: "tools/powershell.txt")
  }

  private static func clock(_ tool: String) -> String {
    """
    @echo off
    type "%~dp0\(tool).txt"
    exit /b 0

    """
  }

  private static let certutil = #"""
    @echo off
    setlocal
    >>"%~dp0calls.txt" echo %*
    if "%~1"=="-store" goto store
    if "%~1"=="-delstore" goto delstore
    if "%~1"=="-addstore" goto addstore
    if "%~1"=="-dump" goto dump
    if "%~1"=="-hashfile" goto hashfile
    exit /b 87
    :hashfile
    copy "%~2" "%~dp0hashed" >nul
    echo SHA1 hash of file %~2:
    type "%~dp0hash.txt"
    echo CertUtil: -hashfile command completed successfully.
    exit /b 0
    :store
    if not "%~4"=="" goto export
    if not "%~3"=="" goto one
    pushd "%~dp0"
    for %%F in (%~2-*.txt) do type "%%F"
    popd
    exit /b 0
    :one
    if not exist "%~dp0%~2-%~3.txt" exit /b 2
    type "%~dp0%~2-%~3.txt"
    if exist "%~dp0twice" type "%~dp0%~2-%~3.txt"
    exit /b 0
    :export
    if exist "%~dp0export-fails" exit /b 5
    copy "%~dp0%~3.cer" "%~4" >nul
    exit /b 0
    :dump
    type "%~dp0dump-%~nx2.txt"
    exit /b 0
    :delstore
    if exist "%~dp0delete-fails" exit /b 5
    if exist "%~dp0delete-lies" exit /b 0
    del "%~dp0%~2-%~3.txt"
    "%SystemRoot%\System32\reg.exe" delete "HKLM\SOFTWARE\Microsoft\SystemCertificates\%~2\Certificates\%~3" /f >nul
    exit /b 0
    :addstore
    if exist "%~dp0add-fails" exit /b 5
    if exist "%~dp0add-lies" exit /b 0
    set "FILE=%~n3"
    copy "%~dp0dump-%~nx3.txt" "%~dp0%~2-%FILE:~5%.txt" >nul
    "%SystemRoot%\System32\reg.exe" add "HKLM\SOFTWARE\Microsoft\SystemCertificates\%~2\Certificates\%FILE:~5%" /v Blob /d x /f >nul
    exit /b 0

    """#

  private static let clip = #"""
    @echo off
    copy lpw "%~dp0clipboard.txt" >nul
    more >"%~dp0piped.txt"

    """#

  private static let wevtutil = #"""
    @echo off
    >>"%~dp0calls.txt" echo wevtutil %*
    echo ^<Events^>^</Events^>
    exit /b 0

    """#
}
