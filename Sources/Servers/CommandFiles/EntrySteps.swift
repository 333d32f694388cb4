// SPDX-License-Identifier: GPL-3.0-or-later

/// The steps that a command file goes through for each certificate, whatever it does with it in the end.
enum EntrySteps {
  /// - Parameter names: the variables of the arguments after the file, in their order.
  static func opening(_ remarks: [String], _ names: [String]) -> [String] {
    [""] + remarks
      + #"""
      :entry
      set "N=%~1"
      set "STORE=%~2"
      set "PRINT=%~3"
      set "SPACED=%~4"
      set "FILE=%~5"
      """#.lines + names.enumerated().map { #"set "\#($1)=%~\#($0 + 6)""# }
        + #"""
        set "WHY="
        echo.
        echo Certificate %N% in %STORE%: %PRINT%
        >>"receipt.txt" echo entry %N% %STORE% %PRINT% %FILE%

        """#.lines
  }

  /// Where it lies; without it in the store, what an earlier run has done is looked for at `away`.
  static let place = #"""
    rem Only a certificate that lies in the computer's own part of the store, and nowhere else, is deleted.
    call :lies %STORE% %PRINT%
    >>"receipt.txt" echo step %N% registry %HERE%
    >>"receipt.txt" echo step %N% authRoot %THIRD%
    >>"receipt.txt" echo step %N% groupPolicy %POLICY%
    >>"receipt.txt" echo step %N% enterprise %ENTERPRISE%
    if "%THIRD%"=="0" set "WHY=Windows Update keeps a copy"
    if "%POLICY%"=="0" set "WHY=a Group Policy keeps a copy"
    if "%ENTERPRISE%"=="0" set "WHY=Active Directory keeps a copy"
    if defined WHY goto failed
    if not "%HERE%"=="0" goto away
    """#.lines

  static let listed = #"""

    rem The list has to show it by its thumbprint, and the thumbprint has to mean this one alone.
    %CERTUTIL% -store %STORE% >"%N%-before.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% before %CODE%
    call :holds "%N%-before.txt" "%PRINT%" "%SPACED%"
    >>"receipt.txt" echo step %N% listed %FOUND%
    if not "%CODE%%FOUND%"=="00" set "WHY=certutil does not list it, see %N%-before.txt"
    if defined WHY goto failed
    %CERTUTIL% -store %STORE% %PRINT% >"%N%-found.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% found %CODE%
    %FIND% "================" "%N%-found.txt" >"%N%-count.txt"
    set "COUNT=0"
    for /f "usebackq tokens=1" %%L in ("%N%-count.txt") do if "%%L"=="================" set /a COUNT+=1 >nul
    >>"receipt.txt" echo step %N% matches %COUNT%
    if not "%CODE%"=="0" set "WHY=certutil does not find it, see %N%-found.txt"
    if not "%COUNT%"=="1" set "WHY=the thumbprint finds not exactly one certificate, see %N%-found.txt"
    if defined WHY goto failed
    """#.lines

  /// The export, also of an earlier run.
  static let export = #"""

    rem The export is checked whether it is new or from an earlier run.
    if exist "%FILE%" goto exported
    %CERTUTIL% -store %STORE% %PRINT% "%FILE%" >"%N%-export.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% export %CODE%
    if not "%CODE%"=="0" set "WHY=the export failed, see %N%-export.txt"
    if defined WHY goto failed
    :exported
    call :verify
    if not "%VERIFIED%"=="0" set "WHY=the exported file is not this certificate, see %N%-dump.txt"
    if defined WHY goto failed
    call :identity
    if defined WHY goto failed
    """#.lines

  /// The end of a run that only checks.
  ///
  /// - Parameters:
  ///   - word: the argument with which it goes on.
  ///   - label: where it goes on then.
  static func checked(unless word: String, goto label: String) -> [String] {
    #"""
    if "%MODE%"=="\#(word)" goto \#(label)
    >>"receipt.txt" echo state %N% checked
    echo Exported to %FILE% and checked.
    exit /b 0

    """#.lines
  }

  /// The beginning of what is done about one that is not in the store: without its checked export, it failed.
  static let away = #"""
    :away
    call :verify
    if not "%VERIFIED%"=="0" set "WHY=it is not in the store, and its export is not here"
    if defined WHY goto failed
    call :identity
    if defined WHY goto failed
    """#.lines

  /// Deletes it, and looks whether it is gone.
  static let delete = #"""
    %CERTUTIL% -delstore %STORE% %PRINT% >"%N%-delete.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% delete %CODE%
    if not "%CODE%"=="0" set "WHY=certutil could not delete it, see %N%-delete.txt"
    call :lies %STORE% %PRINT%
    >>"receipt.txt" echo step %N% left %HERE%
    if "%HERE%"=="0" set "WHY=it is still in the store, see %N%-delete.txt"
    %CERTUTIL% -store %STORE% >"%N%-after.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% after %CODE%
    if not "%CODE%"=="0" set "WHY=the store could not be listed again, see %N%-after.txt"
    call :holds "%N%-after.txt" "%PRINT%" "%SPACED%"
    >>"receipt.txt" echo step %N% listedAfter %FOUND%
    if "%FOUND%"=="0" set "WHY=certutil still lists it, see %N%-after.txt"
    if defined WHY goto failed
    """#.lines

  static let failed = #"""

    :failed
    >>"receipt.txt" echo state %N% failed
    echo Stopped: %WHY%.
    set "FAILED=1"
    exit /b 1
    """#.lines

  static let identity = #"""

    rem Sets WHY when the exported file has another serial number than was noted, or another issuer.
    :identity
    set "SAME=1"
    %FIND% "%SERIAL%" "%N%-dump.txt" >"%N%-serial.txt"
    for /f "usebackq tokens=1,* delims=:" %%A in ("%N%-serial.txt") do if /i "%%B"==" %SERIAL%" set "SAME=0"
    for /f "usebackq tokens=1,* delims=:" %%A in ("%N%-serial.txt") do if /i "%%B"==" 00%SERIAL%" set "SAME=0"
    >>"receipt.txt" echo step %N% serial %SAME%
    if not "%SAME%"=="0" set "WHY=the exported certificate has another serial number than was noted, see %N%-dump.txt"
    if "%ISSUER%"=="-" exit /b 0
    %FIND% "%ISSUER%" "%N%-dump.txt" >nul
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% issuer %CODE%
    if not "%CODE%"=="0" set "WHY=the exported certificate has another issuer than was noted, see %N%-dump.txt"
    exit /b 0
    """#.lines
}
