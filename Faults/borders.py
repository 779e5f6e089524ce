"""Hostile text in every place that takes text, and every command that shows it."""
import fuzz
import hostile
from place import Place
from row import none_of

TEXT = "bad " + " ".join(word for word in hostile.WORDS if word.strip() and len(word) < 40) + " end"
TITLE = TEXT[:150]
FORMATS = {
    ("timeline",): ["text", "markdown", "csv", "jsonl"], ("export",): ["text", "markdown", "csv", "jsonl"],
    ("postmortem",): ["house", "google", "pagerduty", "howie"]}


def fill(place):
    """An incident in which every kind of entry says the text."""
    ref = place.ok("declare", TITLE, "--severity", "SEV2", "--service", "checkout")
    for arguments in (
            ["log", TEXT], ["log", f"= {TEXT}"], ["log", f"> {TEXT}"], ["log", f"? {TEXT}"], ["log", f"~ {TEXT}"],
            ["log", f"# {TEXT}"], ["log", f"+ {TEXT}"], ["log", "--kind", "note", TEXT],
            ["surprise", "--expected", TEXT, "--found", TEXT, "--cue", TEXT], ["status", "identified", "--because", TEXT],
            ["severity", "SEV1", "--because", TEXT], ["update", "--audience", "public", TEXT],
            ["handoff", "offer", "bo", "--because", TEXT], ["risk", "add", TITLE, "--detect", "5m", "--repair", "30m", "--every", "90d", "--impact", "40%"],
            ["log", "x", "--ref", "https://example.com/" + "%1b[2J"]):
        done = place.run(*arguments)
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr}")
    place.run("run", "--", "printf", TEXT)
    place.run("experiment", "propose", ref)
    place.run("drill", "plan", "--from", "eu", "--to", "us")
    return ref


def readings(place, ref):
    """Every command that can be asked without saying more than which incident, in each of its formats."""
    writes = {"use", "backup", "restore", "purge", "import", "manual", "use"}
    for path, arguments in fuzz.tree(place):
        if path[0] in writes or "add" in path:
            continue
        needed = [a for a in arguments if a["kind"] == "positional" and not a["isOptional"]]
        line = [*path, *[ref for _ in needed]]
        yield line
        yield [*line, "--json"]
        for form in FORMATS.get(path, []):
            yield [*line, "--template" if path == ("postmortem",) else "--format", form]


def rows(_):
    place = Place("borders")
    ref = fill(place)
    found, count, shown = [], 0, 0
    for line in readings(place, ref):
        done = place.run(*line)
        count += 1
        said = (done.stdout + done.stderr).encode(errors="surrogateescape")
        shown += b"bad" in said
        acting = hostile.acting(said)
        if acting or done.returncode < 0:
            found.append(f"incident {' '.join(line)}: {acting or done.returncode}")
    yield none_of(f"{count} commands that show hostile text, {shown} showed it", found)
