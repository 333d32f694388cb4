// SPDX-License-Identifier: GPL-3.0-or-later

extension WorkCommands {
  /// `relocate.cmd`: exports and checks; only with the argument `move` does it add the certificate to Intermediate, look
  /// for it there, and then delete it from Trusted Root. `move` itself is a command of cmd.exe.
  static let move = WorkCommands(
    name: "relocate.cmd", word: "move", purpose: "moves the certificates from ROOT to CA",
    done: (
      checked: "Exported and checked. Nothing was moved: that is done by", all: "Exported, checked and moved."
    ),
    leftOver: "What was not named as moved is still in ROOT.",
    entry: EntrySteps.opening(
      [
        "rem number, store, thumbprint, the same with blanks, file; serial number, a part of the issuer's name"
      ],
      ["SERIAL", "ISSUER"])
      + EntrySteps.place + EntrySteps.listed + EntrySteps.export + checkedOrGone + EntrySteps.failed + arrived
  )

  private static let checkedOrGone =
    EntrySteps.checked(unless: "move", goto: "import")
      + #"""
      rem It has to be in CA before it leaves the other store.
      :import
      %CERTUTIL% -addstore CA "%FILE%" >"%N%-import.txt" 2>&1
      set "CODE=%ERRORLEVEL%"
      >>"receipt.txt" echo step %N% import %CODE%
      if not "%CODE%"=="0" set "WHY=certutil could not add it to CA, see %N%-import.txt"
      if defined WHY goto failed
      call :arrived
      if defined WHY goto failed
      """#.lines + EntrySteps.delete
      + #"""
      >>"receipt.txt" echo state %N% moved
      echo Exported to %FILE%, checked, added to CA and deleted from %STORE%.
      exit /b 0

      rem An earlier run has moved it, if CA has it and its checked export lies here.
      """#.lines + EntrySteps.away
      + #"""
      call :arrived
      if defined WHY goto failed
      >>"receipt.txt" echo state %N% moved
      echo It is in CA and no longer in %STORE%, and its export %FILE% is here.
      exit /b 0
      """#.lines

  private static let arrived = #"""

    rem Sets WHY when the computer's own part of CA does not have it.
    :arrived
    call :lies CA %PRINT%
    >>"receipt.txt" echo step %N% arrived %HERE%
    if not "%HERE%"=="0" set "WHY=it is not in CA"
    %CERTUTIL% -store CA %PRINT% >"%N%-arrived.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% found %CODE%
    call :holds "%N%-arrived.txt" "%PRINT%" "%SPACED%"
    >>"receipt.txt" echo step %N% listedInCA %FOUND%
    if not "%CODE%%FOUND%"=="00" set "WHY=certutil does not find it in CA, see %N%-arrived.txt"
    exit /b 0
    """#.lines
}
