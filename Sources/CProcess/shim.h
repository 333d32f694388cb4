// SPDX-License-Identifier: GPL-3.0-or-later
// prctl(2) takes a varying number of arguments, which Swift cannot call.
#ifndef LYNC_PIN_WIZARD_CPROCESS_H
#define LYNC_PIN_WIZARD_CPROCESS_H

#include <sys/prctl.h>

/// Whether the process leaves no core dump from here on, and no other process of the same user reads its memory.
static inline int cprocess_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0UL, 0UL, 0UL, 0UL) == 0; }

#endif
