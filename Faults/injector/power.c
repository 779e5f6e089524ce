/* The model of a power cut: a log of what was done to files and names since they were last synced.

   * A write or a change of size is durable once its file was synced. Until then a cut takes it
     back; in a torn cut each sector of 512 bytes, and each change of size, is lost or kept by lot.
   * What a sync has failed to write is not written by a later one, unless it was changed again: Linux
     takes the pages for clean. https://wiki.postgresql.org/wiki/Fsync_Errors
   * A new name is durable once its folder or the file itself was synced, as on ext4. A name that was
     taken away or changed is so once its folder was synced. They are lost in order, the last first.
   * The log ends with the process: what one left un-synced and the next found is taken as durable. */
#define _GNU_SOURCE
#include "injector.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512 };
enum kind { WRITTEN, SIZED, CREATED, UNLINKED, RENAMED };

struct file {
  dev_t device;
  ino_t inode;
  char *path; /* where it can be reached */
  struct file *next;
};

struct change {
  enum kind kind;
  struct file *file; /* none when only names are changed */
  off_t offset, size, size_before;
  size_t length, length_before;
  char *bytes, *bytes_before;
  bool has_failed; /* a sync */
  char *path, *other; /* the name; where the file is kept, or its name before */
  struct change *before, *after;
};

static struct file *files;
static struct change *first, *last;

static bool is_name(const struct change *change) { return change->kind >= CREATED; }

static struct change *add(enum kind kind, struct file *file) {
  struct change *change = calloc(1, sizeof *change);
  change->kind = kind;
  change->file = file;
  change->before = last;
  *(last ? &last->after : &first) = change;
  return last = change;
}

static void drop(struct change *change) {
  *(change->before ? &change->before->after : &first) = change->after;
  *(change->after ? &change->after->before : &last) = change->before;
  if (change->kind == UNLINKED) REAL(unlink)(change->other);
  free(change->bytes), free(change->bytes_before), free(change->path), free(change->other);
  free(change);
}

static void forget(const struct file *file) {
  for (struct change *change = first, *next; change; change = next) {
    next = change->after;
    if (change->file == file && !is_name(change)) drop(change);
  }
}

static struct file *find(const struct stat *status) {
  struct file *file = files;
  while (file && (file->device != status->st_dev || file->inode != status->st_ino)) file = file->next;
  return file;
}

static void move(struct file *file, const char *path) {
  free(file->path);
  file->path = strdup(path);
}

struct file *power_file(int descriptor, const char *path, bool is_new) {
  struct stat status;
  if (fstat(descriptor, &status)) return NULL;
  struct file *file = find(&status);
  if (file && is_new) {
    /* Another file had this inode before. */
    forget(file);
    file->inode = 0;
    file = NULL;
  }
  if (!file) {
    file = calloc(1, sizeof *file);
    *file = (struct file){status.st_dev, status.st_ino, strdup(path), files};
    files = file;
  }
  if (is_new) add(CREATED, file)->path = strdup(path);
  return file;
}

static off_t size_of(int descriptor) {
  struct stat status;
  return fstat(descriptor, &status) ? 0 : status.st_size;
}

static char *copy(const void *bytes, size_t length) {
  return memcpy(malloc(length ? length : 1), bytes, length);
}

static void keep(struct change *change, int descriptor, off_t offset, size_t length) {
  change->offset = offset;
  change->size_before = size_of(descriptor);
  change->bytes_before = malloc(length ? length : 1);
  ssize_t count = pread(descriptor, change->bytes_before, length, offset);
  change->length_before = count > 0 ? (size_t)count : 0;
}

void power_written(struct file *file, int descriptor, const void *bytes, size_t length, off_t offset) {
  struct change *change = add(WRITTEN, file);
  keep(change, descriptor, offset, length);
  change->bytes = copy(bytes, length);
  change->length = length;
}

void power_sized(struct file *file, int descriptor, off_t size) {
  off_t before = size_of(descriptor);
  struct change *change = add(SIZED, file);
  keep(change, descriptor, size, before > size ? (size_t)(before - size) : 0);
  change->size = size;
}

/* Keeps a file beside the folder while the cut may still bring its name back. */
static char *kept(const char *path) {
  static unsigned count;
  char *folder = NULL, *link_path = NULL;
  if (asprintf(&folder, "%s.kept", getenv("FAULT_FOLDER")) < 0) abort();
  mkdir(folder, 0700);
  if (asprintf(&link_path, "%s/%d-%u", folder, (int)getpid(), count++) < 0) abort();
  free(folder);
  if (!link(path, link_path)) return link_path;
  free(link_path);
  return NULL;
}

void power_unlinking(const char *path) {
  struct stat status;
  char *place = lstat(path, &status) ? NULL : kept(path);
  if (!place) return;
  struct file *file = find(&status);
  struct change *change = add(UNLINKED, file);
  change->path = strdup(path);
  change->other = place;
  if (file) move(file, place);
}

void power_renaming(const char *from, const char *to) {
  struct stat status;
  if (lstat(from, &status)) return;
  power_unlinking(to);
  struct file *file = find(&status);
  struct change *change = add(RENAMED, file);
  change->path = strdup(to);
  change->other = strdup(from);
  if (file) move(file, to);
}

/* Whether the name that was changed stands in a folder. */
static bool lies_in(const struct change *change, const struct file *folder) {
  size_t length = strlen(folder->path);
  return !strncmp(change->path, folder->path, length) && change->path[length] == '/' &&
         !strchr(change->path + length + 1, '/');
}

static off_t end(const struct change *change) { return change->offset + (off_t)change->length; }

/* Has the changes before this one, whose sync has failed, bring back what it has made durable. */
static void outlast(const struct change *change) {
  for (struct change *old = change->before; old; old = old->before) {
    if (old->file != change->file || !old->has_failed) continue;
    if (change->kind == SIZED) old->size = old->size_before = change->size;
    if (change->kind != WRITTEN) continue;
    if (old->size_before < end(change)) old->size_before = end(change);
    for (off_t place = change->offset; place < end(change); place++) {
      off_t at = place - old->offset;
      if (at >= 0 && at < (off_t)old->length) old->bytes[at] = change->bytes[place - change->offset];
      if (at >= 0 && at < (off_t)old->length_before)
        old->bytes_before[at] = change->bytes[place - change->offset];
    }
  }
}

void power_failed(struct file *file) {
  for (struct change *change = first; change; change = change->after)
    if (change->file == file && !is_name(change)) change->has_failed = true;
}

void power_synced(struct file *file) {
  for (struct change *change = first, *next; change; change = next) {
    next = change->after;
    if (change->has_failed) continue;
    if (change->file == file) outlast(change);
    if (is_name(change) && lies_in(change, file)) {
      struct file *gone = change->kind == UNLINKED ? change->file : NULL;
      drop(change);
      if (gone) gone->inode = 0; /* the next file may get the same */
    } else if (change->file == file && change->kind <= CREATED) {
      drop(change);
    }
  }
}

static void put(const struct change *change, const char *bytes, size_t length, off_t offset) {
  int descriptor = REAL(open)(change->file->path, O_RDWR);
  if (descriptor < 0) return;
  if (length && REAL(pwrite)(descriptor, bytes, length, offset) < 0) perror("power.c: pwrite");
  REAL(close)(descriptor);
}

static void size(const struct change *change, off_t to) {
  /* One whose name is gone for good is gone with it. */
  if (truncate(change->file->path, to) && errno != ENOENT) perror("power.c: truncate");
}

static void undo_data(const struct change *change) {
  put(change, change->bytes_before, change->length_before, change->offset);
  size(change, change->size_before);
}

static void undo_name(const struct change *change) {
  if (change->kind == RENAMED) {
    REAL(rename)(change->path, change->other);
  } else {
    REAL(unlink)(change->path);
    if (change->kind == UNLINKED && link(change->other, change->path)) perror("power.c: link");
  }
}

static bool lot(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> 63;
}

static void redo_torn(const struct change *change, uint64_t *state) {
  if (change->kind == SIZED) {
    if (lot(state)) size(change, change->size);
    return;
  }
  for (size_t done = 0; done < change->length;) {
    size_t part = SECTOR - (size_t)((change->offset + (off_t)done) % SECTOR);
    if (part > change->length - done) part = change->length - done;
    if (lot(state)) put(change, change->bytes + done, part, change->offset + (off_t)done);
    done += part;
  }
}

void power_cut(bool torn, uint64_t seed) {
  uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
  lot(&state), lot(&state);
  for (struct change *change = last; change; change = change->before)
    if (!is_name(change)) undo_data(change);
  for (struct change *change = first; torn && change; change = change->after)
    if (!is_name(change)) redo_torn(change, &state);
  for (struct change *change = last; change; change = change->before) {
    if (!is_name(change)) continue;
    /* The first that is kept keeps those before it. */
    if (torn && lot(&state)) break;
    undo_name(change);
  }
  while (first) drop(first);
}
