"""What was erased lies in no file any more, also when the erasing was killed and the next run went on."""
import os

from place import Place
from row import Row, none_of

BECAUSE = ("--because", "it is to go")


class Act:
    """A way to erase, and the words that must be gone after it."""

    def __init__(self, name, secret):
        self.name, self.secret = name, secret

    def prepare(self, place):
        """A logbook with the secret among other entries; the command that erases it."""
        place.empty()
        ref, secret = place.declare(), self.secret
        if self.name == "people erase":
            place.ok("log", "-i", ref, f"said by @{secret}", "--by", secret)
            command = ["people", "erase", secret, "--yes"]
        elif self.name == "purge":
            gone = place.ok("declare", f"Title {secret}")
            place.ok("log", "-i", gone, f"text {secret}")
            command = ["purge", gone, *BECAUSE, "--yes"]
        else:
            said = place.ok("log", "-i", ref, f"the password is {secret} of course")
            command = ["redact", "-i", ref, said.split()[1], *BECAUSE]
        # Enough of others that the index has more than one segment.
        place.ok("log", "-", "-i", ref, stdin="".join(f"line {n}\n" for n in range(20)))
        place.ok("use", ref)
        return command


def found(place, secret):
    """Files that hold the secret, or its end: the index leaves out what a word shares with the one before."""
    names = []
    for folder, _, files in os.walk(place.book):
        for name in files:
            with open(f"{folder}/{name}", "rb") as file:
                content = file.read().lower()
            if secret.encode() in content or secret[4:].encode() in content:
                names.append(name)
    return names


def files_of(place):
    return {name: open(f"{place.book}/{name}", "rb").read() for name in os.listdir(place.book)}


def put_back(place, files):
    """The same bytes in the same inodes: a copy would get an origin of its own."""
    for name in os.listdir(place.book):
        if name not in files:
            os.remove(f"{place.book}/{name}")
    for name, content in files.items():
        with open(f"{place.book}/{name}", "r+b" if os.path.exists(f"{place.book}/{name}") else "wb") as file:
            file.write(content)
            file.truncate()


def rows(settings):
    for name in ("redact", "people erase", "purge"):
        lots = settings.lots("erasure", name)
        secret = "".join(lots.choice("bcdfghjkmnpqrstvwxz") for _ in range(16))
        place = Place(f"erasure-{name.replace(' ', '-')}")
        command = Act(name, secret).prepare(place)
        before = files_of(place)
        if not found(place, secret):
            raise RuntimeError("the secret is nowhere: nothing would be tested")
        operations = place.count(*command)[0]
        yield none_of(f"{name}: files with what was erased", found(place, secret))
        left, wrong, killed = [], [], 0
        for number in settings.pick(range(1, operations + 1), 4, name):
            put_back(place, before)
            killed += place.run(*command, kill=number).returncode == -9
            tried = place.last
            # Either it has happened, and the next write cleans up; or it has not, and is done now.
            place.run(*command)
            place.ok("log", "the next write")
            left += [f"{file} after {tried}" for file in found(place, secret)]
            wrong += [f"{red} after {tried}" for red in (place.red() if number % 10 == 0 else [])]
        yield Row("  kills in the midst of it", f"{killed} of {operations} operations", "", killed > 0)
        yield none_of("  files with what was erased", left)
        yield none_of("  doctor", wrong + place.red())
