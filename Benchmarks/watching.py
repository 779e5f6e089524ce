"""What the console costs while it watches services: 200 and 5,000 of them, every ten seconds."""
import os
import subprocess
import sys
import tempfile
import time

from console import begin, console, strokes
from data import ENVIRONMENT
from table import Table, ms, number, p50, p99

FIRST, MOST = 21000, 5000


def configuration(folder, count, regions=("eu", "us")):
    """A configuration with that many rows of services in regions, each with a target of its own."""
    path = f"{folder}/incident-{count}.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write("regions: [%s]\nservices:\n" % ", ".join("{name: %s}" % r for r in regions))
        for index in range(count):
            file.write(
                "  - {name: service-%d, capability: capability-%d, tier: %d, regions: [%s], health: "
                '[{url: "http://127.0.0.1:%d/__health", every: 10s, timeout: 5s}]}\n'
                % (index, index % 50, index % 3 + 1, regions[index % len(regions)], FIRST + index))
    return path


def watched(ref, path, seconds):
    """CPU as a share of a core, memory in MiB, and a console that has seen all of it."""
    ENVIRONMENT["INCIDENT_CONFIG"] = path
    program = console(ref)
    begin(program, "Timeline")
    end = time.time() + 15
    while time.time() < end:
        program.read(0.2)
    before, began = program.cpu(), time.time()
    while time.time() < began + seconds:
        program.read(0.2)
    share = (program.cpu() - before) / 1000 / (time.time() - began)
    return share, program.memory()[0], program


def watching(ref, seconds, count):
    table = Table("Watching, a target each, every 10 s, 2 % of them hanging")
    targets = subprocess.Popen(
        [sys.executable, f"{os.path.dirname(os.path.abspath(__file__))}/health_targets.py", str(FIRST),
         str(MOST), "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    targets.stdout.readline()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for size, most, memory in [(200, 0.005, 60), (MOST, 0.25, 64)]:
                share, rss, program = watched(ref, configuration(folder, size), seconds)
                table.add(f"{size:,} services: CPU", f"<= {most:.1%} of a core", f"{share:.2%}", "", share <= most)
                table.add("  memory (RSS)", f"<= {memory} MiB", f"{number(rss)} MiB", "", rss <= memory)
                if size == MOST:
                    program.press("1z", 0.2)
                    times, sizes, _ = strokes(program, "jjjjjjjkkkkkk", count)
                    table.add("  a row of the whole board", "p99 <= 50 ms", f"p50 {ms(p50(times))}, p99 {ms(p99(times))}", "",
                              p99(times) <= 0.05)
                    table.add("    bytes of it", "", f"p50 {number(p50(sizes))}")
                program.end()
    finally:
        targets.stdin.close()
        targets.wait()
        ENVIRONMENT.pop("INCIDENT_CONFIG", None)
    return table
