"""A row of the table, and what every fault is given to make its rows."""
import random
from typing import NamedTuple

MARKS = {True: "ok", False: "MISSED", None: "", "skipped": "NOT RUN"}


class Row(NamedTuple):
    name: str
    figure: str
    goal: str = ""
    ok: object = None  # whether the goal is reached; None where there is none
    detail: str = ""

    def text(self):
        line = f"{MARKS[self.ok]:8}{self.name:52} {self.figure:34} {self.goal}".rstrip()
        indented = self.detail.strip().replace("\n", "\n            ")
        return f"{line}\n            {indented}" if indented else line


def skipped(name, why):
    """A row that cannot be run here, said loudly: nobody shall take it for one that is well."""
    return Row(name, "!!! NOT RUN !!!", "", "skipped", why)


def none_of(name, found, context=""):
    """A row whose goal is that nothing was found."""
    detail = "\n".join(str(item) for item in found[:5]) + (f"\n{context}" if context else "")
    return Row(name, f"{len(found):,}", "0", not found, detail if found else "")


class Settings:
    def __init__(self, quick, seed):
        self.quick = quick
        self.seed = seed

    def lots(self, *name):
        """Random numbers that are the same for the same seed, whatever else is run."""
        return random.Random(f"{self.seed} {name}")

    def pick(self, numbers, count, *name):
        """All of the numbers; a few of them in the quick part."""
        numbers = list(numbers)
        if not self.quick or len(numbers) <= count:
            return numbers
        return sorted(self.lots("pick", *name).sample(numbers, count))
