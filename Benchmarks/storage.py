"""What the logbook costs: appends, search, and the commands that read; beside plain tools."""
import os
import re
import subprocess
import time

import console
from data import ENVIRONMENT, EXPORT, FOLDER, LOGBOOK, PROGRAM
from table import Table, ms, p50, p99

SEARCHES = {"20 hits": "zeppelin", "1,000 hits": "kumquat", "a common word": "checkout",
            "two words": "kumquat checkout"}


def run(argv, **options):
    """Seconds of a whole process, and its CPU."""
    before = os.times()
    start = time.perf_counter()
    done = subprocess.run(argv, env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False, **options)
    seconds = time.perf_counter() - start
    after = os.times()
    if done.returncode:
        raise RuntimeError(f"{argv} ended with {done.returncode}")
    return seconds, (after.children_user + after.children_system
                     - before.children_user - before.children_system)


def at_once(writers, work):
    """What `work` answers in each of several processes at the same time, all in one list."""
    children = []
    for number in range(writers):
        told, tell = os.pipe()
        if os.fork() == 0:
            try:
                times = work(number)
                with os.fdopen(tell, "w") as pipe:
                    pipe.write(" ".join(f"{t:.9f}" for t in times))
            finally:
                os._exit(0)
        os.close(tell)
        children.append(told)
    times = []
    for told in children:
        with os.fdopen(told) as pipe:
            times += [float(t) for t in pipe.read().split()]
        os.wait()
    return times


def bare(count):
    """A loop that writes and fsyncs 4 KiB, as a measure of the disk."""
    def work(number):
        times, path = [], f"{FOLDER}/logbook/bare-{number}"
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for _ in range(count):
            start = time.perf_counter()
            os.write(file, bytes(4096))
            os.fsync(file)
            times.append(time.perf_counter() - start)
        os.close(file)
        os.remove(path)
        return times
    return work


def logs(ref, count):
    def work(number):
        return [run([PROGRAM, "log", "-i", ref, f"writer {number} entry {i}"])[0]
                for i in range(count)]
    return work


def spread(times):
    return f"p50 {ms(p50(times))}, p99 {ms(p99(times))}"


def appends(refs, count):
    table = Table("Durable append (synchronous=EXTRA), in the logbook of 1,000,000")
    disk = {writers: at_once(writers, bare(count)) for writers in (1, 4)}
    for name, text in (("small", "100"), ("big", "100,000")):
        times, costs = console.saves(refs[name], count)
        table.add(f"Enter to 'saved' on the screen, incident of {text}", "p50 <= 3 ms", spread(times),
                  f"write+fsync {spread(disk[1])}", p50(times) <= 0.003)
        table.add("  CPU of it", "", f"p50 {p50(costs):.2f} ms")
    for writers in (1, 4):
        times = at_once(writers, logs(refs["big"], count // writers))
        goal = "p99 <= 100 ms" if writers == 4 else ""
        table.add(f"whole `incident log`, {writers} at once", goal, spread(times),
                  f"write+fsync {spread(disk[writers])}", p99(times) <= 0.1 if goal else None)
    return table


def query_time(word):
    """Seconds of the query itself in sqlite3."""
    text = " AND ".join(f'"{w}"' for w in word.split())
    query = (f"SELECT hex(l.id) FROM words w CROSS JOIN line l ON l.n = w.rowid WHERE words MATCH "
             f"'{text}' AND l.hidden = 0 ORDER BY w.rowid DESC LIMIT 50;")
    times = []
    for _ in range(5):
        done = subprocess.run(["sqlite3", "-readonly", LOGBOOK], text=True, check=True, errors="replace",
                              input=f"{query}\n.timer on\n{query}\n", stdout=subprocess.PIPE)
        times.append(float(re.findall(r"real (\S+)", done.stdout)[-1]))
    return p50(times)


def searches(count):
    table = Table("Search over 1,000,000 entries: first 50 results")
    for name, word in SEARCHES.items():
        runs = [run([PROGRAM, "search", word]) for _ in range(count)]
        grep = p50([run(["grep", "-c", word.split()[0], EXPORT])[0] for _ in range(3)])
        whole = p50([r[0] for r in runs])
        table.add(f"whole `incident search`, {name}", "<= 50 ms",
                  f"{spread([r[0] for r in runs])}, {ms(p50([r[1] for r in runs]))} CPU",
                  f"query alone in sqlite3 {ms(query_time(word))}, grep -c {ms(grep)}", whole <= 0.05)
    return table


def commands(refs, count):
    table = Table("Commands, the whole process, on the logbook of 1,000,000")
    bare_start = p50([run(["true"])[0] for _ in range(count)])
    for name, argv in [
            ("--version", ["--version"]), ("list", ["list"]), ("show, incident of 100,000", ["show", refs["big"]]),
            ("show, incident of 100", ["show", refs["small"]]),
            ("timeline --last 50", ["timeline", "-i", refs["big"], "--last", "50"])]:
        runs = [run([PROGRAM, *argv]) for _ in range(count)]
        table.add(name, "", f"{spread([r[0] for r in runs])}, {ms(p50([r[1] for r in runs]))} CPU",
                  f"true {ms(bare_start)}" if name == "--version" else "")
    start = time.perf_counter()
    subprocess.run(f"'{PROGRAM}' timeline -i {refs['big']} --format text | tail -1", shell=True,
                   env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - start
    table.add("timeline --format text | tail, 100,000 entries", "",
              f"{ms(seconds)}, {100_000 / seconds:,.0f} a second")
    return table

