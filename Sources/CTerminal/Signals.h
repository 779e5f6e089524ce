// What the handlers of Signals.c need to know, set beforehand by CTerminal.c.
#ifndef SIGNALS_H
#define SIGNALS_H

/// What a crashing process writes to the terminal; nothing when the descriptor is -1.
void ct_set_last_words(int descriptor, const char *text);
/// The modes a crashing process puts back.
void ct_remember_modes(int descriptor);
/// Where stderr goes while the screen is open, and where it should go in the end.
void ct_set_held_stderr(int held, int kept);
/// Copies all of one descriptor to another; async-signal-safe.
void ct_replay(int from, int to);
/// Stops the process group with SIGTSTP and returns when it is continued.
void ct_stop_job(void);
#endif
