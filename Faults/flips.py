"""Every byte of a logbook changed, one after the other: never read as if nothing had happened."""
import json
import os
import sqlite3
import subprocess

from place import PROGRAM, Place
from row import Row, none_of, skipped


def squeeze(logbook):
    """Small pages: most bytes of a small logbook lie in pages that hold next to nothing."""
    connection = sqlite3.connect(logbook, isolation_level=None)
    connection.execute("PRAGMA page_size = 512")
    connection.execute("VACUUM")
    connection.close()


def rows(settings):
    program = os.environ.get("INCIDENT_FLIPS", f"{os.path.dirname(PROGRAM)}/flips")
    if not os.access(program, os.X_OK):
        yield skipped("every byte flipped", f"there is no {os.path.relpath(program)}; INCIDENT_FLIPS names another")
        return
    place = Place("flips")
    ref = place.declare()
    place.ok("log", "-", "-i", ref, stdin="one\n= two\n> three\n? four\n# five\n")
    squeeze(place.logbook)
    which = ["--sample", "200", "--seed", str(settings.seed)] if settings.quick else ["--every"]
    # What was silent is told on standard error, and by the status.
    done = subprocess.run([os.path.abspath(program), place.logbook, *which], env=place.env, cwd="/",
                          capture_output=True, text=True)
    found = json.loads(done.stdout)
    yield Row("bytes flipped", f"{found['flips']:,}", "> 0", found["flips"] > 0)
    for what in ("harmless", "refused", "found"):
        yield Row(f"  {what}", f"{found[what]:,}")
    yield none_of("  silent", done.stderr.split("\n")[:-1])
