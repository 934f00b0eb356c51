"""How everything is measured: CPU time on one thread, rounds interleaved, medians.

On a shared machine absolute times mean little. So every candidate runs once a round, in turn, and a
ratio is taken within each round; the median of these ratios is what is reported.
"""

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of the table: how a subject did, and its ratio to another where there is one."""

    comparison: str
    subject: str
    value: float | None
    unit: str
    against: str = ""
    ratio: float | None = None
    bar: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the ratio reaches its bar."""
        if self.bar is None or self.ratio is None:
            return ""
        return "met" if self.ratio >= self.bar else "MISSED"


def cpu_seconds(function: Callable[[], object]) -> float:
    """Run a function once; return the CPU time of the whole process."""
    start = time.process_time()
    function()
    return time.process_time() - start


def interleave(
    candidates: dict[str, Callable[[], float]], rounds: int = 5
) -> dict[str, list[float]]:
    """Let every candidate measure itself once a round, after one round that is not counted."""
    for measure in candidates.values():
        measure()
    results: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, measure in candidates.items():
            results[name].append(measure())
    return results


def speed_ratio(seconds: dict[str, list[float]], subject: str, against: str) -> float:
    """How many times faster a subject was: the median of the ratios within each round."""
    pairs = zip(seconds[against], seconds[subject], strict=True)
    return median(theirs / ours for theirs, ours in pairs)


def speed_rows(
    comparison: str,
    unit: str,
    seconds: dict[str, list[float]],
    bars: Sequence[tuple[str, str, float | None]],
    notes: dict[str, str] | None = None,
) -> list[Row]:
    """A row for each candidate's speed, and one for each ratio ``(subject, against, bar)``."""
    notes = notes or {}
    rows = [
        Row(comparison, name, 1 / median(times), unit, note=notes.get(name, ""))
        for name, times in seconds.items()
    ]
    for subject, against, bar in bars:
        if subject in seconds and against in seconds:
            ratio = speed_ratio(seconds, subject, against)
            rows.append(Row(comparison, subject, None, "times", against, ratio, bar))
    return rows


def save(rows: Sequence[Row], path: Path) -> None:
    """Write rows to a CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Row)] + ["verdict"])
        writer.writeheader()
        writer.writerows(asdict(row) | {"verdict": row.verdict} for row in rows)


def table(rows: Sequence[Row]) -> str:
    """Return rows as aligned text."""
    lines = []
    for row in rows:
        value = "" if row.value is None else f"{row.value:,.4g} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}x {row.against}"
        bar = "" if row.bar is None else f"bar {row.bar:g}: {row.verdict}"
        lines.append((row.comparison, row.subject, value, ratio, bar, row.note))
    widths = [max(len(line[i]) for line in lines) for i in range(5)]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(line, widths, strict=False)), line[5]])
        for line in lines
    )
