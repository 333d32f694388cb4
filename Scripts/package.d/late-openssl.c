// SPDX-License-Identifier: GPL-3.0-or-later
//
// The system's OpenSSL, loaded when the first of its functions is called, and not when the program starts: that would take a
// third of the time until the first prompt (Scripts/benchmark), which needs none of them. Linked by Scripts/package.d/link,
// which also writes the list of functions and names the library.
//
// Each function here has the name of one in OpenSSL and jumps to where `late_openssl_functions` points:
//
//   first       to first_call, which loads the library, fills the table and makes it read-only
//   afterwards  to the function itself
//
// Arguments are passed on as they are in the registers, so nothing here depends on a function's type.
// Source: System V ABI for AMD64, § 3.2.3 (arguments are in rdi, rsi, rdx, rcx, r8, r9 and xmm0 to xmm7, al has the number of
// the latter where it varies; r10 and r11 belong to nobody).

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { page = 4096 };

__asm__(".set index, 0\n"
        ".pushsection .data.late, \"aw\", @progbits\n"
        ".balign 4096\n"
        ".hidden late_openssl_functions\n"
        ".globl late_openssl_functions\n"
        "late_openssl_functions:\n"
        ".popsection");

#define FUNCTION(name)                                   \
    __asm__(".pushsection .text\n"                       \
            ".globl " #name "\n"                         \
            ".type " #name ", @function\n"               \
            #name ":\n"                                  \
            "  endbr64\n"                                \
            "  jmp *late_openssl_functions+8*index(%rip)\n" \
            "1: push $index\n"                           \
            "  jmp first_call\n"                         \
            ".size " #name ", . - " #name "\n"           \
            ".set index, index+1\n"                      \
            ".popsection\n"                              \
            ".pushsection .data.late, \"aw\", @progbits\n" \
            "  .quad 1b\n"                               \
            ".popsection");
#include "functions"
#undef FUNCTION

#define FUNCTION(name) #name,
static const char *const names[] = {
#include "functions"
};
#undef FUNCTION

enum { count = sizeof names / sizeof *names };
_Static_assert(count * sizeof(void *) <= page, "the table takes one page");
// Nothing else is on the page that becomes read-only.
__asm__(".pushsection .data.late, \"aw\", @progbits\n"
        ".balign 4096\n"
        ".popsection");

// After `push $index`, the stack is aligned; the return address of the caller is above it.
__asm__(".pushsection .text\n"
        "first_call:\n"
        "  push %rdi\n  push %rsi\n  push %rdx\n  push %rcx\n  push %r8\n  push %r9\n  push %rax\n"
        "  sub $136, %rsp\n"
        "  movups %xmm0, (%rsp)\n  movups %xmm1, 16(%rsp)\n  movups %xmm2, 32(%rsp)\n  movups %xmm3, 48(%rsp)\n"
        "  movups %xmm4, 64(%rsp)\n  movups %xmm5, 80(%rsp)\n  movups %xmm6, 96(%rsp)\n  movups %xmm7, 112(%rsp)\n"
        "  call late_openssl_load\n"
        "  movups (%rsp), %xmm0\n  movups 16(%rsp), %xmm1\n  movups 32(%rsp), %xmm2\n  movups 48(%rsp), %xmm3\n"
        "  movups 64(%rsp), %xmm4\n  movups 80(%rsp), %xmm5\n  movups 96(%rsp), %xmm6\n  movups 112(%rsp), %xmm7\n"
        "  add $136, %rsp\n"
        "  pop %rax\n  pop %r9\n  pop %r8\n  pop %rcx\n  pop %rdx\n  pop %rsi\n  pop %rdi\n"
        "  pop %r11\n"
        "  lea late_openssl_functions(%rip), %r10\n"
        "  jmp *(%r10,%r11,8)\n"
        ".popsection");

extern void *late_openssl_functions[] __attribute__((visibility("hidden")));

static void load(void) {
    // Its dependency libcrypto is loaded with it and searched with it.
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    int loaded = library != NULL;
    for (int i = 0; loaded && i < count; i++) {
        void *function = dlsym(library, names[i]);
        loaded = function != NULL;
        // Another thread may be on its way through this table; it finds the old place, which waits for this function, or the new.
        if (loaded) __atomic_store_n(&late_openssl_functions[i], function, __ATOMIC_RELEASE);
    }
    if (!loaded || mprotect(late_openssl_functions, page, PROT_READ) != 0) {
        // What the system's loader says and does when a library is missing.
        fprintf(stderr, "lync-pin-wizard: error while loading shared libraries: %s\n", loaded ? LIBRARY : dlerror());
        _exit(127);
    }
}

__attribute__((used, visibility("hidden"))) void late_openssl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}
