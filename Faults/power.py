"""Power cuts as the injector models them, in the midst of writing and while the logbook is made."""
from check import copied, state, twice
from place import CUT, Place
from row import Row, none_of

LINES, CUTS_OF_A_BOOK = 20, 8


class Losses:
    """What cuts have cost, with what repeats each."""

    def __init__(self):
        self.cuts = self.acknowledged = self.lost_count = 0
        self.lost, self.corrupt, self.doubled = [], [], []

    def rows(self, name, goal):
        yield Row(name, f"{self.cuts:,} cuts, {self.acknowledged:,} acknowledged", f">= {goal:,} cuts",
                  self.cuts >= goal)
        yield none_of("  acknowledged and lost", self.lost)
        yield none_of("  corrupt, or red in doctor", self.corrupt)
        yield none_of("  there twice", self.doubled)


def look(place, losses, wanted):
    """Compares with what was acknowledged so far; what is there now is what the next cut can lose."""
    texts, is_sound = state(copied(place.logbook, f"{place.folder}/copy"))
    gone = sorted(wanted - set(texts))
    losses.lost_count += len(gone)
    losses.lost += [f"{len(gone)} lost, {gone[0]!r} first, after {place.last}"] if gone else []
    losses.corrupt += [] if is_sound else [f"not sound after {place.last}"]
    losses.doubled += twice(texts)
    return set(texts) if is_sound else None


def doctor(place, losses):
    losses.corrupt += [f"{red} after {place.last}" for red in place.red()]


def writing(settings, name, cuts, torn=False, fails=False, **faults):
    """Cuts a writer at any operation, several times on one logbook; before that a sync may fail once."""
    lots, losses, place = settings.lots("power", name), Losses(), Place(f"power-{name}")
    there, before = None, "".join(f"before {n}\n" for n in range(LINES))
    while losses.cuts < cuts:
        if losses.cuts % CUTS_OF_A_BOOK == 0 or there is None:
            place.empty()
            ref, there = place.declare(), set()
            operations, _, syncs, _ = place.count("log", "-", "--each", "-i", ref, stdin=before, **faults)
        lines = [f"cut {losses.cuts} line {number}" for number in range(LINES)]
        chance = {"torn": lots.randrange(1, 10**9)} if torn else {}
        if fails:
            chance |= {"eio": lots.randint(1, syncs), "times": 1}
        cut = {"cut": lots.randint(1, operations + 20)} if lots.random() < 0.7 else \
            {"cut_sync": lots.randint(1, syncs + 1)}
        done = place.run("log", "-", "--each", "-i", ref, stdin="\n".join(lines) + "\n", **cut, **chance,
                         **faults)
        said = done.stdout.split("\n")[:-1]
        if done.returncode != CUT or any(not line.startswith("saved ") for line in said):
            raise RuntimeError(f"{place.last}: status {done.returncode}\n{done.stdout}{done.stderr}")
        losses.cuts += 1
        losses.acknowledged += len(said)
        there = look(place, losses, there | set(lines[:len(said)]))
        if losses.cuts % CUTS_OF_A_BOOK == 0 and not faults:
            doctor(place, losses)
    return losses


def making(settings, torn):
    """Cuts `declare` at every operation of its first run; the next start must work."""
    losses, place = Losses(), Place(f"power-making-{torn}")
    lots = settings.lots("power", "making", torn)
    operations = place.count("declare", "Counted")[0]
    for number in settings.pick(range(1, operations + 2), 5, "making", torn):
        place.empty()
        chance = {"torn": lots.randrange(1, 10**9)} if torn else {}
        done = place.run("declare", "Made", cut=number, **chance)
        told = f"the title after {place.last}"
        if done.returncode != CUT:
            raise RuntimeError(f"{place.last}: status {done.returncode}\n{done.stderr}")
        losses.cuts += 1
        losses.acknowledged += bool(done.stdout)
        place.declare()
        titles = place.ok("list")
        if done.stdout and "Made" not in titles:
            losses.lost.append(told)
        if losses.cuts % CUTS_OF_A_BOOK == 0:
            doctor(place, losses)
    return losses


def rows(settings):
    for torn in (False, True):
        name = "torn" if torn else "all"
        cuts = 12 if settings.quick else 1000
        yield from writing(settings, name, cuts, torn).rows(f"power cuts in writing, un-synced {name}", cuts)
        few = 8 if settings.quick else 250
        yield from writing(settings, f"{name}-eio", few, torn, fails=True).rows(
            f"power cuts after a sync that failed once, {name}", few)
        yield from making(settings, torn).rows(f"power cuts in making the logbook, {name}", 1)
    # The suite must see these lose, or it sees nothing.
    few = 8 if settings.quick else 60
    for name, goal, faults in [
        ("a disk that lies about syncing", True, {"lie": 1}),
        ("mutant WAL/NORMAL", True, {"mutant": "wal"}),
        ("mutant PERSIST/OFF", True, {"mutant": "off"}),
        ("mutant DELETE/FULL", False, {"mutant": "delete"}),
    ]:
        for torn in (False,) if settings.quick else (False, True):
            losses = writing(settings, f"self-{name.split('/')[-1]}-{torn}", few, torn, **faults)
            seen = losses.lost_count or losses.corrupt
            yield Row(f"self-test: {name}, {'torn' if torn else 'all'}",
                      f"{losses.lost_count:,} of {losses.acknowledged:,} lost, {len(losses.corrupt)} corrupt",
                      "must lose" if goal else "", bool(seen) if goal else None)
