"""Records: experiments that take longer than a page may, made by a script, read by a page.

A record is a file of comma-separated values beside the script that made it. Its first line is a
comment: how it is made again, and with which version of PyTorch.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch

FOLDER = Path(__file__).parent


def read_record(name: str) -> list[dict[str, str]]:
    """Return the rows of a record, each with the names of its columns.

    >>> read_record("norm_placement")[0]["wiring"]
    'pre-norm'
    """
    path = FOLDER / f"{name}.csv"
    if not path.exists():
        known = ", ".join(sorted(found.stem for found in FOLDER.glob("*.csv")))
        raise FileNotFoundError(f"no record is called {name!r}; there are: {known}")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def write_record(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a record row by row, as its script makes them."""
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(f"# python -m {__name__}.{name} with torch {torch.__version__.split('+')[0]}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            file.flush()
