"""A copy of a logbook and the logbook itself, both written on: no number is given to two entries."""
import shutil

from check import rows as stored, texts, twice
from place import Place
from row import Row, none_of

FORKS = "SELECT hex(origin), counter, count(*) FROM entry GROUP BY origin, counter HAVING count(*) > 1"


def rows(settings):
    one, two, both = Place("clone-one"), Place("clone-two"), Place("clone-both")
    ref = one.declare()
    one.ok("log", "-", "-i", ref, stdin="before 1\nbefore 2\n")
    shutil.copyfile(one.logbook, two.logbook)
    for number in range(3):
        for place, name in ((one, "one"), (two, "two")):
            place.ok("log", "-i", ref, f"{name} {number}")
    origins = [stored(place.logbook, "SELECT hex(origin) FROM meta")[0][0] for place in (one, two)]
    yield Row("origins of a logbook and its copy", f"{len(set(origins))}", "2", len(set(origins)) == 2)
    wrong = []
    for place, name, origin in zip((one, two), ("one", "two"), origins):
        others = stored(place.logbook, "SELECT count(*) FROM entry JOIN body USING (n) WHERE hex(origin) != ? AND "
                        "json_extract(body, '$.text') LIKE ?", origin, f"{name} %")[0][0]
        wrong += [f"{name}: {others} written under another origin"] if others else []
        path = f"{both.folder}/{name}.jsonl"
        place.ok("export", ref, "-o", path)
        both.ok("import", path)
    yield none_of("  entries under another origin than their logbook's", wrong)
    found = texts(both.logbook)
    wanted = {"before 1", "before 2"} | {f"{name} {n}" for name in ("one", "two") for n in range(3)}
    yield none_of("  lost or there twice when both are imported", sorted(wanted - set(found)) + twice(found))
    yield none_of("  numbers given twice", stored(both.logbook, FORKS))
    yield none_of("  doctor", one.red() + two.red() + both.red())
