// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LYNC_PIN_WIZARD_COPENSSL_SHIM_H
#define LYNC_PIN_WIZARD_COPENSSL_SHIM_H
// For the digests below and for keys of RSA; nothing else that is deprecated is used.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/bn.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
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

// The digests themselves. EVP_Digest looks them up by name each time, and the first time builds a list of all that
// libcrypto can: half a millisecond, which is a tenth of a short run of the wizard, and for a certificate half of its cost.
static inline void shim_SHA1(const void *bytes, size_t count, unsigned char digest[20]) {
    SHA_CTX state;
    SHA1_Init(&state);
    SHA1_Update(&state, bytes, count);
    SHA1_Final(digest, &state);
}

static inline void shim_SHA256(const void *bytes, size_t count, unsigned char digest[32]) {
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, bytes, count);
    SHA256_Final(digest, &state);
}

// A macro; it frees what i2d functions allocate.
static inline void shim_OPENSSL_free(void *memory) {
    OPENSSL_free(memory);
}

// Macros around SSL_CTX_ctrl and SSL_ctrl, which take a number of the command and a pointer without a type.
static inline int shim_SSL_CTX_set_protocols(SSL_CTX *context, int lowest, int highest) {
    return SSL_CTX_set_min_proto_version(context, lowest) == 1 &&
           SSL_CTX_set_max_proto_version(context, highest) == 1;
}

static inline int shim_SSL_CTX_set_signature_algorithms(SSL_CTX *context, const char *list) {
    return (int)SSL_CTX_set1_sigalgs_list(context, list);
}

static inline int shim_SSL_CTX_set_groups(SSL_CTX *context, const char *list) {
    return (int)SSL_CTX_set1_groups_list(context, list);
}

static inline void shim_SSL_CTX_set_longest_certificate_message(SSL_CTX *context, long octets) {
    SSL_CTX_set_max_cert_list(context, octets);
}

static inline void shim_SSL_CTX_forget_sessions(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

static inline int shim_SSL_set_server_name(SSL *connection, const char *name) {
    return (int)SSL_set_tlsext_host_name(connection, name);
}

// The decoder keeps the texts without a copy, and a text that Swift lends is gone when the call returns.
static inline OSSL_DECODER_CTX *shim_public_key_decoder(EVP_PKEY **key, OSSL_LIB_CTX *context) {
    return OSSL_DECODER_CTX_new_for_pkey(key, "DER", "SubjectPublicKeyInfo", NULL, EVP_PKEY_PUBLIC_KEY, context, NULL);
}

// Composed constants. Compression of certificates came with OpenSSL 3.2.
#ifndef SSL_OP_NO_RX_CERTIFICATE_COMPRESSION
#define SSL_OP_NO_RX_CERTIFICATE_COMPRESSION 0
#endif
static inline uint64_t shim_SSL_options_for_looking(void) {
    return SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION | SSL_OP_NO_TICKET |
           SSL_OP_NO_COMPRESSION | SSL_OP_ENABLE_MIDDLEBOX_COMPAT | SSL_OP_NO_RX_CERTIFICATE_COMPRESSION;
}

// The argument of the callback is set by a macro around SSL_ctrl.
static inline void shim_SSL_listen(
    SSL *connection, void (*heard)(int, int, int, const void *, size_t, SSL *, void *), void *argument) {
    SSL_set_msg_callback(connection, heard);
    SSL_set_msg_callback_arg(connection, argument);
}
#endif
