// SPDX-License-Identifier: GPL-3.0-or-later

import Article

/// The command file that does what a session has decided. Without its word it only exports and checks.
struct WorkCommands {
  /// The name of the file.
  let name: String
  /// The argument with which it changes the stores; also the kind of the run in the receipt.
  let word: String
  /// What it does with the word, after the same as without it.
  let purpose: String
  /// What was done when all went well: without the word, and with it.
  let done: (checked: String, all: String)
  /// What a failure says about the certificates that were not named.
  let leftOver: String
  /// The part that is called for each certificate.
  let entry: [String]

  static func of(_ course: Course) -> WorkCommands {
    switch course {
    case .duplicates: remove
    case .move: move
    }
  }

  func opening(_ remarks: [String]) -> [String] {
    let blanks = String(repeating: " ", count: word.utf8.count + 4)
    return #"""
      @echo off
      rem Written by lync-pin-wizard for one server.
      rem   \#(name)\#(blanks) exports the certificates to this folder and checks the files; deletes nothing
      rem   \#(name) \#(word)    does the same, and then \#(purpose)
      """#.lines + remarks
        + #"""
        setlocal EnableExtensions DisableDelayedExpansion
        set "ERRORLEVEL="
        set "MODE=check"
        if /i "%~1"=="\#(word)" set "MODE=\#(word)"
        if "%~1"=="" goto begin
        if "%MODE%"=="\#(word)" goto begin
        echo The only word that \#(name) understands is: \#(word)
        exit /b 64
        :begin
        """#.lines
  }

  var closing: [String] {
    #"""

    :finish
    >>"receipt.txt" echo end %FAILED%
    echo.
    if not "%FAILED%"=="0" echo Stopped. \#(leftOver)
    if "%FAILED%%MODE%"=="0check" echo \#(done.checked)  \#(name) \#(word)
    if "%FAILED%%MODE%"=="0\#(word)" echo \#(done.all)
    echo Bring this whole folder back to the wizard.
    exit /b %FAILED%
    """#.lines
  }
}
