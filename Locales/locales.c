// SPDX-License-Identifier: GPL-3.0-or-later
// A new language: add its array and its row; `include/locales.h` stays as it is.

#include "locales.h"

#include <string.h>

static const unsigned char en[] = {
#embed "en.json"
};

static const struct {
  const char *language;
  const unsigned char *bytes;
  size_t length;
} catalogs[] = {
    {"en", en, sizeof en},
};

static const size_t count = sizeof catalogs / sizeof catalogs[0];

const unsigned char *lync_catalog(const char *language, size_t *length) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(catalogs[i].language, language) == 0) {
      *length = catalogs[i].length;
      return catalogs[i].bytes;
    }
  }
  return NULL;
}

const char *lync_language(size_t index) {
  return index < count ? catalogs[index].language : NULL;
}
