"""Where nothing can be written: it can be read all the same, and who writes is told why."""
import os
import shutil
import tempfile

import place as here
from check import digest
from full import fill
from mounts import mounted
from place import Place
from row import none_of, skipped

NOBODY = 65534


def wrongs(place, ref, user=None):
    """What does not hold of a logbook that cannot be written."""
    before, wrong = digest(place.logbook), []
    for view in (["list"], ["timeline", ref], ["show", ref]):
        done = place.run(*view, user=user)
        if done.returncode or "Test of faults" not in done.stdout:
            wrong.append(f"{place.last}: status {done.returncode}, {done.stdout!r} {done.stderr!r}")
    done = place.run("log", "-i", ref, "not to be written", user=user)
    complaint = done.stderr.strip()
    if not done.returncode or not complaint.startswith("incident: ") or done.stdout:
        wrong.append(f"{place.last}: status {done.returncode}, {done.stdout!r} {done.stderr!r}")
    elif "\n" in complaint or any(word in complaint for word in ("Fatal", "Stack", ".swift")):
        wrong.append(f"not in one line: {complaint!r}")
    if digest(place.logbook) != before:
        wrong.append("the bytes of the logbook have changed")
    return wrong


def give(place, owner, folder, file):
    """Hands everything to a user, and sets the modes of the folder and of the logbook."""
    for path, folders, files in os.walk(place.folder):
        for name in ["", *folders, *files]:
            os.chown(os.path.join(path, name), owner, owner)
    os.chmod(place.folder, 0o755)
    os.chmod(place.book, folder)
    for name in os.listdir(place.book):
        os.chmod(f"{place.book}/{name}", file)


def make(name, base):
    place = Place(name, folder=f"{base}/{name}")
    return place, place.declare()


def modes(base, user):
    """Of files and folders; `user` is who asks, when it is root who runs this."""
    asker = os.getuid() if user is None else user
    cases = [("read-only file", asker, 0o700, 0o400), ("read-only folder", asker, 0o500, 0o600)]
    if user is not None:
        cases.append(("another user's file", 0, 0o755, 0o644))
    for name, owner, folder, file in cases:
        place, ref = make(name.split()[0] + name.split()[1][:6], base)
        give(place, owner, folder, file)
        yield none_of(f"{name}: wrong", wrongs(place, ref, user))
        os.chmod(place.book, 0o700)
    if user is None:
        yield skipped("another user's file", "that is for root alone")


def mounts(base):
    place, ref = make("mount", base)
    with mounted(place.book, place.book, "-o", "bind,ro") as problem:
        if not problem:
            yield none_of("read-only mount: wrong", wrongs(place, ref))
    if problem:
        yield skipped("read-only mount", problem)
    place = Place("full", folder=f"{base}/full")
    with mounted(place.book, "tmpfs", "-t", "tmpfs", "-o", "size=4m,mode=0700") as problem:
        if problem:
            yield skipped("disk full at open", problem)
        else:
            ref = place.declare()
            # Its space would do for an entry.
            os.remove(f"{place.logbook}-journal")
            fill(f"{place.book}/filler")
            yield none_of("disk full at open: wrong", wrongs(place, ref))


def rows(settings):
    # Where another user comes to as well.
    with tempfile.TemporaryDirectory(prefix="incident-faults-") as base:
        base = os.path.realpath(base)
        os.chmod(base, 0o755)
        user = NOBODY if os.geteuid() == 0 else None
        if user and not reaches(base, user):
            yield skipped("places of other users", f"user {user} cannot run {here.PROGRAM}, nor a copy of it")
        else:
            yield from modes(base, user)
        yield from mounts(base)


def reaches(base, user):
    """Whether that user can run the program; from a copy when it lies where only its owner comes to."""
    place = Place("reach", folder=f"{base}/reach")
    for path in (here.PROGRAM, f"{base}/incident"):
        try:
            if place.run("--version", user=user).returncode == 0:
                return True
        except PermissionError:
            pass
        if path == here.PROGRAM:
            here.PROGRAM = shutil.copy(path, f"{base}/incident")
    return False
