"""The logbook that is measured: a million entries, among them an incident of 100 and one of 100,000.

Made once, through the program itself, and kept in .build-bench; `--fresh` makes it anew.
"""
import datetime
import json
import os
import subprocess
import time

import generate

FOLDER = ".build-bench"
PROGRAM = os.path.abspath(os.environ.get("INCIDENT_PROGRAM", ".build/release/incident"))
LOGBOOK = os.path.abspath(f"{FOLDER}/logbook/logbook.sqlite")
EXPORT = os.path.abspath(f"{FOLDER}/text.txt")
ENVIRONMENT = dict(os.environ, INCIDENT="", INCIDENT_LOGBOOK=LOGBOOK, INCIDENT_USER="ana", TZ="Europe/Berlin",
                   HOME=os.path.abspath(FOLDER), LC_ALL="C.UTF-8")
SIZES = [50_000] * 17 + [49_900, 100, 100_000]


def incident(*arguments, **options):
    """Runs the program on the big logbook; its output."""
    done = subprocess.run([PROGRAM, *arguments], env=ENVIRONMENT, stdout=subprocess.PIPE,
                          text=True, check=True, **options)
    return done.stdout


NOTE = f"{FOLDER}/refs.json"


def forget():
    """Has the next `make` make everything anew."""
    if os.path.exists(NOTE):
        os.remove(NOTE)


def make():
    """The refs of the incidents of 100 and of 100,000 entries, and rows imported per second."""
    if os.path.exists(NOTE):
        with open(NOTE, encoding="utf-8") as file:
            return json.load(file)
    os.makedirs(os.path.dirname(LOGBOOK), mode=0o700, exist_ok=True)
    for name in os.listdir(os.path.dirname(LOGBOOK)):
        os.remove(f"{os.path.dirname(LOGBOOK)}/{name}")
    now = datetime.datetime.now(datetime.timezone.utc)
    refs, spent = [], 0
    for number, size in enumerate(SIZES):
        path = f"{FOLDER}/timeline.csv"
        days = (len(SIZES) - number - 1) * 9
        title = f"Customers cannot pay, part {number + 1}"
        generate.write(path, title, size, number, now - datetime.timedelta(days=days), 10)
        start = time.perf_counter()
        refs.append(incident("import", path, stderr=subprocess.DEVNULL).strip())
        took = time.perf_counter() - start
        spent += took
        print(f"imported {size:,} entries into {refs[-1]} in {took:.1f} s", flush=True)
        os.remove(path)
    found = {"small": refs[-2], "big": refs[-1], "rate": sum(SIZES) / spent}
    with open(EXPORT, "w", encoding="utf-8") as file:
        for ref in refs:
            file.write(incident("timeline", "-i", ref, "--format", "text"))
    with open(NOTE, "w", encoding="utf-8") as file:
        json.dump(found, file)
    return found
