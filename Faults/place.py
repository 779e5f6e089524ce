"""A throw-away folder with a logbook, and the program run in it, also with faults injected."""
import json
import os
import shutil
import subprocess
import tempfile
import time

PROGRAM = os.path.abspath(os.environ.get("INCIDENT_PROGRAM", ".build/release/incident"))
INJECTOR = os.path.abspath(".build-faults/injector.so")
CUT = 86  # the status of a program whose power was cut


def slow(folder):
    """Whether a sync takes so long there that the suite would take for ever."""
    start = time.perf_counter()
    with open(f"{folder}/sync", "wb") as file:
        for _ in range(10):
            file.write(b".")
            file.flush()
            os.fsync(file.fileno())
    os.remove(f"{folder}/sync")
    return time.perf_counter() - start > 0.5


def make_base():
    """Where all places lie: here, or in the folder for temporary files when syncing is slow here."""
    base = os.path.realpath(f".build-faults/{os.getpid()}")
    os.makedirs(base)
    if slow(base):
        os.rmdir(base)
        base = os.path.realpath(tempfile.mkdtemp(prefix="incident-faults-"))
        print(f"a sync is slow here: the logbooks lie in {base}", flush=True)
    return base


class Place:
    base = None

    def __init__(self, name, folder=None):
        self.folder = folder or f"{Place.base}/{name}"
        self.book = f"{self.folder}/book"
        self.logbook = f"{self.book}/logbook.sqlite"
        self.emergency = f"{self.folder}/emergency"
        self.env = {
            "PATH": os.environ["PATH"], "HOME": f"{self.folder}/home", "XDG_STATE_HOME": f"{self.folder}/home",
            "INCIDENT_LOGBOOK": self.logbook, "INCIDENT_EMERGENCY": self.emergency, "INCIDENT_USER": "ana",
            "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        self.last = ""
        self.empty()

    def empty(self):
        """As on the first day."""
        for folder in (self.book, self.emergency, f"{self.folder}/home", f"{self.book}.kept"):
            if os.path.ismount(folder):
                folder += "/."
            shutil.rmtree(folder, ignore_errors=True)
        for folder in (self.book, self.emergency, f"{self.folder}/home"):
            os.makedirs(folder, mode=0o700, exist_ok=True)

    def environment(self, faults):
        """With FAULT_NAME=value for each fault; `self.last` says it as a line for a shell."""
        asked = {f"FAULT_{name.upper()}": str(value) for name, value in faults.items()}
        if asked:
            asked |= {"LD_PRELOAD": INJECTOR, "FAULT_FOLDER": self.book}
        self.last = " ".join(f"{name}={value}" for name, value in asked.items() if name.startswith("FAULT_"))
        return self.env | asked

    def run(self, *arguments, stdin="", user=None, **faults):
        """Runs a command to its end."""
        env = self.environment(faults)
        self.last += " incident " + " ".join(arguments)
        as_user = {"user": user, "group": user, "extra_groups": []} if user else {}
        return subprocess.run([PROGRAM, *arguments], env=env, input=stdin, capture_output=True, text=True,
                              errors="replace", timeout=120, cwd="/", **as_user)

    def ok(self, *arguments, **options):
        """Runs a command that must do what it is asked to; its output."""
        done = self.run(*arguments, **options)
        if done.returncode:
            raise RuntimeError(f"{self.last}: status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout.strip()

    def count(self, *arguments, **options):
        """Runs a command that nothing is done to: its operations, writes, syncs and steps."""
        path = f"{self.folder}/counts"
        self.ok(*arguments, count=path, **options)
        with open(path, encoding="utf-8") as file:
            return [int(line) for line in file]

    def declare(self):
        """A logbook with an incident; its ref."""
        return self.ok("declare", "Test of faults", "--severity", "SEV2")

    def start(self, *arguments, stdin, stdout, stderr=subprocess.DEVNULL, **faults):
        env = self.environment(faults)
        self.last += " incident " + " ".join(arguments)
        return subprocess.Popen([PROGRAM, *arguments], env=env, stdin=stdin, stdout=stdout, stderr=stderr,
                                cwd="/")

    def findings(self, **faults):
        """What `doctor` says: its status, and its findings."""
        done = self.run("doctor", "--json", **faults)
        try:
            return done.returncode, json.loads(done.stdout)["findings"]
        except (ValueError, KeyError):
            return done.returncode, [{"grade": "red", "subject": "doctor", "detail": done.stdout + done.stderr}]

    def red(self):
        """What `doctor` finds red, as texts."""
        status, findings = self.findings()
        found = [f"{f['subject']}: {f['detail']}" for f in findings if f["grade"] == "red"]
        return found or (["doctor ends with status 2"] if status == 2 else [])

    def emergencies(self):
        return sorted(f"{self.emergency}/{name}" for name in os.listdir(self.emergency)
                      if name.startswith("unsaved-") and name.endswith(".jsonl"))
