/* What the program is told about the world: the wall clock, and the kind of the file system. */
#define _GNU_SOURCE
#include "injector.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

/* Seconds in the file FAULT_CLOCK, read at every call so that the clock can jump meanwhile. */
static long ahead(void) {
  const char *path = getenv("FAULT_CLOCK");
  if (!path) return 0;
  char text[32] = "";
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  long count = syscall(SYS_read, descriptor, text, sizeof text - 1);
  syscall(SYS_close, descriptor);
  return count > 0 ? atol(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = REAL(clock_gettime)(clock, now);
  if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += ahead();
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = REAL(gettimeofday)(now, zone);
  if (!result) now->tv_sec += ahead();
  return result;
}

time_t time(time_t *now) {
  time_t result = REAL(time)(NULL) + ahead();
  if (now) *now = result;
  return result;
}

static int told(int result, bool is_inside, long *kind) {
  long wanted = injector_number("FAULT_FSTYPE");
  if (!result && wanted && is_inside) *kind = wanted;
  return result;
}

int statfs(const char *path, struct statfs *status) {
  return told(REAL(statfs)(path, status), injector_inside(path), &status->f_type);
}

int statfs64(const char *path, struct statfs64 *status) {
  return told(REAL(statfs64)(path, status), injector_inside(path), &status->f_type);
}

int fstatfs(int descriptor, struct statfs *status) {
  return told(REAL(fstatfs)(descriptor, status), injector_knows(descriptor), &status->f_type);
}

int fstatfs64(int descriptor, struct statfs64 *status) {
  return told(REAL(fstatfs64)(descriptor, status), injector_knows(descriptor), &status->f_type);
}
