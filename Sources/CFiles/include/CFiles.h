// What of the file system the C library's module for Swift leaves out.
#ifndef CFILES_H
#define CFILES_H

/// The magic number of the file system that a path lies on, of statfs(2); -1 when it cannot be told.
long cf_file_system_type(const char *path);
#endif
