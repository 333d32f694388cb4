// SPDX-License-Identifier: GPL-3.0-or-later
// A new language: add its array and its row; `include/locales.h` stays as it is.

#include "locales.h"

#include <string.h>

static const unsigned char en[] = {
#embed "en.json"
};

static const unsigned char de[] = {
#embed "de.json"
};

static const unsigned char fr[] = {
#embed "fr.json"
};

static const unsigned char es[] = {
#embed "es.json"
};

static const unsigned char pt_BR[] = {
#embed "pt-BR.json"
};

static const unsigned char it[] = {
#embed "it.json"
};

static const unsigned char ja[] = {
#embed "ja.json"
};

static const unsigned char zh_Hans[] = {
#embed "zh-Hans.json"
};

static const unsigned char ko[] = {
#embed "ko.json"
};

static const unsigned char ru[] = {
#embed "ru.json"
};

static const struct {
  const char *language;
  const unsigned char *bytes;
  size_t length;
} catalogs[] = {
    {"en", en, sizeof en},
    {"de", de, sizeof de},
    {"fr", fr, sizeof fr},
    {"es", es, sizeof es},
    {"pt-BR", pt_BR, sizeof pt_BR},
    {"it", it, sizeof it},
    {"ja", ja, sizeof ja},
    {"zh-Hans", zh_Hans, sizeof zh_Hans},
    {"ko", ko, sizeof ko},
    {"ru", ru, sizeof ru},
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
