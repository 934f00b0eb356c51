"""Moodle: fill an assignment's grading worksheet, or make a table for the gradebook's import."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.base.csv_files import read_table
from autograder.base.errors import UsageError
from autograder.results.export.sheets import Grades, Sheet, comment

IDENTIFIERS = ("Email address", "ID number", "Username")
REQUIRED = ("Identifier", "Grade")


def moodle_worksheet(worksheet: Path, grades: Grades, scale: bool = False) -> Sheet:
    """The worksheet with grades and comments; every other field stays, as Moodle wants it."""
    header, rows = read_table(worksheet)
    if missing := [name for name in REQUIRED if name not in header]:
        raise UsageError(
            f"{worksheet} is not a grading worksheet of Moodle's, in English: it has no column "
            f"{', '.join(missing)}. Its columns: {', '.join(header)}"
        )
    sheet = Sheet(header)
    found = grades.by_row(rows, sheet)
    for number, row in enumerate(rows):
        own: dict[str, object] = dict(row)
        score = found.get(number)
        if score and row.get("Grade can be changed", "").strip().lower() == "no":
            sheet.remarks.append(f"{score.student}: Moodle does not let this grade be changed")
        elif score:
            own["Grade"] = grades.points(score, row.get("Maximum Grade", ""), scale, sheet)
            if "Feedback comments" in row:
                own["Feedback comments"] = comment(grades.assignment, score)
            sheet.filled += 1
        sheet.rows.append([own[name] for name in header])
    return sheet


def moodle_import(classes: list[Grades], identifier: str) -> Sheet:
    """One student a row: who it is, then grade and feedback of each assignment."""
    titles = [each.assignment.title for each in classes]
    sheet = Sheet(
        [identifier, *(name for title in titles for name in (title, f"{title} feedback"))]
    )
    students = sorted({score.student for each in classes for score in each.scores})
    by_student = [{score.student: score for score in each.scores} for each in classes]
    for student in students:
        row: list[object] = [student]
        for each, scores in zip(classes, by_student, strict=True):
            score = scores.get(student)
            row += [score.score, comment(each.assignment, score)] if score else ["", ""]
            sheet.filled += score is not None
        sheet.rows.append(row)
    return sheet


def moodle_folders(worksheet: Path, grades: Grades, sheet: Sheet) -> dict[str, str]:
    """The folder of each student in the zip that Moodle takes for many feedback files at once."""
    header, rows = read_table(worksheet)
    if "Identifier" not in header:
        raise UsageError(
            f"{worksheet} is not a grading worksheet of Moodle's, in English: it has no column "
            f"Identifier. Its columns: {', '.join(header)}"
        )
    folders = {}
    for number, score in grades.by_row(rows, sheet).items():
        # under blind marking there are no names; Moodle goes by the number alone
        named = rows[number].get("Full name") or "Participant"
        name = re.sub(r"[^\w .,'-]|_", " ", named).strip(". ")
        participant = re.sub(r"\D", "", rows[number]["Identifier"])
        if participant:
            folders[score.student] = f"{name}_{participant}_assignsubmission_file_"
    return folders
