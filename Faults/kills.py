"""Writers on one file, killed at random moments and started again."""
import collections
import time

from check import state, twice
from place import Place
from row import Row, none_of

WRITERS, LINES, BOOKS = 4, 4000, 4


class Writer:
    """A run of `log - --each` that reads its lines from a file, and says into another what it saved."""

    def __init__(self, place, ref, name, **faults):
        self.name = name
        self.said = f"{place.folder}/said-{name}"
        given = f"{place.folder}/lines-{name}"
        with open(given, "w", encoding="utf-8") as file:
            file.writelines(f"{self.text(number)}\n" for number in range(LINES))
        with open(given, "rb") as stdin, open(self.said, "wb") as stdout:
            self.process = place.start("log", "-", "--each", "-i", ref, stdin=stdin, stdout=stdout,
                                       stderr=stdout, **faults)

    def text(self, number):
        return f"{self.name}-{number:06}"

    def acknowledged(self):
        """How many lines it has said to be saved, when it said nothing else."""
        with open(self.said, encoding="utf-8", errors="replace") as file:
            lines = file.read().split("\n")[:-1]
        others = [line for line in lines if not line.startswith("saved ")]
        if others:
            raise RuntimeError(f"{self.name} says {others[0]!r}")
        return len(lines)


def compare(runs, texts):
    """Of runs {name: acknowledged}: lost texts, those that are there twice, and the doubtful ones.

    A writer that was killed may have saved the one line that it could not speak of any more.
    """
    there = collections.defaultdict(set)
    for text in texts:
        name, _, number = text.rpartition("-")
        if number.isdigit():
            there[name].add(int(number))
    lost, doubtful = [], 0
    for name, count in runs.items():
        lost += [f"{name}-{n:06} was acknowledged" for n in sorted(set(range(count)) - there[name])]
        more = there[name] - set(range(count))
        doubtful += len(more)
        if more - {count}:
            lost.append(f"{name}: {sorted(more)} are there, {count} were acknowledged")
    return lost, twice(texts), doubtful


def book(place, ref, lots, count, wanted):
    """Kills so often and until so many lines are acknowledged: {run: acknowledged}, kills."""
    runs, killed = {}, 0
    writers = [Writer(place, ref, f"w{n}-0") for n in range(WRITERS)]
    while killed < count or sum(runs.values()) < wanted:
        time.sleep(lots.uniform(0, 0.36))
        slot = lots.randrange(WRITERS)
        for n, writer in enumerate(writers):
            if n != slot and writer.process.poll() is None:
                continue
            writer.process.kill()
            killed += writer.process.wait() == -9
            runs[writer.name] = writer.acknowledged()
            writers[n] = Writer(place, ref, f"w{n}-{len(runs)}")
    for writer in writers:
        writer.process.kill()
        writer.process.wait()
        runs[writer.name] = writer.acknowledged()
    return runs, killed + len(writers)


def rows(settings):
    kills, wanted = (12, 0) if settings.quick else (1000, 100_000)
    books = 1 if settings.quick else BOOKS
    total, killed, doubtful = 0, 0, 0
    lost, doubled, broken = [], [], []
    for number in range(books):
        place = Place(f"kills-{number}")
        runs, count = book(place, place.declare(), settings.lots("kills", number), kills // books,
                           wanted / books)
        texts, is_sound = state(place.logbook)
        gone, more, unsaid = compare(runs, texts)
        lost, doubled, broken = lost + gone, doubled + more, broken + place.red()
        broken += [] if is_sound else ["integrity_check"]
        total, killed, doubtful = total + sum(runs.values()), killed + count, doubtful + unsaid
    yield Row(f"kills of {WRITERS} writers on one file", f"{killed:,}", f">= {kills:,}", killed >= kills)
    yield Row("  acknowledged", f"{total:,}", f">= {wanted:,}", total >= wanted)
    yield none_of("  of them lost", lost, "moments are random: the seed alone does not repeat them")
    yield none_of("  there twice", doubled)
    yield Row("  saved and killed before saying so", f"{doubtful:,}", "any")
    yield none_of("  integrity_check and doctor", broken)
