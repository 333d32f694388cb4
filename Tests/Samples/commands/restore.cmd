@echo off
rem Written by lync-pin-wizard for one server.
rem   restore.cmd          brings back what remove.cmd has deleted, from the exports in this folder
rem   session night, written at 2026-11-29T11:12:13Z
rem   hash of its last line 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
rem   certificate 1: generation, validity valid, evidence keySignedByNoted, dependants 0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d
rem   certificate 2: mismatched, validity expired, evidence none, dependants none
setlocal EnableExtensions DisableDelayedExpansion
set "ERRORLEVEL="
set CERTUTIL="%SystemRoot%\System32\certutil.exe"
set FIND="%SystemRoot%\System32\find.exe"
set REG="%SystemRoot%\System32\reg.exe"
set "FAILED=1"
cd /d "%~dp0"
if not exist "restore.cmd" goto folder
if defined PROCESSOR_ARCHITEW6432 goto bits
if /i not "%COMPUTERNAME%"=="FE01" goto server
%REG% query "HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters" /v Domain >"domain.txt" 2>&1
set "DOMAIN="
for /f "usebackq tokens=2,*" %%A in ("domain.txt") do if "%%A"=="REG_SZ" set "DOMAIN=%%B"
if /i not "%DOMAIN%"=="contoso.com" goto server
if not exist "receipt.txt" >"receipt.txt" echo lync-pin-wizard receipt 1
if not exist "receipt.txt" goto write
>>"receipt.txt" echo begin restore
>>"receipt.txt" echo session night
>>"receipt.txt" echo head 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
>>"receipt.txt" echo server FE01
>>"receipt.txt" echo folder "%CD%"
%FIND% "head 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f" "receipt.txt" >nul
if not "%ERRORLEVEL%"=="0" goto write
set "FAILED=0"
call :entry 1 ROOT abababababababababababababababababababab "ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab" root-abababababababababababababababababababab.cer
if not "%FAILED%"=="0" goto finish
call :entry 2 CA cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd "cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd cd" intermediate-cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd.cer
if not "%FAILED%"=="0" goto finish

:finish
>>"receipt.txt" echo end %FAILED%
echo.
if not "%FAILED%"=="0" echo Stopped. What was not named as restored is not in the store.
if "%FAILED%"=="0" echo All certificates are in the store.
echo Bring this whole folder back to the wizard.
exit /b %FAILED%

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
