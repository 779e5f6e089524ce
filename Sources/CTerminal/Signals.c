#define _GNU_SOURCE 1
#include "CTerminal.h"
#include "Signals.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char last_words[256];
static volatile sig_atomic_t last_words_length, terminal = -1, held = -1, kept = -1, is_stopping;
static struct termios modes;
static int wake_reader = -1, wake_writer = -1;

void ct_set_last_words(int descriptor, const char *text) {
  size_t length = strlen(text);
  if (length > sizeof last_words) length = 0;
  terminal = -1;
  memcpy(last_words, text, length);
  last_words_length = (sig_atomic_t)length;
  terminal = descriptor;
}

void ct_remember_modes(int descriptor) { tcgetattr(descriptor, &modes); }

void ct_set_held_stderr(int held_descriptor, int kept_descriptor) {
  held = held_descriptor;
  kept = kept_descriptor;
}

void ct_replay(int from, int to) {
  char buffer[4096];
  off_t offset = 0;
  for (;;) {
    ssize_t got = pread(from, buffer, sizeof buffer, offset);
    if (got <= 0) return;
    offset += got;
    if (write(to, buffer, (size_t)got) < 0) return;
  }
}

// Only async-signal-safe calls: the process is broken and all that is left is to leave cleanly.
static void crash(int number) {
  if (terminal >= 0) {
    ssize_t ignored = write(terminal, last_words, (size_t)last_words_length);
    (void)ignored;
    tcsetattr(terminal, TCSANOW, &modes);
    if (held >= 0 && kept >= 0) ct_replay(held, kept);
  }
  signal(number, SIG_DFL);
  raise(number);
}

static void note(int number) {
  if (number == SIGCONT && is_stopping) return;
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t ignored = write(wake_writer, &byte, 1);
  (void)ignored;
  errno = saved;
}

static void catch_signal(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(number, &action, NULL);
}

int32_t ct_watch_signals(void) {
  if (wake_reader >= 0) return wake_reader;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  wake_reader = ends[0];
  wake_writer = ends[1];
  static unsigned char stack[64 * 1024];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  const int noted[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
  for (size_t i = 0; i < sizeof noted / sizeof *noted; i++) {
    catch_signal(noted[i], note, SA_RESTART);
  }
  const int fatal[] = {SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
    catch_signal(fatal[i], crash, (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK));
  }
  signal(SIGPIPE, SIG_IGN);
  // A parent may have left signals blocked; they would never arrive.
  sigset_t empty;
  sigemptyset(&empty);
  sigprocmask(SIG_SETMASK, &empty, NULL);
  return wake_reader;
}

void ct_stop_job(void) {
  is_stopping = 1;
  signal(SIGTSTP, SIG_DFL);
  kill(0, SIGTSTP);
  catch_signal(SIGTSTP, note, SA_RESTART);
  is_stopping = 0;
}
