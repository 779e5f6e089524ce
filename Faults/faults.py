"""Does to the program what goes wrong in the world, or what is named of it; ends 1 when a goal is missed."""
import argparse
import os
import random
import shutil
import sys
import time
import traceback

import borders
import clock
import clone
import crowd
import disk
import erasure
import flips
import full
import fuzz
import kills
import network
import places
import power
import schema
from place import PROGRAM, Place, make_base
from row import Row, Settings

# Each module has a function `rows` that does its fault and yields what came of it.
FAULTS = {
    "kills": kills, "power": power, "disk": disk, "full": full, "flips": flips, "clock": clock,
    "crowd": crowd, "places": places, "clone": clone, "schema": schema, "network": network,
    "erasure": erasure, "borders": borders, "fuzz": fuzz}


def rows(name, settings):
    try:
        yield from FAULTS[name].rows(settings)
    except Exception:  # whatever it was: the others are still to be run
        yield Row(f"{name} could not be run to its end", "", "", False, traceback.format_exc())


def measure(names, settings):
    """Prints every row; how many missed their goal and how many were not run."""
    counts = {False: 0, "skipped": 0}
    for name in names:
        start = time.monotonic()
        print(f"\n{name}", flush=True)
        for row in rows(name, settings):
            print(row.text(), flush=True)
            if row.ok in counts:
                counts[row.ok] += 1
            if row.ok is False:
                quick = " --quick" if settings.quick else ""
                print(f"            again: Faults/run{quick} --seed {settings.seed} {name}", flush=True)
        print(f"        {time.monotonic() - start:.1f} s", flush=True)
    return counts[False], counts["skipped"]


def main():
    parser = argparse.ArgumentParser(prog="Faults/run", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="NAME", help=f"of {', '.join(FAULTS)}")
    parser.add_argument("--quick", action="store_true", help="a small part of each, in about a minute")
    parser.add_argument("--seed", type=int, help="as an earlier run has printed it")
    given = parser.parse_args()
    unknown = set(given.what) - set(FAULTS)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    seed = random.SystemRandom().randrange(1_000_000) if given.seed is None else given.seed
    print(f"{os.path.relpath(PROGRAM)}, seed {seed}", flush=True)
    Place.base = make_base()
    start = time.monotonic()
    missed, left_out = measure(given.what or FAULTS, Settings(given.quick, seed))
    if missed:
        print(f"\nThe logbooks are left in {Place.base}")
    else:
        shutil.rmtree(Place.base)
    if left_out:
        print(f"\n!!! {left_out} NOT RUN: see above why")
    print(f"\n{missed} missed, {time.monotonic() - start:.0f} s in all, seed {seed}")
    # Whether one may mount is the machine's matter: the part of `make test` says it, the whole insists on it.
    return bool(missed or left_out and not given.quick and os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
