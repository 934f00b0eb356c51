"""Records: experiments that take longer than a page may, made by a script, read by a page.

A record is a file of comma-separated values beside the script that made it. Its first line is a
comment: how it is made again, and with which version of PyTorch.
"""

import csv
from pathlib import Path

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
