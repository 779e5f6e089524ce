"""A conversation with `log - --each`: a line goes in, and what became of it comes out."""
import os
import select
import subprocess
import time

PATIENCE = 30
BESIDE = "incident: warning:"  # how what is said beside an outcome begins


class Talk:
    """Every line has one outcome: `saved …`, or a complaint, which is read from the same pipe."""

    def __init__(self, place, ref, **faults):
        self.process = place.start("log", "-", "--each", "-i", ref, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **faults)
        self.fd = self.process.stdout.fileno()
        self.waiting = b""
        self.asked = None

    def ask(self, text):
        self.asked = time.perf_counter()
        os.write(self.process.stdin.fileno(), f"{text}\n".encode())

    def hear(self):
        """Reads what is there; the outcome and its seconds when it is complete, else None."""
        chunk = os.read(self.fd, 65536)
        now = time.perf_counter()
        if not chunk:
            raise RuntimeError(f"ended with {self.process.wait()}: {self.waiting.decode(errors='replace')}")
        self.waiting += chunk
        line, end, self.waiting = self.waiting.partition(b"\n")
        while end and line.startswith(BESIDE.encode()):
            line, end, self.waiting = self.waiting.partition(b"\n")
        if not end:
            self.waiting = line
            return None
        return line.decode(errors="replace"), now - self.asked

    def say(self, text):
        """Says a line and waits for its outcome."""
        self.ask(text)
        while select.select([self.fd], [], [], PATIENCE)[0]:
            heard = self.hear()
            if heard:
                return heard
        raise RuntimeError(f"no word about {text!r} in {PATIENCE} s")

    def end(self):
        self.process.stdin.close()
        rest = self.process.stdout.read()
        status = self.process.wait()
        if rest:
            raise RuntimeError(f"said unasked: {rest.decode(errors='replace')}")
        return status


def outcomes(said):
    """The lines of an output that are outcomes."""
    return [line for line in said.split("\n")[:-1] if not line.startswith(BESIDE)]


def is_saved(outcome):
    return outcome.startswith("saved ")


def is_not_saved(outcome):
    return "NOT SAVED" in outcome
