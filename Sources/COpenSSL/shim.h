// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LYNC_PIN_WIZARD_COPENSSL_SHIM_H
#define LYNC_PIN_WIZARD_COPENSSL_SHIM_H
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// A macro around a variadic function: Swift imports neither.
static inline EVP_PKEY *shim_EVP_EC_gen(const char *curve) {
    return EVP_EC_gen(curve);
}

static inline EVP_PKEY *shim_EVP_RSA_gen(unsigned int bits) {
    return EVP_RSA_gen(bits);
}

// A macro; it frees what i2d functions allocate.
static inline void shim_OPENSSL_free(void *memory) {
    OPENSSL_free(memory);
}
#endif
