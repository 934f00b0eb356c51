"""Putting a notebook into ``submitted/<student>/<assignment>/``, whole or not at all.

What lay there is a person's work: it is moved aside, never overwritten.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from autograder.base.submission_time import write_time


def place(
    folder: Path,
    kept: Path,
    name: str,
    content: bytes,
    moment: datetime | None = None,
    dry: bool = False,
) -> str:
    """Write a notebook; whether it is new there, replaced another or is unchanged.

    What it replaces is moved to ``kept/1``, ``kept/2``, … The moment at which it was handed in,
    where that is known, is written beside it. With `dry` nothing is written.
    """
    if _holds(folder, name, content):
        if moment is not None and not dry:
            write_time(folder, moment)
        return "unchanged"
    state = "replaced" if os.path.lexists(folder) else "new"
    if dry:
        return state
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    (part / name).write_bytes(content)
    write_time(part, moment)
    if state == "replaced":
        kept.mkdir(parents=True, exist_ok=True)
        folder.rename(kept / str(len(kept_in(kept)) + 1))
    part.rename(folder)
    return state


def kept_in(folder: Path) -> list[Path]:
    """What was moved aside, the oldest first."""
    return sorted(folder.glob("[0-9]*"), key=lambda path: int(path.name))


def _holds(folder: Path, name: str, content: bytes) -> bool:
    """Whether exactly this notebook is there already, and is no link."""
    target = folder / name
    if folder.is_symlink() or target.is_symlink() or not target.is_file():
        return False
    return target.read_bytes() == content and list(folder.glob("*.ipynb")) == [target]
