// SPDX-License-Identifier: GPL-3.0-or-later

/// `collect.cmd`: gathers everything that the wizard reads in one folder. It only reads, and runs on every
/// server.
enum CollectCommands {
  static let lines = #"""
    @echo off
    rem Written by lync-pin-wizard. Gathers certificates and events in the folder  collected  and changes nothing.
    setlocal EnableExtensions DisableDelayedExpansion
    set "ERRORLEVEL="
    set CERTUTIL="%SystemRoot%\System32\certutil.exe"
    set REG="%SystemRoot%\System32\reg.exe"
    set WEVTUTIL="%SystemRoot%\System32\wevtutil.exe"
    set "FAILED=0"
    cd /d "%~dp0"
    if not exist "collect.cmd" goto folder
    if exist "collected" goto exists
    mkdir "collected"
    >"collected\receipt.txt" echo lync-pin-wizard receipt 1
    if not exist "collected\receipt.txt" goto write
    >>"collected\receipt.txt" echo begin collect
    >>"collected\receipt.txt" echo server "%COMPUTERNAME%"
    >>"collected\receipt.txt" echo folder "%CD%"

    call :part registry "HKLM\SOFTWARE\Microsoft\SystemCertificates"
    call :part groupPolicy "HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates"
    call :part enterprise "HKLM\SOFTWARE\Microsoft\EnterpriseCertificates"
    call :list ROOT
    call :list CA
    %WEVTUTIL% qe "Lync Server" /q:"*[System[(EventID=47067)]]" /f:RenderedXml /e:Events >"collected\events.xml" 2>nul
    set "CODE=%ERRORLEVEL%"
    >>"collected\receipt.txt" echo code events %CODE%
    if not "%CODE%"=="0" del "collected\events.xml"
    if not "%CODE%"=="0" echo The log Lync Server could not be read.

    >>"collected\receipt.txt" echo end %FAILED%
    echo.
    if "%FAILED%"=="0" echo Collected. Bring the folder  collected  back to the wizard.
    if not "%FAILED%"=="0" echo Not everything could be collected. Run this as administrator.
    exit /b %FAILED%

    :part
    %REG% query "%~2" >nul 2>&1
    if not "%ERRORLEVEL%"=="0" goto absent
    %REG% export "%~2" "collected\%~1.reg" >nul 2>&1
    set "CODE=%ERRORLEVEL%"
    if "%CODE%"=="0" >>"collected\receipt.txt" echo part %~1 exported
    if "%CODE%"=="0" exit /b 0
    >>"collected\receipt.txt" echo part %~1 failed
    echo The registry key could not be exported: %~2
    set "FAILED=1"
    exit /b 1
    :absent
    >>"collected\receipt.txt" echo part %~1 absent
    exit /b 0

    :list
    %CERTUTIL% -store %~1 >"collected\%~1.txt" 2>&1
    set "CODE=%ERRORLEVEL%"
    >>"collected\receipt.txt" echo code %~1 %CODE%
    if "%CODE%"=="0" exit /b 0
    del "collected\%~1.txt"
    echo certutil could not list the store %~1.
    set "FAILED=1"
    exit /b 1

    :folder
    echo Copy this file to a disk of the server, such as C:\LyncCertificates, and run it there.
    exit /b 1
    :exists
    echo The folder  collected  is there already. Rename it first.
    exit /b 1
    :write
    echo Nothing can be written to this folder. Copy the file to C:\LyncCertificates and run it there.
    exit /b 1
    """#.lines
}
