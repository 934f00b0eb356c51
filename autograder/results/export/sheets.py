"""What every export shares: a table to write, who is in it, and what somebody should look at."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.base.csv_files import write_rows
from autograder.course.roster import Roster, names_in
from autograder.course.scores import Score


@dataclass
class Sheet:
    """A table, and remarks on what it lacks."""

    header: list[str]
    rows: list[list[object]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    filled: int = 0
    encoding: str = "utf-8-sig"
    notes: list[str] = field(default_factory=list)  # nothing that somebody must look at

    def remark(self, text: str) -> None:
        """Note something once."""
        if text not in self.remarks:
            self.remarks.append(text)

    def write(self, path: Path) -> None:
        """Write the table as CSV."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_rows(path, [self.header, *self.rows], self.encoding)


@dataclass(frozen=True)
class Grades:
    """The scores of one assignment, and how students are found in others' tables."""

    assignment: Assignment
    scores: list[Score]
    roster: Roster | None = None

    def by_row(self, rows: list[dict[str, str]], sheet: Sheet) -> dict[int, Score]:
        """The score that belongs into each row; who has no row is named in the sheet's remarks."""
        known = Roster.of((str(number), names_in(row)) for number, row in enumerate(rows))
        found: dict[int, Score] = {}
        for score in self.scores:
            names = [score.student, *(self.roster.names_of(score.student) if self.roster else ())]
            row = known.find(names)
            if row is None:
                sheet.remarks.append(f"{score.student}: not in the table, or there more than once")
            elif int(row) in found:
                other = found[int(row)].student
                sheet.remarks.append(f"{score.student}: the same row as {other}; left out")
            else:
                found[int(row)] = score
        return found

    def points(self, score: Score, possible: str, scale: bool, sheet: Sheet) -> float:
        """The score as the table counts it, `possible` being the points that it gives at most."""
        most = number(possible)
        if most is None:
            if possible.strip():
                remark = f"its points, {possible.strip()!r}, are no number; nothing is converted"
                sheet.remark(f"{self.assignment.slug}: {remark}")
            return score.score
        if most == score.max_score or not score.max_score:
            return score.score
        if scale:
            return score.score * most / score.max_score
        sheet.remark(
            f"{self.assignment.slug}: the table has {most:g} points, the assignment "
            f"{score.max_score:g}; --scale converts"
        )
        return score.score


def number(text: str) -> float | None:
    """A number as servers write it in any language, or None.

    >>> number("6,00"), number("1,000.00"), number("1.000,5"), number("1,000"), number("EX")
    (6.0, 1000.0, 1000.5, 1000.0, None)
    """
    digits = re.sub(r"[\s'’]", "", text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:
        return None


def comment(assignment: Assignment, score: Score) -> str:
    """What a student reads beside the grade, as HTML: points by exercise, tests to look at."""
    lines = []
    for exercise in assignment.exercises:
        earned = {test: score.by_test.get(test, 0) for test in exercise.points_by_test}
        lost = [test for test, points in exercise.points_by_test.items() if earned[test] < points]
        line = f"{exercise.title}: {sum(earned.values()):g} of {exercise.points:g}"
        lines.append(f"{line} (look at {', '.join(lost)})" if lost else line)
    for answer in assignment.answers:
        lines.append(f"{answer.title}: {score.by_test.get(answer.id) or 0:g} of {answer.points:g}")
    if score.to_grade:
        lines.append(score.to_grade)
    if score.late_deduction:
        lines.append(f"handed in late: -{score.late_deduction:g}")
    return "<br>".join(html.escape(line) for line in [*lines, *_lines(score.remarks)])


def _lines(remarks: str) -> Iterable[str]:
    return [remarks] if remarks else []
