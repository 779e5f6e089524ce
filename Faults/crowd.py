"""Eight writers and eight readers on one file, at a pace and as fast as they can."""
import os
import selectors
import signal
import subprocess
import time

from check import state, twice
from place import PROGRAM, Place
from row import Row, none_of
from table import ms, p50, p99
from talk import Talk, is_saved

CROWD, PACE = 8, 25  # of each kind; lines a second of each writer

READ = """while :; do
  "$1" timeline --last 20 >/dev/null 2>>"$2" || echo "status $?" >>"$2"
  sleep 0.5
done"""


class Writer:
    def __init__(self, place, ref, number):
        self.name, self.talk = f"crowd {number}", Talk(place, ref)
        self.count, self.due, self.is_busy = 0, 0, False

    def ask(self):
        self.talk.ask(f"{self.name} line {self.count}")
        self.count, self.is_busy = self.count + 1, True


def write(writers, seconds, pause):
    """Has everybody write until the time is over: seconds of each append, and complaints."""
    selector, times, complaints = selectors.DefaultSelector(), [], []
    start = time.perf_counter()
    for number, writer in enumerate(writers):
        writer.due = start + pause * number / len(writers)
        selector.register(writer.talk.fd, selectors.EVENT_READ, writer)
    while True:
        now = time.perf_counter()
        is_over = now > start + seconds
        if is_over and not any(w.is_busy for w in writers):
            return times, complaints
        for writer in writers:
            if not is_over and not writer.is_busy and now >= writer.due:
                writer.ask()
                writer.due = max(writer.due + pause, now - pause)
        idle = [w.due for w in writers if not w.is_busy]
        for key, _ in selector.select(max(0, min(idle, default=now + 1) - now) if not is_over else 1):
            heard = key.data.talk.hear()
            if heard:
                key.data.is_busy = False
                times.append(heard[1])
                complaints += [] if is_saved(heard[0]) else [heard[0]]


def measure(place, seconds, pause):
    ref = place.declare()
    errors = f"{place.folder}/reading"
    readers = [subprocess.Popen(["sh", "-c", READ, "sh", PROGRAM, errors], env=place.env, cwd="/",
                                start_new_session=True)
               for _ in range(CROWD)]
    writers = [Writer(place, ref, number) for number in range(CROWD)]
    try:
        times, complaints = write(writers, seconds, pause)
    finally:
        for reader in readers:
            os.killpg(reader.pid, signal.SIGKILL)
            reader.wait()
    for writer in writers:
        writer.talk.end()
    if os.path.exists(errors):
        with open(errors, encoding="utf-8") as file:
            complaints += file.read().split("\n")[:-1]
    return writers, times, complaints


def rows(settings):
    seconds = 2 if settings.quick else 20
    for name, pause in [(f"{PACE} lines a second each", 1 / PACE), ("as fast as it goes", 0)]:
        place = Place(f"crowd-{name.split()[0]}")
        writers, times, complaints = measure(place, seconds, pause)
        yield Row(f"{CROWD} writers and {CROWD} readers, {name}", f"{len(times) / seconds:,.0f} appends a second")
        # Nothing is promised of a machine that is busy with tests, nor of more than the disk can take.
        is_promised = pause > 0 and not settings.quick
        yield Row("  append", f"p50 {ms(p50(times))}, p99 {ms(p99(times))}, max {ms(max(times))}",
                  "p99 <= 100 ms" if is_promised else "", p99(times) <= 0.1 if is_promised else None)
        yield none_of("  complaints of writers and readers", complaints)
        texts, is_sound = state(place.logbook)
        missing = [f"{w.name} line {n}" for w in writers for n in range(w.count)
                   if texts[f"{w.name} line {n}"] != 1]
        yield none_of("  lost or there twice", missing + twice(texts))
        yield none_of("  integrity_check and doctor", place.red() + ([] if is_sound else ["not sound"]))
