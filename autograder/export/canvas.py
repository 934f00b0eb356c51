"""Canvas: fill the column of an assignment in an exported gradebook.

The result holds who the students are and the filled columns, nothing else: importing a column that
others have changed meanwhile would undo their work. Rows without a grade keep what they had.
"""

from __future__ import annotations

import re
from pathlib import Path

from autograder.collection.roster import plain
from autograder.csv_files import read_table
from autograder.errors import UsageError
from autograder.export.sheets import Grades, Sheet

IDENTITY = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Section")
REQUIRED = ("Student", "ID", "Section")
_NUMBER = re.compile(r" \(\d+\)$")


def canvas_sheet(
    gradebook: Path, classes: list[Grades], column: str | None = None, scale: bool = False
) -> Sheet:
    """The table that Canvas imports, made from the one that it exported.

    `column` names the column, for one assignment; otherwise it is found by title.
    """
    header, rows = read_table(gradebook)
    if missing := [name for name in REQUIRED if name not in header]:
        raise UsageError(
            f"{gradebook} is not a gradebook that Canvas exported: it has no column "
            f"{', '.join(missing)}. Its columns: {', '.join(header)}"
        )
    identity = [name for name in header if name in IDENTITY]
    columns = [_column(header, each, column, gradebook) for each in classes]
    sheet = Sheet([*identity, *columns])
    students = [number for number, row in enumerate(rows) if row["ID"].strip()]
    above = [row for row in rows if "points possible" in row["Student"].lower()]
    filled: dict[tuple[int, str], object] = {}
    for each, name in zip(classes, columns, strict=True):
        possible = above[0][name] if above else ""
        found = each.by_row([rows[number] for number in students], sheet)
        for place, score in found.items():
            filled[students[place], name] = each.points(score, possible, scale, sheet)
    sheet.filled = len(filled)
    for number, row in enumerate(rows):
        grades = [filled.get((number, name), row[name]) for name in columns]
        sheet.rows.append([*(row[name] for name in identity), *grades])
    return sheet


def _column(header: list[str], grades: Grades, column: str | None, path: Path) -> str:
    wanted = {plain(column)} if column else set()
    if not column:
        wanted = {plain(grades.assignment.title), plain(grades.assignment.slug)}
    own = [name for name in header if name not in IDENTITY]
    found = [
        name for name in own if plain(name) in wanted or plain(_NUMBER.sub("", name)) in wanted
    ]
    if len(found) == 1:
        return found[0]
    what = "more than one column" if found else "no column"
    called = column or f"{grades.assignment.title!r} or {grades.assignment.slug!r}"
    raise UsageError(
        f"{path}: {what} is called {called}; name it with --column, one of: {', '.join(own)}"
    )
