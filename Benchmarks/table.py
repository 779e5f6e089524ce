"""Figures, and the tables they are printed in."""
import statistics


def at(values, share):
    """The value that a share of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def p50(values):
    return statistics.median(values)


def p99(values):
    return at(values, 0.99)


def ms(seconds):
    return f"{number(seconds * 1000)} ms"


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


class Table:
    def __init__(self, title):
        self.title = title
        self.rows = []
        self.missed = 0

    def add(self, what, goal, measured, peer="", ok=None):
        """A row; `ok` says whether the goal was reached, None where there is none."""
        if ok is False:
            self.missed += 1
        mark = {True: " ok", False: " MISSED", None: ""}[ok]
        self.rows.append((what, goal, measured + mark, peer))

    def text(self):
        rows = [("what", "goal", "measured", "peer")] + self.rows
        widths = [max(len(row[i]) for row in rows) for i in range(4)]
        lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths)) + " |" for row in rows]
        lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
        return f"## {self.title}\n\n" + "\n".join(lines) + "\n"
