"""A program in a terminal of its own, watched from outside: what it writes, when, and what it costs.

Every read is stamped before anything is made of it; the emulator is slow and runs afterwards.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

COLUMNS, ROWS = 200, 50


class Screen(pyte.Screen):
    """Knows what ncurses sends to xterm beyond pyte: repeat (REP) and scroll (SU, SD)."""

    last = " "

    def draw(self, data):
        self.last = data[-1:] or self.last
        super().draw(data)

    def repeat(self, count=1, **_):
        super().draw(self.last * (count or 1))

    def roll(self, count, step):
        row = self.cursor.y
        top, bottom = self.margins or (0, self.lines - 1)
        for _ in range(count or 1):
            self.cursor.y = bottom if step > 0 else top
            (self.index if step > 0 else self.reverse_index)()
        self.cursor.y = row

    def scroll_up(self, count=1, **_):
        self.roll(count, 1)

    def scroll_down(self, count=1, **_):
        self.roll(count, -1)


class Emulator(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, b="repeat", S="scroll_up", T="scroll_down")
    events = pyte.ByteStream.events | {"repeat", "scroll_up", "scroll_down"}


class Program:
    def __init__(self, argv, env=None, cwd=None):
        self.screen = Screen(COLUMNS, ROWS)
        self.emulator = Emulator(self.screen)
        self.pending = []
        master, slave = pty.openpty()
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        told, tell = os.pipe()
        environment = {**os.environ, **(env or {}), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        for name in ("NO_COLOR", "TMUX", "LINES", "COLUMNS"):
            environment.pop(name, None)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for number in (0, 1, 2):
                    os.dup2(slave, number)
                os.chdir(cwd or ".")
                os.write(tell, struct.pack("d", time.perf_counter()))
                os.closerange(3, 256)
                os.execvpe(argv[0], argv, environment)
            finally:
                os._exit(127)
        os.close(slave)
        os.close(tell)
        self.started = struct.unpack("d", os.read(told, 8))[0]
        os.close(told)
        self.fd = master

    def read(self, timeout):
        """One read: the moment and the bytes; None when nothing came in time."""
        if not select.select([self.fd], [], [], max(0, timeout))[0]:
            return None
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            raise RuntimeError("the program has ended:\n" + self.text()) from None
        moment = time.perf_counter()
        self.pending.append((moment, data))
        return moment, data

    def settle(self, quiet=0.03, limit=3.0):
        """Reads until nothing comes for a while: the moment of the last byte, and how many."""
        end = time.perf_counter() + limit
        last, count = None, 0
        while time.perf_counter() < end:
            chunk = self.read(quiet if last else min(limit, max(quiet, 0.25)))
            if chunk is None:
                break
            last, count = chunk[0], count + len(chunk[1])
        return last, count

    def press(self, keys, quiet=0.03):
        """Types; seconds to the last byte of the answer (None: no answer), and its bytes."""
        start = time.perf_counter()
        os.write(self.fd, keys.encode())
        last, count = self.settle(quiet)
        return (last - start if last else None), count

    def emulate(self, until=None):
        """Feeds what was read to the emulator; the moment at which `until` stood on the screen."""
        while self.pending:
            moment, data = self.pending.pop(0)
            self.emulator.feed(data)
            if until is not None and until in self.text():
                return moment
        return None

    def text(self):
        return "\n".join(self.screen.display)

    # What it costs, over all its threads.
    def threads(self):
        return [f"/proc/{self.pid}/task/{t}" for t in os.listdir(f"/proc/{self.pid}/task")]

    def cpu(self):
        """Milliseconds on a processor."""
        return sum(int(read(f"{t}/schedstat").split()[0]) for t in self.threads()) / 1e6

    def wakeups(self):
        return sum(int(line.split()[1]) for t in self.threads()
                   for line in read(f"{t}/status").splitlines()
                   if line.startswith("voluntary_ctxt_switches"))

    def written(self):
        """Bytes given to write(2), to files and terminal."""
        return int(next(line.split()[1] for line in read(f"/proc/{self.pid}/io").splitlines()
                        if line.startswith("wchar")))

    def memory(self):
        """RSS and PSS in MiB."""
        lines = (line.split() for line in read(f"/proc/{self.pid}/smaps_rollup").splitlines())
        sizes = {line[0]: int(line[1]) for line in lines if line[0] in ("Rss:", "Pss:")}
        return sizes["Rss:"] / 1024, sizes["Pss:"] / 1024

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return "0 0"


def avoid_tick(margin=0.2):
    """Waits out the end of a second, so that the clock on the screen does not answer for a key."""
    fraction = time.time() % 1
    if fraction > 1 - margin or fraction < 0.06:
        time.sleep((1.06 - fraction) % 1)
