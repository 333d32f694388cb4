// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LYNC_PIN_WIZARD_CREADLINE_SHIM_H
#define LYNC_PIN_WIZARD_CREADLINE_SHIM_H
// readline/readline.h uses FILE without including it.
#include <stdio.h>
#include <wchar.h>
#include <readline/readline.h>
#include <readline/history.h>

// X/Open, so the C library's own header hides it from Swift's import. Readline counts columns with it, and so do we.
extern int wcwidth(wchar_t);
#endif
