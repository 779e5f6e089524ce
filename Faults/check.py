"""What lies in a logbook, read past the program."""
import collections
import hashlib
import os
import shutil
import sqlite3


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def rows(logbook, sql, *values):
    connection = sqlite3.connect(logbook, timeout=10)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def copied(logbook, folder):
    """A copy, with its journal: what is read from it leaves the repair of the original to the program."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name in os.listdir(os.path.dirname(logbook)):
        if name.startswith("logbook.sqlite") and not name.endswith((".bell", ".reserve", "-shm")):
            shutil.copyfile(f"{os.path.dirname(logbook)}/{name}", f"{folder}/{name}")
    return f"{folder}/logbook.sqlite"


TEXTS = "SELECT json_extract(body, '$.text') FROM body WHERE json_valid(body)"


def texts(logbook):
    """How often each text is there."""
    return collections.Counter(text for text, in rows(logbook, TEXTS) if text is not None)


def state(logbook):
    """The texts, and whether SQLite finds the file sound; one that cannot be read holds none."""
    try:
        # An empty file is a logbook that was not made yet.
        if not os.path.exists(logbook) or not rows(logbook, "SELECT 1 FROM sqlite_master WHERE name = 'body'"):
            return collections.Counter(), True
        return texts(logbook), rows(logbook, "PRAGMA integrity_check") == [("ok",)]
    except sqlite3.DatabaseError:
        return collections.Counter(), False


def twice(counted):
    return sorted(text for text, count in counted.items() if count > 1)


def is_ordered(values):
    return all(a < b for a, b in zip(values, values[1:]))
