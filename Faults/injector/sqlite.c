/* What is done to statements on their way to SQLite: weaker settings than the program asks for, and
   a kill at one of them. */
#define _GNU_SOURCE
#include "injector.h"

#include <stdlib.h>
#include <string.h>

int sqlite3_prepare_v2(void *, const char *, int, void **, const char **);
int sqlite3_prepare_v3(void *, const char *, int, unsigned, void **, const char **);
int sqlite3_step(void *);

/* The program reads each setting back and refuses another value, so it reads the one it wants. */
static const struct {
  const char *mutant, *from, *to;
} rewritten[] = {
  {"wal", "PRAGMA journal_mode = persist", "PRAGMA journal_mode = wal"},
  {"wal", "PRAGMA journal_mode", "SELECT 'persist'"},
  {"wal", "PRAGMA synchronous = 3", "PRAGMA synchronous = 1"},
  {"wal", "PRAGMA synchronous", "SELECT '3'"},
  {"delete", "PRAGMA journal_mode = persist", "PRAGMA journal_mode = delete"},
  {"delete", "PRAGMA journal_mode", "SELECT 'persist'"},
  {"delete", "PRAGMA synchronous = 3", "PRAGMA synchronous = 2"},
  {"delete", "PRAGMA synchronous", "SELECT '3'"},
  {"off", "PRAGMA synchronous = 3", "PRAGMA synchronous = 0"},
  {"off", "PRAGMA synchronous", "SELECT '3'"},
};

static const char *instead_of(const char *sql, int length) {
  const char *mutant = getenv("FAULT_MUTANT");
  if (!mutant || !sql) return NULL;
  size_t count = length < 0 ? strlen(sql) : strnlen(sql, (size_t)length);
  for (size_t i = 0; i < sizeof rewritten / sizeof *rewritten; i++)
    if (!strcmp(mutant, rewritten[i].mutant) && strlen(rewritten[i].from) == count &&
        !strncmp(sql, rewritten[i].from, count))
      return rewritten[i].to;
  return NULL;
}

int sqlite3_prepare_v3(
  void *connection, const char *sql, int length, unsigned flags, void **statement, const char **tail) {
  const char *other = instead_of(sql, length);
  if (!other) return REAL(sqlite3_prepare_v3)(connection, sql, length, flags, statement, tail);
  if (tail) *tail = sql + (length < 0 ? strlen(sql) : strnlen(sql, (size_t)length));
  return REAL(sqlite3_prepare_v3)(connection, other, -1, flags, statement, NULL);
}

int sqlite3_prepare_v2(
  void *connection, const char *sql, int length, void **statement, const char **tail) {
  if (instead_of(sql, length)) return sqlite3_prepare_v3(connection, sql, length, 0, statement, tail);
  return REAL(sqlite3_prepare_v2)(connection, sql, length, statement, tail);
}

int sqlite3_step(void *statement) {
  static long kill_at = -1;
  if (kill_at < 0) kill_at = injector_number("FAULT_KILL_STEP");
  injector_count(STEPS, kill_at);
  return REAL(sqlite3_step)(statement);
}
