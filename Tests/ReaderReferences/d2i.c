// SPDX-License-Identifier: GPL-3.0-or-later

// The reference of Scripts/benchmark-inspect: d2i_X509 over every certificate of a serialized store, one after the
// other, by its own clock: without the start of a process and without reading the file. Prints how many there are and
// the milliseconds of one pass.
//   d2i FILE.sst

#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static unsigned char *read_file(const char *path, long *size) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) || (*size = ftell(file)) < 8) return NULL;
    rewind(file);
    unsigned char *octets = malloc((size_t)*size);
    if (octets && fread(octets, 1, (size_t)*size, file) != (size_t)*size) return NULL;
    fclose(file);
    return octets;
}

static unsigned long number(const unsigned char *octets) {
    return octets[0] | (unsigned long)octets[1] << 8 | (unsigned long)octets[2] << 16 | (unsigned long)octets[3] << 24;
}

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int main(int count, char **arguments) {
    long size = 0;
    unsigned char *octets = count == 2 ? read_file(arguments[1], &size) : NULL;
    if (!octets) return fprintf(stderr, "usage: d2i FILE.sst\n"), 64;
    int certificates = 0;
    double begin = milliseconds();
    // Records: identifier, encoding, length, content. 32 is a certificate.
    for (long record = 8; record + 12 <= size;) {
        unsigned long length = number(octets + record + 8);
        const unsigned char *content = octets + record + 12;
        if (length > (unsigned long)(size - record - 12)) return 65;
        if (number(octets + record) == 32) {
            X509 *certificate = d2i_X509(NULL, &content, (long)length);
            if (!certificate) return 65;
            X509_free(certificate);
            certificates++;
        }
        record += 12 + (long)length;
    }
    printf("%d %.3f\n", certificates, milliseconds() - begin);
    return 0;
}
