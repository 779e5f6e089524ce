"""What is learnt, over all incidents of the big logbook: lists, proposals, a long journal, the lint."""
import json
import os
import shutil
import subprocess
import time

from data import ENVIRONMENT, FOLDER, LOGBOOK, PROGRAM
from table import Table, ms, p50

COPY = os.path.abspath(f"{FOLDER}/learning/logbook.sqlite")


def run(*arguments, text=None):
    """Runs the program on the copy; its output."""
    done = subprocess.run([PROGRAM, *arguments], env=ENVIRONMENT | {"INCIDENT_LOGBOOK": COPY}, check=True,
                          input=text, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout


def timed(count, *arguments):
    """Seconds that a command takes, the median."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        run(*arguments)
        times.append(time.perf_counter() - start)
    return p50(times)


def journal(samples):
    """A journal of a run with so many measurements meanwhile, as the Chaos Toolkit writes it."""
    def state(met, number):
        return {"steady_state_met": met, "probes": [{
            "activity": {"type": "probe", "name": "front-200", "tolerance": 200,
                         "provider": {"type": "http", "url": "http://127.0.0.1/page"}},
            "output": {"status": 200 if met else 503, "headers": {"Server": "lab"}, "body": "x" * 200},
            "status": "succeeded", "tolerance_met": met,
            "start": f"2026-11-22T14:{number // 60 % 60:02}:{number % 60:02}.000001",
            "end": f"2026-11-22T14:{number // 60 % 60:02}:{number % 60:02}.100001", "duration": 0.1}]}
    action = {"activity": {"type": "action", "name": "stop", "provider": {"type": "process", "path": "true"}},
              "output": {"status": 0, "stdout": "", "stderr": ""}, "status": "succeeded",
              "start": "2026-11-22T14:00:01", "end": "2026-11-22T14:00:02", "duration": 1.0}
    return {"chaoslib-version": "1.44.0", "status": "completed", "deviated": False,
            "start": "2026-11-22T14:00:00", "end": "2026-11-22T15:00:00",
            "experiment": {"title": "t", "description": "d", "method": [action["activity"]],
                           "steady-state-hypothesis": {"title": "h", "probes": [state(True, 0)["probes"][0]["activity"]]}},
            "steady_states": {"before": state(True, 0), "after": state(True, 3599),
                              "during": [state(n % 7 != 0, n) for n in range(samples)]},
            "run": [action], "rollbacks": []}


def learning(refs, count):
    table = Table("What is learnt")
    os.makedirs(os.path.dirname(COPY), mode=0o700, exist_ok=True)
    shutil.copyfile(LOGBOOK, COPY)
    version = timed(count, "--version")
    for title in ("Checkout fails over", "Orders are lost"):
        ref = run("declare", title).strip()
        for number in range(40):
            run("surprise", "-i", ref, "--expected", f"failover {number} takes a minute",
                "--found", f"the TTL of record {number} was 600 s")
        start = time.perf_counter()
        run("experiment", "propose", ref)
        proposed = time.perf_counter() - start
    table.add("40 surprises into drafts, written", "<= 1 s", ms(proposed), f"the program alone {ms(version)}", proposed <= 1)
    for words, goal in ((("surprise", "list"), 0.25), (("experiment", "list"), 0.25), (("drill", "due"), 0.1),
                        (("followup", "list", "--overdue"), 0.5)):
        took = timed(count, *words)
        table.add(f"`{' '.join(words)}`, 1,000,000 entries", f"<= {ms(goal)}", ms(took), f"the program alone {ms(version)}", took <= goal)
    path = f"{FOLDER}/learning/journal.json"
    with open(path, "w", encoding="utf-8") as file:
        json.dump(journal(36_000), file, indent=2)
    experiment = json.loads(run("experiment", "list", "--json"))["experiments"][0]["name"]
    took = timed(max(3, count // 5), "experiment", "record", experiment, path, "--dry-run")
    start = time.perf_counter()
    with open(path, encoding="utf-8") as file:
        json.load(file)
    python = time.perf_counter() - start
    size = os.path.getsize(path) / 1e6
    table.add(f"a journal of an hour at 10 Hz, {size:.0f} MB", "<= 2 s", ms(took), f"json.load of Python {ms(python)}", took <= 2)
    report = f"{FOLDER}/learning/report.md"
    with open(report, "w", encoding="utf-8") as file:
        text = run("postmortem", refs["small"])
        file.write(text * max(1, (1 << 20) // len(text.encode())))
    took = timed(max(3, count // 5), "lint", report)
    table.add("the lint of 1 MiB of postmortems", "<= 1 s", ms(took), "", took <= 1)
    return table
