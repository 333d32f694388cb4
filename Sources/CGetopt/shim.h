// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LYNC_PIN_WIZARD_CGETOPT_SHIM_H
#define LYNC_PIN_WIZARD_CGETOPT_SHIM_H
// The C library's module for Swift leaves getopt.h out.
#include <getopt.h>

// Swift counts getopt's variables as shared mutable state; these read and set them.
// glibc starts anew at 0, also in the middle of a word; messages are ours.
static inline void shim_getopt_restart(void) { optind = 0; opterr = 0; }
static inline int shim_optind(void) { return optind; }
static inline const char *shim_optarg(void) { return optarg; }
#endif
