"""Measures everything, or what is named, and prints a table of each; ends 0 unless it breaks."""
import argparse
import datetime
import os
import platform

import console
import data
import learning
import runbooks
import storage
import watching

TABLES = {
    "first-frame": lambda refs, n: console.first_frames(refs, n(15)),
    "keys": lambda refs, n: console.keys(refs["big"], n(300)),
    "others": lambda refs, n: console.others(refs["big"], n(40)),
    "search": lambda refs, n: storage.searches(n(15)),
    "commands": lambda refs, n: storage.commands(refs, n(20)),
    "append": lambda refs, n: storage.appends(refs, n(60)),
    "runbooks": lambda refs, n: runbooks.runbooks(n(15)),
    "learning": lambda refs, n: learning.learning(refs, n(15)),
    "watching": lambda refs, n: watching.watching(refs["big"], n(30), n(100)),
    "idle": lambda refs, n: console.idle(refs["big"], n(60)),
}


def main():
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"of {', '.join(TABLES)}")
    parser.add_argument("--write", action="store_true", help="into Benchmarks/results.md as well")
    parser.add_argument("--fresh", action="store_true", help="make the logbook anew")
    parser.add_argument("--quick", action="store_true", help="a third of the repetitions")
    given = parser.parse_args()
    unknown = set(given.what) - set(TABLES)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    if given.fresh:
        data.forget()
    refs = data.make()
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    texts = [
        f"# Figures\n\n{datetime.date.today()}, {os.cpu_count()} cores, {platform.platform()}, "
        f"load {load} at the start. `Benchmarks/run --write` makes this file; README.md says how "
        f"it measures. The logbook was imported at {refs['rate']:,.0f} entries a second.\n"]
    print(texts[0], flush=True)
    missed = 0
    for name, measure in TABLES.items():
        if given.what and name not in given.what:
            continue
        table = measure(refs, lambda count: max(3, count // 3) if given.quick else count)
        missed += table.missed
        texts.append(table.text())
        print(texts[-1], flush=True)
    print(f"{missed} goals missed" if missed else "every goal reached")
    if given.write:
        with open("Benchmarks/results.md", "w", encoding="utf-8") as file:
            file.write("\n".join(texts))


if __name__ == "__main__":
    main()
