/* Faults on purpose, for a program that was started with this library in LD_PRELOAD.

   Everything is asked for by environment variables, and happens only to files below FAULT_FOLDER,
   an absolute path without symbolic links. ../README.md lists the variables. */
#ifndef INJECTOR_H
#define INJECTOR_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The function that this library stands in front of. */
void *injector_find(const char *name);
#define REAL(name)                                                                                 \
  ({                                                                                               \
    static __typeof__(&name) found;                                                                \
    if (!found) found = (__typeof__(&name))injector_find(#name);                                   \
    found;                                                                                         \
  })

/* A variable of the environment as a number; 0 where it is not set. */
long injector_number(const char *name);

/* Whether a path lies below FAULT_FOLDER, or is it. */
bool injector_inside(const char *path);
/* Whether a file of that folder is open under this descriptor. */
bool injector_knows(int descriptor);

/* What is counted from 1 on; FAULT_COUNT names a file that the counts are written to at the end. */
enum counter { OPERATIONS, WRITES, SYNCS, STEPS, COUNTERS };
/* Counts one more, and kills the process when it is the one that `kill_at` asks for. */
long injector_count(enum counter, long kill_at);

/* power.c: what a power cut takes back. */
struct file;
struct file *power_file(int descriptor, const char *path, bool is_new);
void power_written(struct file *, int descriptor, const void *bytes, size_t length, off_t offset);
void power_sized(struct file *, int descriptor, off_t size);
/* Before a name is taken away. */
void power_unlinking(const char *path);
void power_renaming(const char *from, const char *to);
void power_synced(struct file *);
/* A sync that failed: the system takes what it should have written for written, and it never is. */
void power_failed(struct file *);
/* Takes back what was not synced; torn: each sector of it by lot. */
void power_cut(bool torn, uint64_t seed);

#endif
