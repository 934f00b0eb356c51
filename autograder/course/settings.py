"""A class's own rules, in ``course.toml`` beside the gradebook; without the file there are none.

::

    roster = "roster.csv"            # students' names, for Formgrader

    [late]
    percent_per_day = 10             # of the points earned, for each day begun
    grace_hours = 2                  # default 0
    at_most_percent = 50             # default 100

    [assignments.causal_masking]
    due = 2026-01-31T23:59:00+01:00
    extensions = { ada = 48 }        # hours more, by student
    dropped = ["causal_attention"]     # shown and graded, not counted
    points = { causal_mask = 10 }    # what an exercise is worth; its tests keep their shares
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import Assignment
from autograder.base.errors import UsageError
from autograder.base.near_names import did_you_mean
from autograder.course.late_policy import LatePolicy

NAME = "course.toml"
MOST_HOURS, MOST_POINTS = 24 * 366, 1000
_OFFSET = "a date and time with its offset from UTC, such as 2026-01-31T23:59:00+01:00"


@dataclass(frozen=True)
class AssignmentSettings:
    """What a class changes in one assignment."""

    due: datetime | None = None  # UTC, without a zone, as the gradebook keeps it
    extensions: dict[str, timedelta] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    points: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class CourseSettings:
    """Everything that a ``course.toml`` says."""

    roster: Path | None = None
    late: LatePolicy | None = None
    assignments: dict[str, AssignmentSettings] = field(default_factory=dict)

    def of(self, slug: str) -> AssignmentSettings:
        """What is said of an assignment, or nothing."""
        return self.assignments.get(slug, AssignmentSettings())

    def applied_to(self, assignment: Assignment) -> Assignment:
        """The assignment as this class has it: the same tests, worth what the class says."""
        own = self.of(assignment.slug)
        worth = dict(own.points) | dict.fromkeys(own.dropped, 0.0)
        return assignment.with_points(worth) if worth else assignment

    def load(self, slug: str) -> Assignment:
        """The assignment of that name as this class has it."""
        return self.applied_to(assignments.load(slug))


def read_settings(folder: Path) -> CourseSettings:
    """Read a course folder's ``course.toml``.

    `UsageError` names the key, its value and what was expected.
    """
    path = folder / NAME
    if not path.is_file():
        return CourseSettings()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not TOML: {error}") from error
    return _Reader(path).settings(content)


class _Reader:
    """Turns tables into settings, and refuses by name what is not understood."""

    def __init__(self, path: Path):
        self._path = path

    def settings(self, content: dict[str, Any]) -> CourseSettings:
        self._known("", content, ("roster", "late", "assignments"))
        roster = content.get("roster")
        if roster is not None:
            if not isinstance(roster, str) or not (self._path.parent / roster).is_file():
                raise self._refused("roster", roster, "the name of a CSV file in this folder")
            roster = self._path.parent / roster
        table = self._table("assignments", content.get("assignments", {}))
        self._known("assignments", table, assignments.slugs())
        return CourseSettings(
            roster,
            self._late(content["late"]) if "late" in content else None,
            {slug: self._assignment(slug, own) for slug, own in table.items()},
        )

    def _late(self, table: Any) -> LatePolicy:
        table = self._table("late", table)
        self._known("late", table, ("percent_per_day", "grace_hours", "at_most_percent"))
        if "percent_per_day" not in table:
            raise UsageError(f"{self._path}: late needs percent_per_day, a number from 0 to 100")
        return LatePolicy(
            self._number("late.percent_per_day", table["percent_per_day"], 0, 100),
            timedelta(hours=self._number("late.grace_hours", table.get("grace_hours", 0))),
            self._number("late.at_most_percent", table.get("at_most_percent", 100), 0, 100),
        )

    def _assignment(self, slug: str, table: Any) -> AssignmentSettings:
        where = f"assignments.{slug}"
        table = self._table(where, table)
        self._known(where, table, ("due", "extensions", "dropped", "points"))
        due, names = table.get("due"), table.get("dropped", [])
        if due is not None and (not isinstance(due, datetime) or due.tzinfo is None):
            raise self._refused(f"{where}.due", due, _OFFSET)
        hours = self._table(f"{where}.extensions", table.get("extensions", {}))
        points = self._table(f"{where}.points", table.get("points", {}))
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self._refused(f"{where}.dropped", names, "a list of exercises' names")
        if names or points:
            known = [part.id for part in assignments.load(slug).parts]
            self._known(f"{where}.dropped", names, known)
            self._known(f"{where}.points", points, known)
        return AssignmentSettings(
            due.astimezone(UTC).replace(tzinfo=None) if due else None,
            {
                student: timedelta(hours=self._number(f"{where}.extensions.{student}", value))
                for student, value in hours.items()
            },
            frozenset(names),
            {
                name: self._number(f"{where}.points.{name}", value, 0, MOST_POINTS)
                for name, value in points.items()
            },
        )

    def _known(self, where: str, given: Iterable[str], known: Iterable[str]) -> None:
        known = list(known)
        for name in given:
            if name not in known:
                place = f"{where}: " if where else ""
                raise UsageError(f"{self._path}: {place}{did_you_mean(name, known)}")

    def _table(self, where: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._refused(where, value, "a table")
        return value

    def _number(self, where: str, value: Any, least: float = 0, most: float = MOST_HOURS) -> float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not least <= value <= most:
            raise self._refused(where, value, f"a number from {least:g} to {most:g}")
        return float(value)

    def _refused(self, where: str, value: Any, expected: str) -> UsageError:
        shown = value.isoformat() if hasattr(value, "isoformat") else repr(value)
        return UsageError(f"{self._path}: {where} is {shown}; expected {expected}")
