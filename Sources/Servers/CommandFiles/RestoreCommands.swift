// SPDX-License-Identifier: GPL-3.0-or-later

/// `restore.cmd`: restores everything that the other command file deletes.
enum RestoreCommands {
  /// - Parameter work: the name of the file that deleted it.
  static func opening(_ work: String, _ remarks: [String]) -> [String] {
    #"""
    @echo off
    rem Written by lync-pin-wizard for one server.
    rem   restore.cmd          brings back what \#(work) has deleted, from the exports in this folder
    """#.lines + remarks
      + #"""
      setlocal EnableExtensions DisableDelayedExpansion
      set "ERRORLEVEL="
      """#.lines
  }

  static let closing = #"""

    :finish
    >>"receipt.txt" echo end %FAILED%
    echo.
    if not "%FAILED%"=="0" echo Stopped. What was not named as restored is not in the store.
    if "%FAILED%"=="0" echo All certificates are in the store.
    echo Bring this whole folder back to the wizard.
    exit /b %FAILED%
    """#.lines

  static let entry = #"""

    rem number, store, thumbprint, the same with blanks, file
    :entry
    set "N=%~1"
    set "STORE=%~2"
    set "PRINT=%~3"
    set "SPACED=%~4"
    set "FILE=%~5"
    set "WHY="
    echo.
    echo Certificate %N% in %STORE%: %PRINT%
    >>"receipt.txt" echo entry %N% %STORE% %PRINT% %FILE%
    call :lies %STORE% %PRINT%
    >>"receipt.txt" echo step %N% registry %HERE%
    if not "%HERE%"=="0" goto restore
    >>"receipt.txt" echo state %N% there
    echo It is in the store already.
    exit /b 0

    :restore
    call :verify
    if not "%VERIFIED%"=="0" set "WHY=the exported file %FILE% is not here, or is not this certificate"
    if defined WHY goto failed
    %CERTUTIL% -addstore %STORE% "%FILE%" >"%N%-add.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% add %CODE%
    if not "%CODE%"=="0" set "WHY=certutil could not add it, see %N%-add.txt"
    if defined WHY goto failed
    call :lies %STORE% %PRINT%
    >>"receipt.txt" echo step %N% back %HERE%
    if not "%HERE%"=="0" set "WHY=it is not in the store, see %N%-add.txt"
    if defined WHY goto failed
    >>"receipt.txt" echo state %N% restored
    echo Restored from %FILE%.
    exit /b 0

    :failed
    >>"receipt.txt" echo state %N% failed
    echo Stopped: %WHY%.
    set "FAILED=1"
    exit /b 1
    """#.lines
}
