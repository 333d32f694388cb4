@echo off
rem Written by lync-pin-wizard in the place of a remove.cmd.
echo This remove.cmd is void: what it was to delete is no longer decided in the session night.
echo Nothing was done. Throw away every copy of the file that was here before, on the server as well.
exit /b 1
