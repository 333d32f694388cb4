@echo off
rem Written by lync-pin-wizard for one server.
rem   relocate.cmd         exports the certificates to this folder and checks the files; deletes nothing
rem   relocate.cmd move    does the same, and then moves the certificates from ROOT to CA
rem   session night, written at 2026-11-29T11:12:13Z
rem   hash of its last line 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
rem   certificate 1: misplaced, validity valid, evidence none, dependants none
setlocal EnableExtensions DisableDelayedExpansion
set "ERRORLEVEL="
set "MODE=check"
if /i "%~1"=="move" set "MODE=move"
if "%~1"=="" goto begin
if "%MODE%"=="move" goto begin
echo The only word that relocate.cmd understands is: move
exit /b 64
:begin
set CERTUTIL="%SystemRoot%\System32\certutil.exe"
set FIND="%SystemRoot%\System32\find.exe"
set REG="%SystemRoot%\System32\reg.exe"
set "FAILED=1"
cd /d "%~dp0"
if not exist "relocate.cmd" goto folder
if defined PROCESSOR_ARCHITEW6432 goto bits
if /i not "%COMPUTERNAME%"=="FE01" goto server
%REG% query "HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters" /v Domain >"domain.txt" 2>&1
set "DOMAIN="
for /f "usebackq tokens=2,*" %%A in ("domain.txt") do if "%%A"=="REG_SZ" set "DOMAIN=%%B"
if /i not "%DOMAIN%"=="contoso.com" goto server
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
set /a AGE=DAYS*1440+HOUR*60+MINUTE-AHEAD-14154432 >nul
if %AGE% GTR 1440 goto late
if %AGE% LSS -60 goto early
if not exist "receipt.txt" >"receipt.txt" echo lync-pin-wizard receipt 1
if not exist "receipt.txt" goto write
>>"receipt.txt" echo begin %MODE%
>>"receipt.txt" echo session night
>>"receipt.txt" echo head 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
>>"receipt.txt" echo server FE01
>>"receipt.txt" echo folder "%CD%"
%FIND% "head 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f" "receipt.txt" >nul
if not "%ERRORLEVEL%"=="0" goto write
set "FAILED=0"
call :entry 1 ROOT abababababababababababababababababababab "ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab" root-abababababababababababababababababababab.cer e1b202 "Partner Root CA"
if not "%FAILED%"=="0" goto finish

:finish
>>"receipt.txt" echo end %FAILED%
echo.
if not "%FAILED%"=="0" echo Stopped. What was not named as moved is still in ROOT.
if "%FAILED%%MODE%"=="0check" echo Exported and checked. Nothing was moved: that is done by  relocate.cmd move
if "%FAILED%%MODE%"=="0move" echo Exported, checked and moved.
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
:late
echo These files were written at 2026-11-29T11:12:13Z, more than 24 hours ago by the clock of this server.
echo Nothing was done. Write them anew:  lync-pin-wizard commands
exit /b 1
:early
echo These files were written at 2026-11-29T11:12:13Z. By the clock of this server, that is still to come.
echo Nothing was done. Compare the clocks and time zones of both computers, and write the files anew.
exit /b 1
:clockless
echo Neither WMI nor PowerShell tells the time, so that nobody knows how old these files are.
echo Nothing was done. Export and delete in MMC, as the wizard says.
exit /b 1

rem number, store, thumbprint, the same with blanks, file; serial number, a part of the issuer's name
:entry
set "N=%~1"
set "STORE=%~2"
set "PRINT=%~3"
set "SPACED=%~4"
set "FILE=%~5"
set "SERIAL=%~6"
set "ISSUER=%~7"
set "WHY="
echo.
echo Certificate %N% in %STORE%: %PRINT%
>>"receipt.txt" echo entry %N% %STORE% %PRINT% %FILE%

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
if "%MODE%"=="move" goto import
>>"receipt.txt" echo state %N% checked
echo Exported to %FILE% and checked.
exit /b 0

rem It has to be in CA before it leaves the other store.
:import
%CERTUTIL% -addstore CA "%FILE%" >"%N%-import.txt" 2>&1
set "CODE=%ERRORLEVEL%"
>>"receipt.txt" echo step %N% import %CODE%
if not "%CODE%"=="0" set "WHY=certutil could not add it to CA, see %N%-import.txt"
if defined WHY goto failed
call :arrived
if defined WHY goto failed
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
>>"receipt.txt" echo state %N% moved
echo Exported to %FILE%, checked, added to CA and deleted from %STORE%.
exit /b 0

rem An earlier run has moved it, if CA has it and its checked export lies here.
:away
call :verify
if not "%VERIFIED%"=="0" set "WHY=it is not in the store, and its export is not here"
if defined WHY goto failed
call :identity
if defined WHY goto failed
call :arrived
if defined WHY goto failed
>>"receipt.txt" echo state %N% moved
echo It is in CA and no longer in %STORE%, and its export %FILE% is here.
exit /b 0

:failed
>>"receipt.txt" echo state %N% failed
echo Stopped: %WHY%.
set "FAILED=1"
exit /b 1

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
