// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogs of texts, taken into the program when it is built: no files to lose at run time.

#ifndef LYNC_LOCALES_H
#define LYNC_LOCALES_H

#include <stddef.h>

/// The bytes of `<language>.json`, alive for as long as the program runs; NULL where there is no such language.
/// `length` is in bytes and is left alone when the answer is NULL.
const unsigned char *lync_catalog(const char *language, size_t *length);

/// The language at `index`, counted from 0, English first; NULL after the last one.
const char *lync_language(size_t index);

#endif
