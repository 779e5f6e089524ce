/* The calls that change files below the folder: counted, failed, killed and cut as was asked for. */
#define _GNU_SOURCE
#include "injector.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST = 1024, CUT_STATUS = 86 };

static pthread_mutex_t mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static struct file *known[MOST];
static long counted[COUNTERS];
static const char *folder, *until;
static long cut_at, cut_at_sync, kill_at, full_at, error_at, times;
static bool models, lies;

void *injector_find(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (found) return found;
  /* A library that was loaded later, for its user alone. */
  void *library = dlopen("libsqlite3.so.0", RTLD_LAZY | RTLD_NOLOAD);
  return library ? dlsym(library, name) : NULL;
}

long injector_number(const char *name) {
  const char *text = getenv(name);
  return text ? strtol(text, NULL, 0) : 0;
}

__attribute__((constructor)) static void begin(void) {
  folder = getenv("FAULT_FOLDER");
  until = getenv("FAULT_UNTIL");
  cut_at = injector_number("FAULT_CUT");
  cut_at_sync = injector_number("FAULT_CUT_SYNC");
  kill_at = injector_number("FAULT_KILL");
  full_at = injector_number("FAULT_ENOSPC");
  error_at = injector_number("FAULT_EIO");
  times = injector_number("FAULT_TIMES");
  lies = injector_number("FAULT_LIE");
  models = cut_at || cut_at_sync;
}

static void report(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = folder && path ? fopen(path, "w") : NULL;
  if (!file) return;
  for (int i = 0; i < COUNTERS; i++) fprintf(file, "%ld\n", counted[i]);
  fclose(file);
}

static void cut(void) {
  pthread_mutex_lock(&mutex);
  const char *torn = getenv("FAULT_TORN");
  power_cut(torn, torn ? strtoull(torn, NULL, 0) : 0);
  report();
  _exit(CUT_STATUS);
}

/* A cut that has not come before the program ended comes now, with all that it said having been heard. */
__attribute__((destructor)) static void end(void) {
  if (!models) return report();
  fflush(NULL);
  cut();
}

bool injector_inside(const char *path) {
  size_t length = folder ? strlen(folder) : 0;
  return length && path && !strncmp(path, folder, length) && (!path[length] || path[length] == '/');
}

static struct file *of(int descriptor) {
  return descriptor >= 0 && descriptor < MOST ? known[descriptor] : NULL;
}

bool injector_knows(int descriptor) { return of(descriptor); }

long injector_count(enum counter counter, long kill_at) {
  long number = ++counted[counter];
  if (number == kill_at) kill(getpid(), SIGKILL);
  return number;
}

/* Counts an operation and holds the lock until `done`; whether the cut comes with it. */
static bool start(void) {
  pthread_mutex_lock(&mutex);
  return injector_count(OPERATIONS, kill_at) == cut_at;
}

static void done(bool is_cut) {
  if (is_cut) cut();
  pthread_mutex_unlock(&mutex);
}

static bool is_due(long number, long at) {
  return at && number >= at && (!times || number < at + times) && (!until || access(until, F_OK));
}

/* Whether there is no space for a write. Every other fault begins with half a write. */
static bool is_full(size_t *length) {
  long number = injector_count(WRITES, 0);
  if (!is_due(number, full_at)) return false;
  if (length && *length > 1 && number == full_at && full_at % 2 == 0) {
    *length /= 2;
    full_at++;
    return false;
  }
  errno = ENOSPC;
  return true;
}

static int open_file(int at, const char *path, int flags, mode_t mode) {
  struct stat status;
  if (!injector_inside(path) || flags & O_PATH) return REAL(openat)(at, path, flags, mode);
  pthread_mutex_lock(&mutex);
  bool is_new = flags & O_CREAT && lstat(path, &status), is_cut = is_new && start();
  int descriptor = -1;
  if (!is_new || !is_full(NULL)) {
    /* Readable too, so that what is overwritten can be kept; truncated by the function below. */
    int wanted = flags & ~O_TRUNC;
    if ((flags & O_ACCMODE) == O_WRONLY) wanted ^= O_WRONLY | O_RDWR;
    descriptor = REAL(openat)(at, path, wanted, mode);
    if (descriptor < 0) descriptor = REAL(openat)(at, path, flags & ~O_TRUNC, mode);
  }
  if (descriptor >= 0 && descriptor < MOST) known[descriptor] = power_file(descriptor, path, is_new);
  if (descriptor >= 0 && flags & O_TRUNC && ftruncate(descriptor, 0)) perror("files.c: ftruncate");
  if (is_new) done(is_cut);
  pthread_mutex_unlock(&mutex);
  return descriptor;
}

#define MODE(flags)                                                                                \
  mode_t mode = 0;                                                                                 \
  if ((flags) & (O_CREAT | O_TMPFILE)) {                                                           \
    va_list rest;                                                                                  \
    va_start(rest, flags);                                                                         \
    mode = va_arg(rest, mode_t);                                                                   \
    va_end(rest);                                                                                  \
  }

int open(const char *path, int flags, ...) {
  MODE(flags)
  return open_file(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE(flags)
  return open_file(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...) {
  MODE(flags)
  return open_file(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
  MODE(flags)
  return open_file(at, path, flags, mode);
}

int creat(const char *path, mode_t mode) {
  return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int descriptor) {
  if (of(descriptor)) known[descriptor] = NULL;
  return REAL(close)(descriptor);
}

/* Offset -1: where the file stands. */
static ssize_t write_file(int descriptor, const void *bytes, size_t length, off_t offset) {
  bool is_cut = start();
  ssize_t count = -1;
  if (!is_full(&length)) {
    int flags = fcntl(descriptor, F_GETFL);
    off_t place = offset;
    if (offset < 0) place = lseek(descriptor, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    if (models) power_written(of(descriptor), descriptor, bytes, length, place);
    count = offset < 0 ? REAL(write)(descriptor, bytes, length)
                       : REAL(pwrite)(descriptor, bytes, length, offset);
    if (models && flags & O_DSYNC) power_synced(of(descriptor));
  }
  done(is_cut);
  return count;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  return of(descriptor) ? write_file(descriptor, bytes, length, -1)
                        : REAL(write)(descriptor, bytes, length);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  return of(descriptor) ? write_file(descriptor, bytes, length, offset)
                        : REAL(pwrite)(descriptor, bytes, length, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
  return pwrite(descriptor, bytes, length, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (!of(descriptor)) return REAL(writev)(descriptor, parts, count);
  size_t length = 0;
  for (int i = 0; i < count; i++) length += parts[i].iov_len;
  char *bytes = malloc(length + 1), *place = bytes;
  for (int i = 0; i < count; i++) place = mempcpy(place, parts[i].iov_base, parts[i].iov_len);
  ssize_t written = write_file(descriptor, bytes, length, -1);
  free(bytes);
  return written;
}

static int size_file(int descriptor, off_t size, bool grows) {
  bool is_cut = start();
  int result = -1;
  if (!grows || !is_full(NULL)) {
    if (models) power_sized(of(descriptor), descriptor, size);
    result = REAL(ftruncate)(descriptor, size);
  }
  done(is_cut);
  return result;
}

static bool is_longer(int descriptor, off_t size) {
  struct stat status;
  return !fstat(descriptor, &status) && size > status.st_size;
}

int ftruncate(int descriptor, off_t size) {
  if (!of(descriptor)) return REAL(ftruncate)(descriptor, size);
  return size_file(descriptor, size, is_longer(descriptor, size));
}

int ftruncate64(int descriptor, off64_t size) { return ftruncate(descriptor, size); }

/* Modelled as a change of size. */
int posix_fallocate(int descriptor, off_t offset, off_t length) {
  if (!of(descriptor)) return REAL(posix_fallocate)(descriptor, offset, length);
  off_t size = is_longer(descriptor, offset + length) ? offset + length : -1;
  if (size >= 0 && size_file(descriptor, size, true)) return errno;
  return models ? 0 : REAL(posix_fallocate)(descriptor, offset, length);
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t length) {
  return posix_fallocate(descriptor, offset, length);
}

int fallocate(int descriptor, int mode, off_t offset, off_t length) {
  if (!of(descriptor) || mode) return REAL(fallocate)(descriptor, mode, offset, length);
  int error = posix_fallocate(descriptor, offset, length);
  if (error) errno = error;
  return error ? -1 : 0;
}

int fallocate64(int descriptor, int mode, off64_t offset, off64_t length) {
  return fallocate(descriptor, mode, offset, length);
}

/* The real disk is not waited for: nothing here cuts its power. */
static int sync_file(int descriptor, int (*real)(int)) {
  if (!of(descriptor)) return real(descriptor);
  bool is_cut = start();
  long number = injector_count(SYNCS, 0);
  if (is_cut || number == cut_at_sync) cut();
  int result = 0;
  if (is_due(number, error_at)) {
    if (models) power_failed(of(descriptor));
    errno = EIO;
    result = -1;
  } else if (models && !lies) {
    power_synced(of(descriptor));
  }
  done(false);
  return result;
}

int fsync(int descriptor) { return sync_file(descriptor, REAL(fsync)); }
int fdatasync(int descriptor) { return sync_file(descriptor, REAL(fdatasync)); }

int unlink(const char *path) {
  if (!injector_inside(path)) return REAL(unlink)(path);
  bool is_cut = start();
  if (models) power_unlinking(path);
  int result = REAL(unlink)(path);
  done(is_cut);
  return result;
}

int rename(const char *from, const char *to) {
  if (!injector_inside(from) || !injector_inside(to)) return REAL(rename)(from, to);
  bool is_cut = start();
  if (models) power_renaming(from, to);
  int result = REAL(rename)(from, to);
  done(is_cut);
  return result;
}
