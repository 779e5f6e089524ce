#define _GNU_SOURCE 1
#define CH_LIBRARY_IMPLEMENTATION
#include "Library.h"
#include <dlfcn.h>
#include <malloc.h>
#include <pthread.h>

struct ch_library ch_library;
static bool is_loaded;

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
#define CH_FIND(name) \
  if ((*(void **)&ch_library.name = dlsym(library, #name)) == NULL) return;
  CH_FUNCTIONS(CH_FIND)
#undef CH_FIND
  is_loaded = ch_library.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
#ifdef __GLIBC__
  // Whoever asks thousands of targets makes large arrays of what they answered, again and again. They go
  // back to the system when they are done with; else each thread keeps the holes that the last one left.
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);
  mallopt(M_ARENA_MAX, 2);
#endif
}

bool ch_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded;
}
