"""Logbooks of older forms, migrated with a kill at every step and operation; and one of a newer form."""
import re
import sqlite3
import textwrap
from pathlib import Path

from check import digest, rows as stored, texts
from erasure import files_of, put_back
from place import Place
from row import Row, none_of

APPLICATION = 0x696E6364
FORM = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
LATER_SHAPES = ("runbook", "drill", "review")  # kinds that older programs did not take for shaping


def steps():
    """The numbered steps, out of the program's own source."""
    source = "\n".join(p.read_text() for p in sorted(Path("Sources/Logbook/Schema").glob("*.swift")))
    short = dict(re.findall(r'static let (\w+) =\s*"([^"\n]*)"\n', source))
    names = re.search(r"static let steps = \[([^\]]*)\]", source).group(1).split(",")
    found = []
    for name in names:
        text = re.search(r'static let %s = """\n(.*?)\n *"""' % name.strip(), source, re.S).group(1)
        found.append(re.sub(r"\\\((\w+)\)", lambda part: short[part.group(1)], textwrap.dedent(text)))
    return found


def build(logbook, current, version):
    """A logbook of an older form, with the rows of a current one; in the same inode."""
    Path(logbook).write_bytes(b"")
    if version == 0:
        return
    connection = sqlite3.connect(logbook, isolation_level=None)
    for step in steps()[:version]:
        connection.executescript(step)
    connection.execute("ATTACH ? AS new", (current,))
    fill(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def columns(connection, schema, table):
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]


def fill(connection):
    connection.execute("BEGIN")
    for table in ("meta", "person", "entry", "body", "line", "incident", "chosen"):
        known = columns(connection, "new", table)
        names = ", ".join(name for name in columns(connection, "main", table) if name in known)
        connection.execute(f"INSERT INTO main.{table}({names}) SELECT {names} FROM new.{table}")
    connection.execute("INSERT INTO main.words(rowid, text) SELECT rowid, text FROM new.words")
    connection.execute("COMMIT")


def form(logbook):
    return stored(logbook, "PRAGMA user_version")[0][0], tuple(stored(logbook, FORM))


def killed_migrations(settings, place, version, command, forms):
    """What is wrong after migrations killed at every step and operation, and how many there were."""
    before, wrong, kills = files_of(place), [], 0
    had = texts(place.logbook) if version else {}
    operations, _, _, statements = place.count(*command)
    cases = [("kill_step", n) for n in range(1, statements + 1)] + [("kill", n) for n in range(1, operations + 1)]
    for index, (kind, number) in enumerate(settings.pick(cases, 4, "schema", version)):
        put_back(place, before)
        kills += place.run(*command, **{kind: number}).returncode == -9
        tried = place.last
        if form(place.logbook) not in forms[version:]:
            wrong.append(f"between two forms after {tried}")
        place.run(*command)
        if form(place.logbook) != forms[-1]:
            wrong.append(f"not migrated by the next start after {tried}")
        lost = [text for text, count in had.items() if texts(place.logbook)[text] < count]
        wrong += [f"{len(lost)} entries lost after {tried}"] if lost else []
        if index % 20 == 0:
            wrong += [f"{red} after {tried}" for red in place.red()]
    return wrong, kills


def newer(place, ref):
    """A logbook of a form that no program knows yet."""
    connection = sqlite3.connect(place.logbook)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before, wrong = digest(place.logbook), []
    for view in (["list"], ["timeline", ref], ["show", ref]):
        done = place.run(*view)
        wrong += [f"{place.last}: {done.stderr!r}"] if done.returncode else []
    done = place.run("log", "-i", ref, "not to be written")
    if not done.returncode or "99" not in done.stderr and "newer" not in done.stderr:
        wrong.append(f"{place.last}: status {done.returncode}, {done.stderr!r}")
    if digest(place.logbook) != before:
        wrong.append("its bytes have changed")
    return wrong


def rows(settings):
    current = Place("schema-current")
    ref = current.declare()
    current.ok("log", "-", "-i", ref, stdin="one\n= two\n> three\n? four\n# five\n! six :: seven\n+ eight\n")
    known = len(steps())
    empty = Place("schema-forms")
    forms = []
    for version in range(known + 1):
        build(empty.logbook, current.logbook, version)
        forms.append(form(empty.logbook))
    if forms[-1] != form(current.logbook):
        raise RuntimeError("the steps in the source do not lead to the form that the program makes")
    for version in range(known):
        place = Place(f"schema-{version}")
        build(place.logbook, current.logbook, version)
        command = ["log", "-i", ref, "after"] if version else ["declare", "First"]
        wrong, kills = killed_migrations(settings, place, version, command, forms)
        yield Row(f"form {version}, migrated to {known} with kills", f"{kills} kills", "> 0", kills > 0)
        yield none_of("  neither old nor new, not migrated later, or lost", wrong)
    yield none_of("a newer form: not readable, or written to", newer(current, ref))
