"""A wall clock that goes back two hours, then ahead a day, while a writer is at work."""
from pathlib import Path

from check import is_ordered, rows as stored
from place import Place
from row import Row
from talk import Talk, is_saved

# Seconds beside the true time, one after the other; it ends true, a day behind the last entry but some.
JUMPS = [0, -7200, 0, 86_400, 0]


def turn(path, seconds):
    """Overwrites in place: a reader never finds it empty."""
    with open(path, "r+b" if path.is_file() else "wb") as file:
        file.write(b"%+012d" % seconds)


def rows(settings):
    place = Place("clock")
    path = Path(place.folder, "clock")
    turn(path, 0)
    ref = place.declare()
    count = 20 if settings.quick else 200
    talks = [Talk(place, ref, clock=path) for _ in range(2)]
    refused = []
    for jump, seconds in enumerate(JUMPS):
        turn(path, seconds)
        for number in range(count):
            outcome = talks[number % 2].say(f"jump {jump} line {number}")[0]
            refused += [] if is_saved(outcome) else [outcome]
    for talk in talks:
        talk.end()
    found = stored(place.logbook, "SELECT id, hlc, recordedAt FROM entry ORDER BY n")
    yield Row("clock -2 h and +1 d in mid-run", f"{len(found):,} entries", f">= {count * len(JUMPS):,}",
              not refused and len(found) >= count * len(JUMPS), "\n".join(refused[:3]))
    back = sum(1 for a, b in zip(found, found[1:]) if b[2] < a[2])
    yield Row("  times at which the wall clock went back", str(back), ">= 2", back >= 2)
    for column, name in enumerate(("ids", "hlc")):
        is_well = is_ordered([row[column] for row in found])
        yield Row(f"  {name} strictly increasing", "yes" if is_well else "no", "yes", is_well)
    shown = [f["detail"] for f in place.findings()[1] if f["subject"] == "clock" and f["grade"] != "ok"]
    yield Row("  doctor shows the skew", f"{len(shown)} findings", ">= 1", bool(shown), "\n".join(shown))
