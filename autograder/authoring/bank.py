"""The bank of an exercise: wrong solutions named after their misconception, and right ones.

``bank/<exercise>/wrong/<misconception>.py`` replaces the solution cell. Its docstring says what
is wrong, and its line ``# fails: shapes values`` names the tests that must take points off.
``bank/<exercise>/right/<approach>.py`` must earn every point.

Exercises are scored apart, so one notebook, a sheet, carries one solution of each: sheet 7 holds
the seventh of every exercise, and the reference where a bank is shorter.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.assignment import Assignment, AssignmentError


@dataclass(frozen=True)
class Entry:
    """One solution in the bank."""

    exercise: str
    kind: str
    name: str
    source: str
    must_fail: tuple[str, ...]
    sheet: int = 0

    @property
    def title(self) -> str:
        """What tells the entry from the others of its assignment."""
        return f"{self.exercise} {self.kind} {self.name}"

    @property
    def sentence(self) -> str:
        """What the entry is, as the first line of its docstring says."""
        return (ast.get_docstring(ast.parse(self.source)) or "").splitlines()[0]

    @property
    def student(self) -> str:
        """The name under which the entry's sheet is submitted."""
        return f"sheet_{self.sheet:03}"


def entries(assignment: Assignment) -> list[Entry]:
    """All solutions in an assignment's bank; ``AssignmentError`` if one is malformed."""
    if not assignment.parts:
        raise AssignmentError(f"{assignment.slug}: it has no cell of role 'solution'")
    found = []
    for exercise in assignment.exercises:
        paths = {
            kind: sorted((assignment.folder / "bank" / exercise.id / kind).glob("*.py"))
            for kind in ("wrong", "right")
        }
        for kind, solutions in paths.items():
            if not solutions:
                raise AssignmentError(f"{assignment.slug}: {exercise.id} has no {kind} solution")
        if not exercise.points_by_test:
            raise AssignmentError(f"{assignment.slug}: {exercise.id} has no test cell")
        pairs = [(kind, path) for kind, solutions in paths.items() for path in solutions]
        tests = sorted(exercise.points_by_test)
        found += [
            _entry(exercise.id, kind, path, tests, sheet)
            for sheet, (kind, path) in enumerate(pairs, start=1)
        ]
    return found


def references(assignment: Assignment) -> list[Entry]:
    """The solutions that stand in the text itself, which must earn every point as well."""
    from autograder.authoring.notebooks import reference_solutions  # nbconvert, which takes a while

    solutions = reference_solutions(assignment)
    return [Entry(e.id, "right", "reference", solutions[e.id], ()) for e in assignment.exercises]


def _entry(exercise: str, kind: str, path: Path, tests: list[str], sheet: int) -> Entry:
    source, where = path.read_text(encoding="utf-8"), f"{kind}/{path.name} of {exercise}"
    try:
        said = ast.get_docstring(ast.parse(source))
    except SyntaxError as error:
        raise AssignmentError(f"{where}, line {error.lineno}: {error.msg}") from error
    if not said:
        raise AssignmentError(f"{where} needs a docstring that says what it is")
    line = re.search(r"^# fails: (.+)$", source, re.MULTILINE)
    named = line[1].split() if line else []
    if kind == "right" and named:
        raise AssignmentError(f"{where} is right, and names tests that it fails")
    known = [test.removeprefix(f"{exercise}-") for test in tests]
    expected = f"of {' '.join(known)}, without the exercise's name"
    if unknown := [name for name in named if name not in known]:
        raise AssignmentError(f"{where} names the test {unknown[0]!r}; expected one {expected}")
    if kind == "wrong" and not named:
        raise AssignmentError(f"{where} needs a line '# fails: …' that names tests, {expected}")
    must_fail = tuple(f"{exercise}-{name}" for name in named)
    solution = re.sub(r"^# fails: .+\n+", "", source, flags=re.MULTILINE)
    return Entry(exercise, kind, path.stem, solution, must_fail, sheet)


def misjudged(entry: Entry, lost: set[str]) -> str:
    """What is wrong with a verdict that took points off in the tests `lost`; empty if nothing."""
    if entry.kind == "right":
        return f"is right, but lost {', '.join(sorted(lost))}" if lost else ""
    passed = sorted(set(entry.must_fail) - lost)
    return f"passed {', '.join(passed)}" if passed else ""
