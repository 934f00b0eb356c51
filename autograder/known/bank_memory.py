"""What of the bank was judged here before, so that what has changed since is judged.

An entry's verdict hangs on the entry, on the cells that run with it, and on what judges. A digest
of all three is kept once the entry was judged well; whatever changes one of them changes it.
"""

from __future__ import annotations

import hashlib
import json
import math
import subprocess
from collections.abc import Container, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment, code_cells
from autograder.authoring.bank import Entry
from autograder.base.what_judges import LIBRARY, ROOT, judging_digest
from autograder.base.whole_files import write_whole

SHARE = 8  # of the sheets, one in so many is run in every state, whatever is known of it
MISJUDGED = "misjudged"  # no digest: due until it is judged well


class BankMemory:
    """How the entries of each assignment were judged, in a file beside the course they ran in."""

    def __init__(self, path: Path):
        self._path = path
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            content = {}
        self._known: dict[str, dict[str, str]] = _table(content, "verdicts")
        self._seeds: dict[str, str] = _table(content, "seeds")

    def knows(self, assignment: Assignment) -> bool:
        """Whether the assignment was checked here before."""
        return assignment.slug in self._known

    def changed(self, assignment: Assignment, entries: Iterable[Entry]) -> list[Entry]:
        """Entries that are new, or judged by something new, since they were last judged well.

        None where the assignment was never checked here: without a memory nothing has changed.
        """
        known = self._known.get(assignment.slug)
        if known is None:
            return []
        digests = verdict_digests(assignment, entries)
        return [entry for entry, digest in digests.items() if known.get(entry.title) != digest]

    def was_drawn(self, assignment: Assignment, seed: str) -> bool:
        """Whether the last check of the assignment ran the sheets that this seed draws."""
        return self._seeds.get(assignment.slug) == seed

    def note(
        self, assignment: Assignment, entries: Iterable[Entry], bad: Container[str], seed: str
    ) -> None:
        """Remember all entries of an assignment, judged where they were due; `bad` are titles.

        `seed` drew the sheets.
        """
        digests = verdict_digests(assignment, entries)
        self._known[assignment.slug] = {
            entry.title: MISJUDGED if entry.title in bad else digest
            for entry, digest in digests.items()
        }
        self._seeds[assignment.slug] = seed
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, json.dumps({"verdicts": self._known, "seeds": self._seeds}))


def _table(content: object, name: str) -> dict:
    found = content.get(name) if isinstance(content, dict) else None
    return found if isinstance(found, dict) else {}


def verdict_digests(assignment: Assignment, entries: Iterable[Entry]) -> dict[Entry, str]:
    """Return a digest of all that each entry's verdict hangs on.

    Versions of libraries that nothing but an entry imports are left to the draw of sheets.
    """
    judges: dict[tuple[str, bool], str] = {}
    digests = {}
    for entry in entries:
        place = entry.exercise, LIBRARY in entry.source
        if place not in judges:
            judges[place] = judging_digest(_cells_with(assignment, entry.exercise), place[1])
        whole = (judges[place], entry.source, entry.kind, entry.must_fail)
        digests[entry] = hashlib.sha256(repr(whole).encode()).hexdigest()
    return digests


def drawn_sheets(assignment: Assignment, entries: Iterable[Entry], seed: str) -> set[int]:
    """Return the sheets that are run once whatever is known of them: one in `SHARE`, by `seed`."""
    sheets = {entry.sheet for entry in entries}
    lots = {s: hashlib.sha256(f"{seed} {assignment.slug} {s}".encode()).digest() for s in sheets}
    return set(sorted(sheets, key=lots.__getitem__)[: math.ceil(len(sheets) / SHARE)])


def seed_of_this_state() -> str:
    """Return the commit that is checked out, in short; where there is none, the day.

    The same state draws the same inputs and sheets, the next one others.
    """
    command = ["git", "-C", str(ROOT), "rev-parse", "--short=10", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return f"{datetime.now(UTC):%Y-%m-%d}"


def _cells_with(assignment: Assignment, exercise: str) -> Iterator[NotebookNode]:
    """The cells that run for an exercise: its own, and those before it but for others' tests."""
    own = {e.id: e for e in assignment.exercises}[exercise].points_by_test
    left = set(own)
    for cell in code_cells(assignment.notebook):
        name = cell.metadata.get("id")
        if cell.metadata.role != "test" or name in own:
            yield cell
        left.discard(name)
        if not left:
            return
