"""File systems on which locks may not hold: said when writing, red in `doctor`."""
from place import Place
from row import none_of

KINDS = {"NFS": 0x6969, "SMB": 0x517B, "CIFS": 0xFF534D42, "SMB2": 0xFE534D42, "9p": 0x01021997, "FUSE": 0x65735546}


def rows(settings):
    place = Place("network")
    ref = place.declare()
    if place.run("log", "-i", ref, "local").stderr or place.red():
        raise RuntimeError("a warning where there is nothing to warn of")
    for name in settings.pick(KINDS, 2, "network"):
        wrong, fault = [], {"fstype": KINDS[name]}
        done = place.run("log", "-i", ref, f"on {name}", **fault)
        if done.returncode or name.rstrip("2") not in done.stderr:
            wrong.append(f"{place.last}: status {done.returncode}, {done.stderr!r}")
        status, findings = place.findings(**fault)
        red = [f"{f['subject']}: {f['detail']}" for f in findings if f["grade"] == "red"]
        if status != 2 or not any(name.rstrip("2") in text for text in red):
            wrong.append(f"{place.last}: status {status}, red: {red}")
        yield none_of(f"on {name}: no warning, or not red", wrong)
