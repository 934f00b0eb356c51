"""Canvas: fill the column of an assignment in an exported gradebook.

The result holds who the students are and the filled columns, nothing else: importing a column that
others have changed meanwhile would undo their work. Rows without a grade keep what they had.
"""

from __future__ import annotations

import re
from pathlib import Path

from autograder.base.csv_files import read_table
from autograder.base.errors import UsageError
from autograder.course.roster import plain
from autograder.results.export.sheets import Grades, Sheet

NAMES = ("Student", "LastName", "FirstName")  # in one column, or in two
IDENTITY = (*NAMES, "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Section")
REQUIRED = ("ID", "Section")
UNGRADED = {"EX": "is excused", "N/A": "was not given this assignment"}  # what a cell can say
_NUMBER = re.compile(r" \(\d+\)$")


def canvas_sheet(
    gradebook: Path, classes: list[Grades], column: str | None = None, scale: bool = False
) -> Sheet:
    """The table that Canvas imports, made from the one that it exported.

    `column` names the column, for one assignment; otherwise columns are found by title, and an
    assignment that has none is left out.
    """
    header, rows = read_table(gradebook)
    missing = [name for name in REQUIRED if name not in header]
    if not any(name in header for name in NAMES):
        missing.insert(0, NAMES[0])
    if missing:
        raise UsageError(
            f"{gradebook} is not a gradebook that Canvas exported: it has no column "
            f"{', '.join(missing)}. Its columns: {', '.join(header)}"
        )
    identity = [name for name in header if name in IDENTITY]
    found_columns = [(each, _column(header, each, column, gradebook)) for each in classes]
    absent = [each.assignment.slug for each, name in found_columns if name is None]
    filling = [(each, name) for each, name in found_columns if name is not None]
    if not filling:
        raise UsageError(_no_column(gradebook, header, classes, column))
    columns = [name for _, name in filling]
    # older versions of Canvas take the mark of UTF-8 for a part of the first name
    sheet = Sheet([*identity, *columns], encoding="utf-8")
    if absent:
        sheet.notes.append(f"not in the table, left out: {', '.join(absent)}")
    students = [number for number, row in enumerate(rows) if row["ID"].strip()]
    names = [name for name in header if name in NAMES]
    above = [row for row in rows if any("points possible" in row[n].lower() for n in names)]
    filled: dict[tuple[int, str], object] = {}
    for each, name in filling:
        possible = above[0][name] if above else ""
        found = each.by_row([rows[number] for number in students], sheet)
        for place, score in found.items():
            number = students[place]
            if why := UNGRADED.get(rows[number][name].strip().upper()):
                sheet.remarks.append(f"{score.student}, {each.assignment.slug}: {why}; left so")
            else:
                filled[number, name] = each.points(score, possible, scale, sheet)
    sheet.filled = len(filled)
    for number, row in enumerate(rows):
        grades = [filled.get((number, name), row[name]) for name in columns]
        sheet.rows.append([*(row[name] for name in identity), *grades])
    return sheet


def _column(header: list[str], grades: Grades, column: str | None, path: Path) -> str | None:
    """The column of an assignment; None where there is none, `UsageError` where there are two."""
    wanted = {plain(column)} if column else set()
    if not column:
        wanted = {plain(grades.assignment.title), plain(grades.assignment.slug)}
    own = [name for name in header if name not in IDENTITY]
    found = [
        name for name in own if plain(name) in wanted or plain(_NUMBER.sub("", name)) in wanted
    ]
    if len(found) > 1:
        raise UsageError(
            f"{path}: more than one column is called {_called(grades, column)}; name it with "
            f"--column, one of: {', '.join(found)}"
        )
    return found[0] if found else None


def _no_column(path: Path, header: list[str], classes: list[Grades], column: str | None) -> str:
    own = ", ".join(name for name in header if name not in IDENTITY)
    called = _called(classes[0], column) if len(classes) == 1 else "as any of the assignments"
    return f"{path}: no column is called {called}; name it with --column, one of: {own}"


def _called(grades: Grades, column: str | None) -> str:
    return column or f"{grades.assignment.title!r} or {grades.assignment.slug!r}"
