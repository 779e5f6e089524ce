"""A disk that is full, or fails to sync, at every write or sync of a run; once, and from then on."""
import json
import os
import subprocess

from check import state, twice
from place import Place
from row import Row, none_of
from talk import Talk, is_not_saved, is_saved, outcomes

MOST, TRIALS_OF_A_BOOK, COUNTED_LINES = 300, 25, 8
FAULTS = {"ENOSPC": ("enospc", 1), "fsync EIO": ("eio", 2)}  # what is counted for each


class Wrongs:
    def __init__(self):
        self.trials = self.saved = self.refused = 0
        self.found = {"saved and missing": [], "not saved, and not in the emergency file": [],
                      "neither saved nor NOT SAVED": [], "not exactly one row after the import": [],
                      "wrong status": [], "integrity_check and doctor": []}

    def add(self, what, items, place):
        self.found[what] += [f"{item} after {place.last}" for item in items]


def kept(place):
    """The texts in the emergency folder."""
    texts = set()
    for path in place.emergencies():
        with open(path, encoding="utf-8") as file:
            texts |= {json.loads(line).get("body", {}).get("text") for line in file}
    return texts


def bring_in(place):
    """Imports what is in the emergency folder, each file twice, and removes it."""
    for path in place.emergencies():
        place.ok("import", path)
        place.ok("import", path)
        os.remove(path)


def trial(place, ref, lines, wrongs, **faults):
    """One run of the writer with a fault, and all that must hold afterwards."""
    process = place.start("log", "-", "--each", "-i", ref, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **faults)
    tried = place.last
    said = process.communicate("".join(f"{line}\n" for line in lines).encode(), timeout=120)[0].decode()
    heard = outcomes(said)
    saved = [line for line, outcome in zip(lines, heard) if is_saved(outcome)]
    refused = [line for line, outcome in zip(lines, heard) if is_not_saved(outcome)]
    place.last = tried
    wrongs.trials += 1
    wrongs.saved += len(saved)
    wrongs.refused += len(refused)
    silent = [f"nothing of {line!r}" for line in lines[len(heard):]]
    wrongs.add("neither saved nor NOT SAVED",
               [repr(o) for o in heard if not is_saved(o) and not is_not_saved(o)] + silent, place)
    if process.returncode != (74 if refused else 0):
        wrongs.add("wrong status", [f"{process.returncode} with {len(refused)} refused"], place)
    wrongs.add("not saved, and not in the emergency file", sorted(set(refused) - kept(place)), place)
    bring_in(place)
    texts, is_sound = state(place.logbook)
    place.last = tried
    wrongs.add("saved and missing", [line for line in saved if line not in texts], place)
    wrongs.add("not exactly one row after the import",
               [f"{line}: {texts[line]} rows" for line in refused if texts[line] != 1] + twice(texts), place)
    wrongs.add("integrity_check and doctor", [] if is_sound else ["not sound"], place)


def every(settings, name, times):
    """Trials at every n."""
    key, counter = FAULTS[name]
    place, wrongs = Place(f"disk-{key}-{times}"), Wrongs()
    for index, number in enumerate(settings.pick(range(1, MOST + 1), 3, name, times)):
        if index % TRIALS_OF_A_BOOK == 0:
            wrongs.add("integrity_check and doctor", place.red() if index else [], place)
            place.empty()
            ref = place.declare()
            counted = place.count("log", "-", "--each", "-i", ref,
                                  stdin="".join(f"before {n}\n" for n in range(COUNTED_LINES)))
            each = counted[counter] / COUNTED_LINES
        lines = [f"at {number} line {n}" for n in range(int(number / each) + 4)]
        trial(place, ref, lines, wrongs, **{key: number, "times": times})
    return wrongs


def again(settings, name):
    """How long after the return of the disk the same process saves again."""
    key = FAULTS[name][0]
    place, worst, wrong = Place(f"disk-again-{key}"), 0, []
    ref = place.declare()
    for number in settings.pick(range(1, MOST, 19), 1, "again", name):
        until = f"{place.folder}/until-{number}"
        talk = Talk(place, ref, **{key: number, "until": until})
        try:
            worst = max(worst, recovery(talk, number, until))
        except (RuntimeError, OSError) as error:
            wrong.append(f"{error} after {place.last}")
    yield Row(f"  saved again after the disk is back ({name})", f"{worst:.3f} s", "<= 1 s", worst <= 1)
    yield none_of("  the writer did not go on", wrong)


def recovery(talk, number, until):
    """Has a writer speak to a failing disk, gives the disk back, and waits: the seconds to the next `saved`."""
    refused, count = 0, 0
    while refused < 3:
        refused += is_not_saved(talk.say(f"again {number} {count}")[0])
        count += 1
    with open(until, "w", encoding="utf-8"):
        waited, outcome = 0, ""
    while not is_saved(outcome) and waited < 10:
        outcome, seconds = talk.say(f"back {number} {count}")
        waited, count = waited + seconds, count + 1
    talk.end()
    return waited


def making(settings, name):
    """`declare` of the first incident with a fault at every n: it is there, or it was said that it is not."""
    key, counter = FAULTS[name]
    place, wrong = Place(f"disk-making-{key}"), []
    most = place.count("declare", "Counted")[counter]
    for number in settings.pick(range(1, most + 1), 3, "making", name):
        place.empty()
        done = place.run("declare", "Made", **{key: number})
        tried = place.last
        if (done.returncode == 0) == bool(outcomes(done.stderr)):
            wrong.append(f"status {done.returncode}, {done.stderr!r}: {tried}")
        bring_in(place)
        place.declare()
        titles = place.ok("list")
        if titles.count("Made") > 1 or (done.returncode == 0 and "Made" not in titles):
            wrong.append(f"{titles!r} after {tried}")
    wrong += place.red()
    return none_of(f"  making the logbook, {name} at every one of {most}", wrong)


def rows(settings):
    for name in FAULTS:
        for times, words in [(1, "once"), (0, "from then on")]:
            wrongs = every(settings, name, times)
            yield Row(f"{name} at every n <= {MOST}, {words}",
                      f"{wrongs.trials} runs, {wrongs.saved:,} saved, {wrongs.refused:,} not")
            for what, found in wrongs.found.items():
                yield none_of(f"  {what}", found)
        yield from again(settings, name)
        yield making(settings, name)
