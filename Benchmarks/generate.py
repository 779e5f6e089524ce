"""Writes timelines of a realistic mix as CSV files that `incident import` reads.

The mix is that of a long incident: mostly observations, then health changes and alerts of machines,
actions (a dozen of them time-boxed and still open), decisions, notes, and a few of other kinds. The same seed writes the same files, but for the moment they end at.
"""
import csv
import datetime
import random

PEOPLE = ["ana", "bo", "cy", "dee", "eli", "fay", "gus", "hal", "ivy", "jo", "kim", "lee"]
REGIONS = ["eu-west", "eu-north", "us-east", "us-west", "ap-south"]
SERVICES = ["checkout", "payments", "search", "login", "catalog", "cart", "mail", "ledger", "edge"]
SUBJECTS = ["p99", "error rate", "queue depth", "replica lag", "cache hits", "CPU", "connections",
            "retries", "open files", "handshakes", "dns lookups", "garbage collection"]
VERBS = ["climbs to", "falls to", "stays at", "jumps to", "swings around"]
AFTER = ["since the deploy", "on two of five hosts", "and customers notice", "as in March",
         "but only behind the proxy", "while the canary is fine", "after the restart",
         "which nobody expected", "with the new pool size", "says the vendor's status page"]
DEEDS = ["drain", "restart", "scale out", "fail over", "roll back", "throttle", "unplug", "warm up"]
STATES = ["ok", "warning", "critical"]
# Kind and how many of a hundred entries are of it; the rest are the rare ones.
SHARES = [("observation", 60), ("health", 15), ("alert", 8), ("action", 5), ("decision", 3),
          ("note", 4), ("reference", 1), ("hypothesis", 1), ("milestone", 0)]
# Word that stands in one entry of so many: what a search looks for.
RARE = {"zeppelin": 50_000, "kumquat": 1_000}


def sentence(pick):
    return (f"{pick.choice(SERVICES)} {pick.choice(REGIONS)}: {pick.choice(SUBJECTS)} "
            f"{pick.choice(VERBS)} {pick.randrange(2, 9000)} {pick.choice(AFTER)}")


def entry(pick, number, opened):
    """Kind, text and author of one entry."""
    kind = pick.choices([k for k, _ in SHARES] + ["rest"],
                        [s for _, s in SHARES] + [100 - sum(s for _, s in SHARES)])[0]
    text, author = sentence(pick), pick.choice(PEOPLE)
    for word, every in RARE.items():
        if number % every == every // 2:
            text += f" {word}"
    if kind == "health":
        before, after = pick.sample(STATES, 2)
        return kind, (f"{pick.choice(SERVICES)}.{pick.choice(REGIONS)}: {before} -> {after} "
                      f"({pick.choice(SUBJECTS)} {pick.randrange(2, 9000)})"), "system:poll"
    if kind == "alert":
        return kind, f"pager: {text}", "system:pager"
    if kind == "action":
        deed = f"{pick.choice(DEEDS)} {text}"
        if opened[0] < 12 and pick.random() < 0.1:
            opened[0] += 1
            return kind, f"@{author} /{pick.choice([5, 10, 30])}m {deed}", author
        return kind, deed, author
    if kind == "reference":
        return kind, f"https://grafana.example/d/{pick.randrange(9999)}: {text}", author
    if kind == "rest":
        kind = pick.choice(["surprise", "observation", "observation"])
        if kind == "surprise":
            return kind, f"expected: all quiet | found: {text}", author
    return kind, text, author


def write(path, title, count, seed, ends, hours):
    """Writes a timeline of `count` entries that ends at that moment."""
    pick = random.Random(seed)
    opened = [0]
    begins = ends - datetime.timedelta(hours=hours)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["time", "kind", "text", "author"])

        def row(at, kind, text, author):
            out.writerow([at.strftime("%Y-%m-%dT%H:%M:%SZ"), kind, text, author])
        opening = [("declared", title), ("severity", "SEV1: customers cannot pay"),
                   ("role", "ic = ana"), ("role", "scribe = bo"), ("role", "ops = cy"),
                   ("status", "investigating"), ("task", "call the vendor"),
                   ("task", "write to support"), ("question", "who owns the edge?")]
        for kind, text in opening:
            row(begins, kind, text, "ana")
        for number in range(len(opening), count):
            at = begins + datetime.timedelta(seconds=hours * 3600 * number / count)
            row(at, *entry(pick, number, opened))
