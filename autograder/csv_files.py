"""CSV files as other programs read and write them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import UsageError
from autograder.whole_files import part_of

LARGEST_FILE = 20 * 2**20  # bytes
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n\x00]")


def write_rows(path: Path, rows: Iterable[Iterable[object]]) -> None:
    """Write rows, text quoted, numbers plain, formulas defused; the file is whole or absent."""
    with part_of(path) as part, part.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerows([field(value) for value in row] for row in rows)


def field(value: object) -> object:
    """A value as a spreadsheet may see it.

    >>> field("=1+1"), field("-3"), field(2.50), field(6.0)
    ("'=1+1", '-3', 2.5, 6)
    """
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"  # without it, a spreadsheet takes the field for a formula
    return value


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The header and the rows of a CSV file, whatever separates its fields."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    if path.stat().st_size > LARGEST_FILE:
        raise UsageError(
            f"{path} is larger than {LARGEST_FILE // 2**20} MiB; is it the right file?"
        )
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
    except csv.Error as error:
        raise UsageError(f"{path} is not a CSV file: {error}") from error
    if not lines or not any(name.strip() for name in lines[0]):
        raise UsageError(f"{path}: the first line must name the columns")
    header = [name.strip() for name in lines[0]]
    rows = [dict(zip(header, [*line, *[""] * len(header)], strict=False)) for line in lines[1:]]
    return header, [row for row in rows if any(row.values())]
