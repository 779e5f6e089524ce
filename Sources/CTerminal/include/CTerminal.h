// The terminal as Swift sees it: every macro, variadic function and mutable global of ncurses is
// behind one of these functions, and no ncurses type crosses. ncurses draws; keys are read as bytes.
// All but the signal handlers must be called from one thread.
#ifndef CTERMINAL_H
#define CTERMINAL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How opening the terminal went.
enum ct_status { CT_OPENED, CT_NO_TTY, CT_DUMB, CT_NO_TERMINFO };

/// Attributes a cell can carry; OR them together.
enum ct_attribute { CT_BOLD = 1, CT_DIM = 2, CT_UNDERLINE = 4, CT_REVERSE = 8, CT_ITALIC = 16 };

/// What ct_read returns when there is nothing to read, and when the terminal is gone.
enum ct_read_result { CT_NOTHING = -1, CT_LOST = -2 };

struct ct_terminal {
  int32_t colors;         // 0, 8, 16, 256 or more; 0 when colour is not wanted
  bool is_utf8;           // the user's locale, not the one ncurses is given
  bool is_fallback;       // TERM has no terminfo entry, xterm-256color is used instead
  bool has_paste;         // bracketed paste is on
  bool has_synchronised_output;
};

/// Opens /dev/tty and takes over the screen; returns a ct_status.
int32_t ct_open(bool wants_color, struct ct_terminal *opened);
/// Gives the screen back as it was and prints what was written to stderr meanwhile.
void ct_close(void);

void ct_size(int32_t *columns, int32_t *rows);
void ct_resize(int32_t columns, int32_t rows);

/// Foreground and background are 0-255, or -1 for the terminal's own.
void ct_define_pair(int32_t pair, int32_t foreground, int32_t background);
/// Puts one scalar and one combining mark (0 for no mark) that together take width columns.
void ct_put(int32_t row, int32_t column, uint32_t scalar, uint32_t mark, int32_t width,
            uint32_t attributes, int32_t pair);
void ct_cursor(int32_t row, int32_t column, bool is_visible);
void ct_flush(bool is_large);
/// Forgets what is on the screen, so that the next flush paints all of it.
void ct_forget(void);

/// Writes to the terminal between two flushes.
void ct_write(const uint8_t *bytes, size_t count);
void ct_mouse(bool is_on);

/// Descriptor to poll for input; -1 when closed.
int32_t ct_input_descriptor(void);
/// Never blocks: bytes read, CT_NOTHING or CT_LOST.
int32_t ct_read(uint8_t *buffer, size_t count);

/// Leaves the screen for a while, as for an editor; ct_enter comes back.
void ct_leave(void);
void ct_enter(void);
/// Leaves the screen, stops the job as ^Z would, and enters again when it is continued.
void ct_stop(void);

/// Catches signals; returns a descriptor that gives each one's number as a byte, or -1.
int32_t ct_watch_signals(void);

int32_t ct_wcwidth(uint32_t scalar);
#endif
