"""CSV files as other programs read and write them."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.limits import LARGEST_TABLE, MIB
from autograder.base.whole_files import part_of

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# terminal codes, halves of characters, and what shows text in another order than it is read
_HIDDEN = re.compile("[\x00\x07\x08\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n\x00]")


def write_rows(path: Path, rows: Iterable[Iterable[object]], encoding: str = "utf-8-sig") -> None:
    """Write rows, text quoted, numbers plain, formulas defused; the file is whole or absent.

    Spreadsheets need the mark of UTF-8 at the beginning; some programs take it for a name.
    """
    with part_of(path) as part, part.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerows([field(value) for value in row] for row in rows)


def field(value: object) -> object:
    """A value as a spreadsheet may see it.

    >>> field("=1+1"), field("-3"), field(2.50), field(6.0)
    ("'=1+1", '-3', 2.5, 6)
    """
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, str):
        value = _HIDDEN.sub("�", value)
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"  # without it, a spreadsheet takes the field for a formula
    return value


def _decoded(data: bytes) -> str:
    """Text as spreadsheets save it: in Unicode, or in Windows' alphabet of western Europe."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("latin-1")


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The header and the rows of a CSV file, whatever separates its fields."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    if path.stat().st_size > LARGEST_TABLE:
        raise UsageError(f"{path} is larger than {LARGEST_TABLE // MIB} MiB; is it the right file?")
    text = _decoded(path.read_bytes())
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    separator = max(",;\t", key=first.count)
    try:  # rows end at carriage return and line feed alone, which `str.splitlines` does not know
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UsageError(f"{path} is not a CSV file: {error}") from error
    if not lines or not any(name.strip() for name in lines[0]):
        raise UsageError(f"{path}: the first line must name the columns")
    header = [name.strip() for name in lines[0]]
    rows = [dict(zip(header, [*line, *[""] * len(header)], strict=False)) for line in lines[1:]]
    return header, [row for row in rows if any(row.values())]
