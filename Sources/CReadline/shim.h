// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LYNC_PIN_WIZARD_CREADLINE_SHIM_H
#define LYNC_PIN_WIZARD_CREADLINE_SHIM_H
// readline/readline.h uses FILE without including it.
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
#endif
