// SPDX-License-Identifier: GPL-3.0-or-later
//
// What keeps the packaged program from running with an older C library. Linked by Scripts/package.d/link.

#include <math.h>

// Swift's runtime calls hypotf. Where it is built here, that is a version that came with glibc 2.35, while everything else is
// content with 2.34. The squares of two floats are exact as doubles, and their sum does not overflow, so that this is
// as exact as glibc's own since 2.35, which computes the same.
float hypotf(float x, float y) {
    if (isinf(x) || isinf(y)) return INFINITY;
    return (float)sqrt((double)x * x + (double)y * y);
}
