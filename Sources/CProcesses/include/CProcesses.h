// What of process control the C library keeps behind _GNU_SOURCE and _XOPEN_SOURCE, which Swift's view
// of it does not have.
#ifndef CPROCESSES_H
#define CPROCESSES_H
#include <spawn.h>
#include <stdint.h>

/// The flag of posix_spawn that gives a program a session of its own.
extern const int16_t cp_spawn_session;

/// Makes a program start in a folder; returns an errno value, 0 for none.
int32_t cp_start_in(posix_spawn_file_actions_t *actions, const char *folder);

/// Opens a pseudo-terminal of a size; returns the end of its master, or -1 with errno set.
///
/// The path of the other end, which a program opens as its terminal, is written to `path`.
int32_t cp_open_terminal(uint16_t columns, uint16_t rows, char *path, uint64_t size);

/// Tells whoever runs in a pseudo-terminal that it has another size.
void cp_resize(int32_t terminal, uint16_t columns, uint16_t rows);

/// The size of the terminal that a descriptor leads to; false when it leads to none.
_Bool cp_size(int32_t terminal, uint16_t *columns, uint16_t *rows);
#endif
