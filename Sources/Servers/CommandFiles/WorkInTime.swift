// SPDX-License-Identifier: GPL-3.0-or-later

import Facts
import Words

// A command file carries out decisions from the moment at which it was written; a day later, the server may
// have changed. The file counts the minutes since 2000-01-01 in UTC by the Julian day number, because cmd.exe
// has no date arithmetic; 32 bits last until the year 6083.

extension WorkCommands {
  /// The maximum age of the files, in minutes.
  static let limitMinutes = 24 * 60
  /// How far the server's clock may be behind the clock with which the files were written, in minutes.
  static let toleranceMinutes = 60

  /// Minutes since 2000-01-01 00:00 UTC.
  static func minutes(_ instant: Instant) -> Int { (instant.secondsSince1970 - 946_684_800) / 60 }

  /// Continues only if the time is known and the files are not too old.
  ///
  /// WMI writes `20261129113000.513000+060`: the local time, and its offset from UTC in minutes (DMTF
  /// DSP0004, “datetime”). A leading 1 keeps `set /a` from reading 08 as an octal number.
  static func inTime(_ written: Instant) -> [String] {
    #"""
    set WMIC="%SystemRoot%\System32\wbem\wmic.exe"
    set POWERSHELL="%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe"
    set "NOW="
    %WMIC% os get LocalDateTime <nul 2>nul | %FIND% "." >"time.txt"
    for /f "usebackq tokens=1" %%T in ("time.txt") do set "NOW=%%T"
    if defined NOW goto clock
    %POWERSHELL% -NoProfile -NonInteractive -Command "[DateTime]::UtcNow.ToString('yyyyMMddHHmmss', [Globalization.CultureInfo]::InvariantCulture) + '.000000+000'" <nul 2>nul | %FIND% "." >"time.txt"
    for /f "usebackq tokens=1" %%T in ("time.txt") do set "NOW=%%T"
    if not defined NOW goto clockless
    :clock
    rem What cannot be computed stays out of every range, and nothing is done.
    set "YEAR=0"
    set "DAY=99"
    set "AHEAD=9999"
    set "AGE=9999"
    set "SIGN=%NOW:~21,1%"
    if not "%NOW:~14,1%%SIGN%"==".+" if not "%NOW:~14,1%%SIGN%"==".-" goto clockless
    set /a YEAR=1%NOW:~0,4%-10000, MONTH=1%NOW:~4,2%-100, DAY=1%NOW:~6,2%-100 >nul 2>&1
    set /a HOUR=1%NOW:~8,2%-100, MINUTE=1%NOW:~10,2%-100, AHEAD=1%NOW:~22,3%-1000 >nul 2>&1
    if %YEAR% LSS 2026 goto clockless
    if %YEAR% GTR 2999 goto clockless
    if %DAY% GTR 31 goto clockless
    if %AHEAD% GTR 840 goto clockless
    set /a CARRY=(14-MONTH)/12 >nul
    set /a YEAR=YEAR+4800-CARRY, MONTH=MONTH+12*CARRY-3 >nul
    set /a DAYS=DAY+(153*MONTH+2)/5+365*YEAR+YEAR/4-YEAR/100+YEAR/400-32045-2451545 >nul
    set /a AHEAD=0%SIGN%AHEAD >nul
    set /a AGE=DAYS*1440+HOUR*60+MINUTE-AHEAD-\#(minutes(written)) >nul
    if %AGE% GTR \#(limitMinutes) goto late
    if %AGE% LSS -\#(toleranceMinutes) goto early
    """#.lines
  }

  /// The reasons related to time for which nothing was done at all.
  static func late(_ written: Instant) -> [String] {
    #"""
    :late
    echo These files were written at \#(written), more than 24 hours ago by the clock of this server.
    echo Nothing was done. Write them anew:  lync-pin-wizard commands
    exit /b 1
    :early
    echo These files were written at \#(written). By the clock of this server, that is still to come.
    echo Nothing was done. Compare the clocks and time zones of both computers, and write the files anew.
    exit /b 1
    :clockless
    echo Neither WMI nor PowerShell tells the time, so that nobody knows how old these files are.
    echo Nothing was done. Export and delete in MMC, as the wizard says.
    exit /b 1
    """#.lines
  }

  /// What takes the place of a file whose decisions are no longer taken.
  ///
  /// - Parameter session: the session's name in plain characters.
  func void(_ session: String) -> [String] {
    #"""
    @echo off
    rem Written by lync-pin-wizard in the place of a \#(name).
    echo This \#(name) is void: what it was to \#(word) is no longer decided in the session \#(session).
    echo Nothing was done. Throw away every copy of the file that was here before, on the server as well.
    exit /b 1
    """#.lines
  }
}
