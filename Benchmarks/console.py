"""What the console costs: first frame, keys, idling, entries of others; beside htop and tig."""
import ctypes
import os
import select
import subprocess
import time

from data import ENVIRONMENT, LOGBOOK, PROGRAM, incident
from table import Table, ms, number, p50, p99
from terminal import Program, avoid_tick

PEERS = {"htop": ["htop"], "tig": ["tig"]}


def console(ref, *more):
    return Program([PROGRAM, "console", "-i", ref, *more], ENVIRONMENT)


def peer(name):
    return Program(PEERS[name], {"HOME": ENVIRONMENT["HOME"]})


def begin(program, wanted):
    """Waits for the first frame; seconds from exec to its last byte."""
    end = time.perf_counter() + 5
    last = None
    while time.perf_counter() < end:
        last = program.settle(0.06)[0] or last
        program.emulate()
        if wanted in program.text():
            return last - program.started
    raise RuntimeError(f"no {wanted!r} in the first frame:\n" + program.text())


def first_frames(refs, runs):
    table = Table("First frame, 200x50, warm: from exec to its last byte")
    starts = {"big": [], "small": [], "htop": [], "tig": []}
    costs = {"big": [], "small": []}
    for _ in range(runs):
        for name, times in starts.items():
            avoid_tick(0.4)
            if name in PEERS:
                program, wanted = peer(name), "Load average" if name == "htop" else "main"
            else:
                program, wanted = console(refs[name]), "Timeline"
            times.append(begin(program, wanted))
            if name in costs:
                costs[name].append(program.cpu())
            program.end()
    beside = f"htop {ms(p50(starts['htop']))}, tig {ms(p50(starts['tig']))}"
    big, small = p50(starts["big"]), p50(starts["small"])
    table.add("incident of 100,000 in 1,000,000", "<= 25 ms", f"{ms(big)} (p99 {ms(p99(starts['big']))})",
              beside, big <= 0.025)
    table.add("  CPU of it", "", f"{number(p50(costs['big']))} ms")
    table.add("incident of 100 in 1,000,000", "", f"{ms(small)} (p99 {ms(p99(starts['small']))})")
    table.add("  CPU of it", "", f"{number(p50(costs['small']))} ms")
    table.add("large beside small", "no slower (<= 1.15)", f"{big / small:.2f}", "", big <= 1.15 * small)
    return table


def strokes(program, keys, count):
    """Times, bytes and CPU of keys that were answered."""
    times, sizes, costs = [], [], []
    for index in range(count):
        avoid_tick()
        before = program.cpu()
        seconds, size = program.press(keys[index % len(keys)])
        if seconds is not None:
            times.append(seconds)
            sizes.append(size)
            costs.append(program.cpu() - before)
    return times, sizes, costs


def burst(program, key):
    avoid_tick(0.4)
    before = program.cpu()
    seconds, size = program.press(key * 100, 0.1)
    return seconds, size / 100, program.cpu() - before


def keys(ref, count):
    table = Table("Keys, 200x50, incident of 100,000: from the key to the last byte")
    beside = {}
    for name, down, up in [("htop", "\x1bOB", "\x1bOA"), ("tig", "j", "k")]:
        program = peer(name)
        program.settle(0.3)
        times, sizes, _ = strokes(program, [down, up], 60)
        seconds, each, _ = burst(program, down)
        beside[name] = (times, sizes, each)
        program.end()
    program = console(ref)
    begin(program, "Timeline")

    def beside_text(text):
        return ", ".join(f"{name} {text(*values)}" for name, values in beside.items())
    program.press("k")
    times, sizes, costs = strokes(program, "kkkkkkkjjjjjj", count)
    table.add("a row up or down", "p99 <= 2 ms", f"p50 {ms(p50(times))}, p99 {ms(p99(times))}",
              beside_text(lambda t, s, b: f"p50 {ms(p50(t))} p99 {ms(p99(t))}"), p99(times) <= 0.002)
    table.add("  CPU of it", "", f"p50 {number(p50(costs))} ms, p99 {number(p99(costs))} ms")
    table.add("  bytes of it", "<= 600", f"p50 {number(p50(sizes))}, p99 {number(p99(sizes))}",
              beside_text(lambda t, s, b: number(p50(s))), p50(sizes) <= 600)
    program.press("k" * 60, 0.1)
    times, sizes, costs = strokes(program, "k", count // 2)
    table.add("a row that scrolls", "p99 <= 2 ms", f"p50 {ms(p50(times))}, p99 {ms(p99(times))}", "",
              p99(times) <= 0.002)
    table.add("  bytes of it", "<= 600", f"p50 {number(p50(sizes))}, p99 {number(p99(sizes))}", "",
              p50(sizes) <= 600)
    bursts = [burst(program, "k") for _ in range(5)]
    each = p50([b[1] for b in bursts])
    table.add("100 keys at once, bytes a key", "<= 230", number(each),
              beside_text(lambda t, s, b: number(b)), each <= 230)
    table.add("  time and CPU of all", "",
              f"{ms(p50([b[0] for b in bursts]))}, {number(p50([b[2] for b in bursts]))} ms CPU")
    escapes = []
    for _ in range(20):
        program.press("i")
        avoid_tick()
        escapes.append(program.press("\x1b", 0.06)[0])
    escapes = [e for e in escapes if e is not None]
    table.add("a lone Esc", "<= 30 ms", f"p50 {ms(p50(escapes))}, p99 {ms(p99(escapes))}", "",
              p50(escapes) <= 0.03)
    program.end()
    return table


def idle(ref, seconds):
    """All at the same time: they do nothing."""
    table = Table(f"Idling for {seconds} s, the clock of seconds on")
    programs = {"incident": console(ref), **{name: peer(name) for name in PEERS}}
    for program in programs.values():
        program.settle(0.3)
    time.sleep(2)
    for program in programs.values():
        program.settle(0.1)
    first = {n: (p.cpu(), p.wakeups(), p.written()) for n, p in programs.items()}
    sizes, late = dict.fromkeys(programs, 0), 0
    end = time.time() + seconds
    owners = {p.fd: n for n, p in programs.items()}
    while time.time() < end:
        for fd in select.select(list(owners), [], [], 0.2)[0]:
            name = owners[fd]
            sizes[name] += len(programs[name].read(0)[1])
            late += name == "incident" and time.time() % 1 > 0.25
    used = {}
    for name, program in programs.items():
        cpu, woken, written = first[name]
        used[name] = ((program.cpu() - cpu) * 10 / seconds, (program.wakeups() - woken) / seconds,
                      (program.written() - written) / seconds, *program.memory())
        program.end()

    def beside(index):
        return ", ".join(f"{name} {number(used[name][index])}" for name in PEERS)
    cpu, woken, written, rss, pss = used["incident"]
    table.add("CPU in 10 s", "<= 5 ms", f"{number(cpu)} ms", beside(0) + " ms", cpu <= 5)
    table.add("wake-ups a second, all threads", "", number(woken), beside(1))
    table.add("written between seconds", "0 times", str(late), "", late == 0)
    table.add("bytes to the terminal a second", "", number(sizes["incident"] / seconds),
              ", ".join(f"{name} {number(sizes[name] / seconds)}" for name in PEERS))
    table.add("bytes written a second, also to files", "", number(written), beside(2))
    table.add("memory (RSS)", "<= 45 MiB", f"{number(rss)} MiB", beside(3) + " MiB", rss <= 45)
    table.add("memory (PSS)", "", f"{number(pss)} MiB", beside(4) + " MiB")
    return table


class Bell:
    """Hears the doorbell that a writer rings right after its commit."""

    def __init__(self):
        libc = ctypes.CDLL(None, use_errno=True)
        self.fd = libc.inotify_init1(os.O_NONBLOCK)
        libc.inotify_add_watch(self.fd, f"{LOGBOOK}.bell".encode(), 2)

    def drain(self):
        try:
            os.read(self.fd, 4096)
        except BlockingIOError:
            pass


def others(ref, count):
    table = Table("An entry of another process, from its commit to the screen")
    program, bell, times = console(ref), Bell(), []
    begin(program, "Timeline")
    for index in range(count):
        mark = f"benchmark-{os.getpid()}-{index:03}-{'zyxwvu'[index % 6] * 6}"
        avoid_tick(0.3)
        bell.drain()
        writer = subprocess.Popen([PROGRAM, "log", "-i", ref, mark], env=ENVIRONMENT,
                                  stdout=subprocess.DEVNULL)
        rang, end = None, time.perf_counter() + 3
        while time.perf_counter() < end:
            ready = select.select([program.fd] + ([] if rang else [bell.fd]), [], [], 0.06)[0]
            if bell.fd in ready:
                rang = time.perf_counter()
            if program.fd in ready:
                program.read(0)
            if not ready and rang:
                break
        writer.wait()
        shown = program.emulate(until=mark)
        program.emulate()
        times.append(shown - rang if shown and rang else 3)
    program.end()
    table.add("commit to the last byte", "p99 <= 100 ms", f"p50 {ms(p50(times))}, p99 {ms(p99(times))}",
              "", p99(times) <= 0.1)
    return table


def saves(ref, count):
    """Seconds from Enter in a console to the last byte of the frame that says `saved`."""
    program, times, costs = console(ref, "--scribe"), [], []
    begin(program, "Timeline")
    for index in range(count):
        program.press(f"an entry of the benchmark, number {index}")
        avoid_tick(0.3)
        before = program.cpu()
        seconds, _ = program.press("\r")
        times.append(seconds)
        costs.append(program.cpu() - before)
    program.emulate()
    if "saved" not in program.text():
        raise RuntimeError("nothing was saved:\n" + program.text())
    program.end()
    return times, costs
