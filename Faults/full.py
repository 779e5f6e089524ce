"""A file system that is really full: how long the reserve lasts, and what comes after it."""
import errno
import os

from check import state, twice
from disk import bring_in, kept
from mounts import mounted
from place import Place
from row import Row, none_of, skipped
from talk import Talk, is_not_saved, is_saved

MIB = 24


def fill(path):
    """Takes all the space there is, to the last byte."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


def rows(settings):
    place = Place("full")
    with mounted(place.book, "tmpfs", "-t", "tmpfs", "-o", f"size={MIB}m,mode=0700") as problem:
        if problem:
            yield skipped("a full file system", problem)
            return
        yield from on(place, settings)


def on(place, settings):
    ref = place.declare()
    filler = f"{place.book}/filler"
    fill(filler)
    talk = Talk(place, ref)
    saved, refused, wrong = [], [], []
    while len(refused) < 5 and len(saved) < (1200 if settings.quick else 40_000):
        text = f"full {len(saved)} {len(refused)}"
        outcome = talk.say(text)[0]
        if not is_saved(outcome) and not is_not_saved(outcome):
            wrong.append(outcome)
            break
        (saved if is_saved(outcome) else refused).append(text)
    yield Row(f"a file system of {MIB} MiB, full: saved thanks to the reserve", f"{len(saved):,}", ">= 1,000",
              len(saved) >= 1000)
    yield none_of("  neither saved nor NOT SAVED", wrong)
    yield none_of("  not saved, and not in the emergency file", sorted(set(refused) - kept(place)))
    os.remove(filler)
    outcome, seconds = talk.say("after")
    yield Row("  saved again after there is space", f"{seconds:.3f} s", "<= 1 s", is_saved(outcome) and seconds <= 1,
              "" if is_saved(outcome) else outcome)
    talk.end()
    bring_in(place)
    texts, is_sound = state(place.logbook)
    yield none_of("  not exactly one row after the import",
                  [t for t in saved + refused if texts[t] != 1] + twice(texts))
    yield none_of("  integrity_check and doctor", place.red() + ([] if is_sound else ["not sound"]))
