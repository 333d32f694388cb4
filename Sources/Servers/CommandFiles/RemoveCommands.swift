// SPDX-License-Identifier: GPL-3.0-or-later

extension WorkCommands {
  /// `remove.cmd`: exports and checks, and deletes only with the argument `delete`.
  static let remove = WorkCommands(
    name: "remove.cmd", word: "delete", purpose: "deletes the certificates from the store",
    done: (
      checked: "Exported and checked. Nothing was deleted: that is done by",
      all: "Exported, checked and deleted."
    ),
    leftOver: "What was not named as deleted is still in the store.",
    entry: EntrySteps.opening(
      [
        "rem number, store, thumbprint, the same with blanks, file; thumbprint that has to stay, the same with blanks;",
        "rem serial number, a part of the issuer's name",
      ], ["KEEP", "KEEPSPACED", "SERIAL", "ISSUER"])
      + stays + EntrySteps.place + EntrySteps.listed + EntrySteps.export + checkedOrGone + EntrySteps.failed)

  private static let stays = #"""
    rem The certificate that the server needs has to be there.
    call :lies %STORE% %KEEP%
    set "STAYS=1"
    if "%HERE%"=="0" set "STAYS=0"
    if "%THIRD%"=="0" set "STAYS=0"
    if "%POLICY%"=="0" set "STAYS=0"
    if "%ENTERPRISE%"=="0" set "STAYS=0"
    >>"receipt.txt" echo step %N% stays %STAYS%
    if not "%STAYS%"=="0" set "WHY=the certificate that the server needs is not in the store"
    if defined WHY goto failed
    %CERTUTIL% -store %STORE% %KEEP% >"%N%-kept.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"receipt.txt" echo step %N% kept %CODE%
    call :holds "%N%-kept.txt" "%KEEP%" "%KEEPSPACED%"
    >>"receipt.txt" echo step %N% keptListed %FOUND%
    if not "%CODE%%FOUND%"=="00" set "WHY=certutil does not find the certificate that the server needs, see %N%-kept.txt"
    if defined WHY goto failed

    """#.lines

  private static let checkedOrGone =
    EntrySteps.checked(unless: "delete", goto: "remove")
      + #"""
      :remove
      """#.lines + EntrySteps.delete
      + #"""
      >>"receipt.txt" echo state %N% deleted
      echo Exported to %FILE%, checked and deleted.
      exit /b 0

      rem An earlier run has deleted it, if its checked export lies here.
      """#.lines + EntrySteps.away
      + #"""
      >>"receipt.txt" echo state %N% gone
      echo It is gone already, and its export %FILE% is here.
      exit /b 0
      """#.lines
}
