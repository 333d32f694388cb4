// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loaded before the C library: makes one write really write only half of its bytes, and return that count, or kill the
// process after it. strace can change a count, but not how much is written.
//
//   cc -shared -fPIC -o short-writes.so short-writes.c
//   SHORT_WRITE_CALL=write|pwrite64  SHORT_WRITE_NUMBER=1...  SHORT_WRITE_KILLS=0|1

#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static size_t shortened(const char *call, size_t count, int *kills) {
  static int number, seen, mode = -1;
  static const char *wanted;
  if (mode < 0) {
    wanted = getenv("SHORT_WRITE_CALL");
    number = atoi(getenv("SHORT_WRITE_NUMBER") ?: "0");
    mode = atoi(getenv("SHORT_WRITE_KILLS") ?: "0");
  }
  *kills = 0;
  if (!wanted || strcmp(wanted, call) != 0 || ++seen != number) return count;
  *kills = mode;
  return count / 2;
}

ssize_t write(int file, const void *bytes, size_t count) {
  int kills;
  count = shortened("write", count, &kills);
  ssize_t written = syscall(SYS_write, file, bytes, count);
  if (kills) raise(SIGKILL);
  return written;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  int kills;
  count = shortened("pwrite64", count, &kills);
  ssize_t written = syscall(SYS_pwrite64, file, bytes, count, offset);
  if (kills) raise(SIGKILL);
  return written;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  return pwrite64(file, bytes, count, offset);
}
