#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include "Signals.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include <ncursesw/curses.h>
#include <ncursesw/term.h>
#undef columns  // term.h abbreviates terminfo capabilities as macros

static int output = -1, input = -1, kept_stderr = -1, held_stderr = -1;
static FILE *output_stream, *input_stream;
static SCREEN *screen;
static struct ct_terminal terminal;
static bool is_mouse_on, is_away;
static char shown_cursor = -1;

static void write_text(const char *text) { ct_write((const uint8_t *)text, strlen(text)); }

void ct_write(const uint8_t *bytes, size_t count) {
  while (count > 0 && output >= 0) {
    ssize_t written = write(output, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static bool names_utf8(const char *name) {
  return strcasestr(name, "UTF-8") != NULL || strcasestr(name, "utf8") != NULL;
}

// A locale that is asked for but not installed (ssh sends it along) still says what the terminal is.
static bool choose_locale(void) {
  const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  bool wants_utf8 = false;
  for (size_t i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value == NULL || *value == 0) continue;
    wants_utf8 = names_utf8(value);
    break;
  }
  bool is_utf8 = setlocale(LC_CTYPE, "") != NULL ? names_utf8(nl_langinfo(CODESET)) : wants_utf8;
  // ncurses needs it for the width tables even when only ASCII is drawn.
  if (!names_utf8(nl_langinfo(CODESET))) setlocale(LC_CTYPE, "C.UTF-8");
  return is_utf8;
}

static const char *capability(const char *name) {
  char *text = tigetstr((char *)name);
  return text == (char *)-1 ? NULL : text;
}

// Appends a capability without its padding ("$<5/>").
static void append(char *text, size_t size, const char *part) {
  size_t length = strlen(text);
  for (; part != NULL && *part != 0 && length + 1 < size; part++) {
    if (part[0] == '$' && part[1] == '<' && strchr(part, '>') != NULL) {
      part = strchr(part, '>');
      continue;
    }
    text[length++] = *part;
  }
  text[length] = 0;
}

static void prepare_last_words(void) {
  char text[256] = "";
  if (terminal.has_synchronised_output) append(text, sizeof text, "\033[?2026l");
  if (terminal.has_paste) append(text, sizeof text, "\033[?2004l");
  if (is_mouse_on) append(text, sizeof text, "\033[?1006l\033[?1000l");
  append(text, sizeof text, capability("sgr0"));
  append(text, sizeof text, capability("rmkx"));
  append(text, sizeof text, capability("cnorm"));
  if (capability("rmcup") != NULL) append(text, sizeof text, capability("rmcup"));
  else append(text, sizeof text, "\r\n");
  ct_set_last_words(output, text);
}

static bool starts_with(const char *text, const char *start) {
  return strncmp(text, start, strlen(start)) == 0;
}

// 0 when the entry exists and can address the cursor, else the reason.
static int try_entry(const char *term) {
  int result = 0;
  if (setupterm((char *)term, output, &result) != OK) return CT_NO_TERMINFO;
  bool can_draw = capability("cup") != NULL && capability("clear") != NULL;
  del_curterm(cur_term);
  return can_draw ? CT_OPENED : CT_DUMB;
}

static int choose_entry(const char **chosen) {
  const char *term = getenv("TERM");
  if (term == NULL || *term == 0 || strcmp(term, "dumb") == 0) return CT_DUMB;
  *chosen = term;
  int status = try_entry(term);
  if (status != CT_NO_TERMINFO) return status;
  *chosen = "xterm-256color";
  terminal.is_fallback = true;
  return try_entry(*chosen);
}

static int give_up(int status) {
  ct_set_last_words(-1, "");
  if (output_stream != NULL) fclose(output_stream); else if (output >= 0) close(output);
  if (input_stream != NULL) fclose(input_stream); else if (input >= 0) close(input);
  output_stream = input_stream = NULL;
  output = input = -1;
  return status;
}

// What libraries and the Swift runtime write to a terminal's stderr would land on the screen.
static void hold_stderr(void) {
  if (!isatty(STDERR_FILENO)) return;
  held_stderr = memfd_create("stderr", MFD_CLOEXEC);
  if (held_stderr < 0) return;
  kept_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (kept_stderr >= 0) dup2(held_stderr, STDERR_FILENO);
  ct_set_held_stderr(held_stderr, kept_stderr);
}

static void release_stderr(void) {
  if (kept_stderr < 0) return;
  ct_set_held_stderr(-1, -1);
  dup2(kept_stderr, STDERR_FILENO);
  ct_replay(held_stderr, STDERR_FILENO);
  close(kept_stderr);
  close(held_stderr);
  kept_stderr = held_stderr = -1;
}

int32_t ct_open(bool wants_color, struct ct_terminal *opened) {
  memset(&terminal, 0, sizeof terminal);
  output = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  // A description of its own: non-blocking reads must not make the writes non-blocking.
  input = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (output < 0 || input < 0) return give_up(CT_NO_TTY);
  const char *term = NULL;
  int status = choose_entry(&term);
  if (status != CT_OPENED) return give_up(status);
  output_stream = fdopen(output, "w");
  input_stream = fdopen(input, "r");
  if (output_stream == NULL || input_stream == NULL) return give_up(CT_NO_TTY);
  terminal.is_utf8 = choose_locale();
  terminal.has_synchronised_output = !starts_with(term, "linux") && !starts_with(term, "vt");
  terminal.has_paste = terminal.has_synchronised_output;
  ct_remember_modes(output);
  screen = newterm((char *)term, output_stream, input_stream);
  if (screen == NULL) return give_up(CT_NO_TERMINFO);
  prepare_last_words();
  hold_stderr();
  raw();
  noecho();
  nonl();
  typeahead(-1);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, FALSE);
  if (wants_color && has_colors() && start_color() == OK) {
    use_default_colors();
    terminal.colors = COLORS;
  }
  shown_cursor = -1;
  is_away = true;
  ct_enter();
  *opened = terminal;
  return CT_OPENED;
}

void ct_close(void) {
  if (screen == NULL) return;
  ct_leave();
  ct_set_last_words(-1, "");
  delscreen(screen);
  screen = NULL;
  give_up(CT_OPENED);
  release_stderr();
}

void ct_size(int32_t *columns, int32_t *rows) {
  struct winsize size = {0};
  bool known = ioctl(output, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  *columns = known ? size.ws_col : COLS;
  *rows = known ? size.ws_row : LINES;
}

void ct_resize(int32_t columns, int32_t rows) {
  resizeterm(rows < 1 ? 1 : rows, columns < 1 ? 1 : columns);
}

void ct_define_pair(int32_t pair, int32_t foreground, int32_t background) {
  init_extended_pair(pair, foreground, background);
}

static attr_t curses_attributes(uint32_t attributes) {
  attr_t result = A_NORMAL;
  if (attributes & CT_BOLD) result |= A_BOLD;
  if (attributes & CT_DIM) result |= A_DIM;
  if (attributes & CT_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & CT_REVERSE) result |= A_REVERSE;
  if (attributes & CT_ITALIC) result |= A_ITALIC;
  return result;
}

void ct_put(int32_t row, int32_t column, uint32_t scalar, uint32_t mark, int32_t width,
            uint32_t attributes, int32_t pair) {
  wchar_t text[3] = {(wchar_t)scalar, (wchar_t)mark, 0};
  // A newer or older libc may disagree about the width; the grid matters more than the character.
  bool agrees = wcwidth(text[0]) == width && (mark == 0 || wcwidth(text[1]) == 0);
  if (!agrees) text[0] = terminal.is_utf8 ? 0xFFFD : '?', text[1] = 0;
  cchar_t cell;
  int wide_pair = pair;
  setcchar(&cell, text, curses_attributes(attributes), 0, &wide_pair);
  mvadd_wch(row, column, &cell);
  if (!agrees && width == 2) {
    wchar_t blank[2] = {' ', 0};
    setcchar(&cell, blank, curses_attributes(attributes), 0, &wide_pair);
    mvadd_wch(row, column + 1, &cell);
  }
}

void ct_cursor(int32_t row, int32_t column, bool is_visible) {
  move(row, column);
  if (shown_cursor == is_visible) return;
  shown_cursor = is_visible;
  curs_set(is_visible);
}

// A frame of many rows is told to be one, so that it cannot be seen half drawn; a row or two cannot tear.
void ct_flush(bool is_large) {
  if (is_away) return;
  wnoutrefresh(stdscr);
  bool is_synchronised = is_large && terminal.has_synchronised_output;
  if (is_synchronised) write_text("\033[?2026h");
  doupdate();
  if (is_synchronised) write_text("\033[?2026l");
}

void ct_forget(void) { clearok(curscr, TRUE); }

void ct_mouse(bool is_on) {
  is_mouse_on = is_on;
  prepare_last_words();
  if (!is_away) write_text(is_on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

int32_t ct_input_descriptor(void) { return input; }

int32_t ct_read(uint8_t *buffer, size_t count) {
  for (;;) {
    ssize_t got = read(input, buffer, count);
    if (got > 0) return (int32_t)got;
    if (got == 0) return CT_LOST;
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK ? CT_NOTHING : CT_LOST;
  }
}

void ct_leave(void) {
  if (is_away) return;
  if (is_mouse_on) write_text("\033[?1006l\033[?1000l");
  if (terminal.has_paste) write_text("\033[?2004l");
  curs_set(1);
  shown_cursor = -1;
  endwin();
  is_away = true;
}

void ct_enter(void) {
  if (!is_away) {
    // Continued after a stop that was not ours: whoever ran meanwhile may have changed the modes.
    reset_prog_mode();
    clearok(curscr, TRUE);
    return;
  }
  is_away = false;
  reset_prog_mode();
  // The next flush enters the screen again.
  clearok(curscr, TRUE);
  if (terminal.has_paste) write_text("\033[?2004h");
  if (is_mouse_on) write_text("\033[?1000h\033[?1006h");
}

void ct_stop(void) {
  bool was_away = is_away;
  ct_leave();
  ct_stop_job();
  if (!was_away) ct_enter();
}

int32_t ct_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
