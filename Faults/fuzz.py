"""Random command lines for the program, and random text for everything in it that reads text from outside."""
import concurrent.futures
import json
import os
import subprocess

import hostile
from place import PROGRAM, Place
from row import Row, none_of, skipped

# They wait for a terminal, or run what they are given.
LEFT_OUT = {"console", "demo", "run", "runbook run", "help"}
NOBODY = 65534


def leaves(command, path=()):
    """Every command that does something, with its options."""
    below = command.get("subcommands", [])
    name = " ".join(path)
    if not below and name and name not in LEFT_OUT:
        yield path, command.get("arguments", [])
    for one in below:
        yield from leaves(one, path + (one["commandName"],))


def tree(place):
    return list(leaves(json.loads(place.ok("--experimental-dump-help"))["command"]))


def value(lots, refs):
    """A word: one that may be right, one that does harm, or noise. None leads out of the folder."""
    kind = lots.random()
    if kind < 0.35:
        return lots.choice(refs)
    if kind < 0.8:
        return lots.choice(hostile.WORDS)
    return "".join(chr(lots.choice([lots.randrange(1, 0x300), lots.randrange(0x2000, 0x2100), 0x1F600]))
                   for _ in range(lots.randrange(12))).replace("/", "").replace("\x00", "")


def command_line(lots, commands, refs):
    path, arguments = lots.choice(commands)
    words = list(path)
    if lots.random() < 0.03:
        words = [value(lots, refs)]
    for argument in arguments:
        name = argument.get("preferredName", {}).get("name", "")
        if argument["kind"] == "positional":
            if lots.random() < 0.8:
                words += [value(lots, refs) for _ in range(1 + (lots.random() < 0.2))]
        elif name in ("by", "incident") or lots.random() < 0.12:
            if name in ("config", "logbook", "watch", "follow") or name == "incident" and lots.random() < 0.4:
                continue
            dashes = "-" if len(name) == 1 else "--"
            words.append(f"{dashes}{name}")
            if argument["kind"] == "option":
                words.append(value(lots, refs))
    lots.shuffle(words[len(path):])
    return words


def problem(place, words, stdin):
    """What is wrong with the way a command line ends; None for nothing."""
    def drop():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    shown = " ".join(ascii(word) for word in words)
    try:
        done = subprocess.run([PROGRAM, *words], env=place.env, input=stdin, capture_output=True, timeout=20,
                              cwd=f"{place.folder}/home", preexec_fn=drop)
    except subprocess.TimeoutExpired:
        return f"hangs: incident {shown}"
    said = done.stdout + done.stderr
    if done.returncode < 0 or done.returncode >= 128 or b"Fatal error" in said:
        return f"ends with {done.returncode}: incident {shown}\n{said[-300:]!r}"
    if done.returncode and not done.stderr and not done.stdout:
        return f"fails without a word, {done.returncode}: incident {shown}"
    acting = hostile.acting(said)
    return f"says {acting}: incident {shown}" if acting else None


def given(place):
    """Everybody may write: command lines are run as nobody where they can be."""
    for folder, _, files in os.walk(place.folder):
        os.chmod(folder, 0o777 if folder.endswith("home") else 0o755)
        os.chown(folder, NOBODY if os.geteuid() == 0 else -1, -1)
        for file in files:
            os.chown(f"{folder}/{file}", NOBODY if os.geteuid() == 0 else -1, -1)
    os.chmod(place.book, 0o700)
    os.chmod(place.emergency, 0o700)


def rows(settings):
    yield from in_process(settings)
    place = Place("fuzz")
    ref = place.declare()
    for number in range(12):
        with open(f"{place.folder}/home/file{number}", "wb") as file:
            file.write(hostile.document(settings.lots("file", number)))
    given(place)
    commands = tree(place)
    refs = [ref, ref[-4:], "ana", "sev1", "-10m", "14:02", "2026-11-03", "us", "eu", "checkout", "1h", "text", "-",
            *(f"file{number}" for number in range(12))]
    count = 150 if settings.quick else 10_000
    lots = settings.lots("lines")
    asked = [(command_line(lots, commands, refs), hostile.document(lots)) for _ in range(count)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [said for said in pool.map(lambda one: problem(place, *one), asked) if said]
    yield none_of(f"{count:,} random command lines: trap, hang, byte that acts", found)
    yield none_of("  the logbook afterwards: red findings", place.red())


def in_process(settings):
    program = os.environ.get("INCIDENT_FUZZ", f"{os.path.dirname(PROGRAM)}/fuzz")
    if not os.access(program, os.X_OK):
        yield skipped("random texts", f"there is no {os.path.relpath(program)}; INCIDENT_FUZZ names another")
        return
    count = 2_000 if settings.quick else 90_000
    done = subprocess.run([os.path.abspath(program), str(count), "--seed", str(settings.seed)], capture_output=True,
                          text=True, errors="replace")
    said = done.stdout.strip().split("\n")
    failures = said[:-1] + done.stderr.strip().split("\n")[:3] if done.returncode else []
    yield none_of(f"{count:,} random texts, journals, health documents, runbooks", failures)
    if not done.returncode:
        yield Row("  readers they were for", str(json.loads(said[-1])["targets"]))
