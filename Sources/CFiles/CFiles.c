#include "CFiles.h"

#include <sys/vfs.h>

long cf_file_system_type(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (long)(unsigned int)status.f_type : -1;
}
