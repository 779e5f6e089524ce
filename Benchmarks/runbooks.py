"""What runbooks cost: reading a folder, a long file and hostile ones, and draining a command's output."""
import os
import random
import subprocess
import time

from data import ENVIRONMENT, FOLDER, PROGRAM
from table import Table, ms, p50

WORDS = ("queue drain region checkout payments lag replica primary restart pod namespace disk full alert "
         "page error ratio latency cache").split()


def book(chance, number):
    """A runbook of some 4 KiB, in the shape that most have: prose, steps, fences with prompts and output."""
    def prose(count):
        return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."
    parts = [f"# Alert{number} {prose(2)}", "## Meaning", prose(40), "## Impact", prose(30), "## Diagnosis"]
    for step in range(chance.randint(1, 6)):
        parts.append(f"{step + 1}. {prose(12)}\n\n   ```bash\n   $ kubectl get pods -n <namespace>\n"
                     f"   NAME READY STATUS\n   {chance.choice(WORDS)}-1 1/1 Running\n   ```")
    parts.append("## Mitigation")
    parts += [f"- {prose(20)} Run `kubectl describe pod {chance.choice(WORDS)}`" for _ in range(3)]
    parts += ['```\nfor x in 1 2 3; do echo "$x $host" | grep -c a; done\n```', prose(150)]
    return "\n\n".join(parts) + "\n"


def make():
    """Folders with 1,000 runbooks, with one of 1 MiB, and with none; made once."""
    top = os.path.join(FOLDER, "runbooks")
    chance = random.Random(5)
    if not os.path.isdir(top):
        for number in range(1000):
            os.makedirs(f"{top}/many/runbooks/{number % 20}", exist_ok=True)
            with open(f"{top}/many/runbooks/{number % 20}/Alert{number}.md", "w") as file:
                file.write(book(chance, number))
        text = ""
        while len(text) < 1 << 20:
            text += book(chance, len(text))
        for name, body in {"long": text[:1 << 20], "short": "# A\n\n- [ ] one\n",
                           "bomb": "|a" * 8000 + "|\n" + "|-" * 8000 + "|\n" + "|x\n" * 8000}.items():
            os.makedirs(f"{top}/{name}/runbooks")
            with open(f"{top}/{name}/runbooks/{name}.md", "w") as file:
                file.write(body)
        for name in os.listdir(top):
            with open(f"{top}/{name}/incident.yaml", "w") as file:
                file.write("runbooks: [./runbooks]\n")
    return top


def listing(folder, count):
    """Seconds of `runbook list` there, and how many CPU seconds it took."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        subprocess.run([PROGRAM, "runbook", "list"], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, env=ENVIRONMENT | {"INCIDENT_LOGBOOK": "/nonexistent"})
        times.append(time.perf_counter() - start)
    return p50(times)


def runbooks(count):
    table = Table("Runbooks")
    top = make()
    short = listing(f"{top}/short", count)
    many = listing(f"{top}/many", count)
    grep = time.perf_counter()
    subprocess.run(["grep", "-rc", "kubectl", f"{top}/many/runbooks"], check=True, stdout=subprocess.DEVNULL)
    grep = time.perf_counter() - grep
    table.add("a folder of 1,000, the whole `runbook list`", "<= 1.5 s", ms(many), f"grep -rc {ms(grep)}", many <= 1.5)
    long = listing(f"{top}/long", count) - short
    table.add("a file of 1 MiB, read into steps", "<= 50 ms", ms(long), f"the whole of a short one {ms(short)}", long <= 0.05)
    bomb = listing(f"{top}/bomb", count) - short
    table.add("a table bomb of 80 KB, refused", "at once", ms(max(0, bomb)), "", bomb <= 0.05)
    return table
