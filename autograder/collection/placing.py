"""Putting a notebook into ``submitted/<student>/<assignment>/``, whole or not at all."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from autograder.submission_time import write_time
from autograder.whole_files import part_of


def place(
    folder: Path, name: str, content: bytes, moment: datetime | None = None, dry: bool = False
) -> str:
    """Write a notebook; whether it is new there, replaced another or is unchanged.

    The moment at which it was handed in, where that is known, is written beside it. With `dry`
    nothing is written.
    """
    there = folder.is_dir() and not folder.is_symlink()
    state = _state(folder / name, content) if there else "new"
    if dry:
        return state
    if state == "new":
        part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _fill(part, name, content, moment)
        folder.unlink(missing_ok=True)  # a link or a file in the place of the folder
        part.rename(folder)
    elif state == "replaced":
        _fill(folder, name, content, moment)
        for other in folder.glob("*.ipynb"):
            if other.name != name:
                other.unlink()
    elif moment is not None:
        write_time(folder, moment)
    return state


def _state(target: Path, content: bytes) -> str:
    plain = target.is_file() and not target.is_symlink()
    return "unchanged" if plain and target.read_bytes() == content else "replaced"


def _fill(folder: Path, name: str, content: bytes, moment: datetime | None) -> None:
    write_time(folder, moment)
    with part_of(folder / name) as part:
        part.write_bytes(content)
