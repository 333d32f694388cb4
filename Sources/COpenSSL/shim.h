// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LYNC_PIN_WIZARD_COPENSSL_SHIM_H
#define LYNC_PIN_WIZARD_COPENSSL_SHIM_H
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#endif
