"""The secrets under which nbgrader's exchange keeps the feedback of a submission.

nbgrader's ``submit`` draws one for each submission and leaves it in the exchange and with the
student. Whoever has it finds the page, and nobody else can.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from autograder.base.plain_files import open_plain
from autograder.submissions.collection.owners import somebody_else

SECRET = "submission_secret.txt"
LONGEST = 1024  # bytes; nbgrader's are 128


def secrets_of(
    inbound: Path, student: str, assignment: str, content: bytes
) -> Iterator[tuple[str, str]]:
    """Secrets, each with its notebook's name, of a student's submissions with this content."""
    for folder in sorted(inbound.glob(f"{glob.escape(f'{student}+{assignment}+')}*")):
        try:
            secret = _read(folder / SECRET, student, LONGEST).decode("ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        for notebook in folder.glob("*.ipynb"):
            try:
                same = _read(notebook, student, len(content)) == content
            except OSError:
                continue
            if secret and same:
                yield secret, notebook.stem


def _read(path: Path, student: str, most: int) -> bytes:
    """A student's own file; `OSError` where it is not that, or longer."""
    with open_plain(path) as file:
        if somebody_else(os.fstat(file.fileno()).st_uid, student):
            raise OSError(f"{path} is not {student}'s own")
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(f"{path} is too long")
    return data
