// SPDX-License-Identifier: GPL-3.0-or-later
// What the C library has allocated: its header is no part of Swift's Glibc module.
#ifndef LYNC_PIN_WIZARD_CMALLOC_SHIM_H
#define LYNC_PIN_WIZARD_CMALLOC_SHIM_H
#include <malloc.h>
#endif
