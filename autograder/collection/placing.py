"""Putting a notebook into ``submitted/<student>/<assignment>/``, whole or not at all."""

from __future__ import annotations

import os
import shutil

from autograder.course import Course


def place(course: Course, student: str, assignment: str, content: bytes, dry: bool = False) -> str:
    """Write a notebook; whether it is new there, replaced another or is unchanged.

    With `dry` nothing is written.
    """
    folder = course.folder("submitted", student, assignment)
    target = folder / f"{assignment}.ipynb"
    there = folder.is_dir() and not folder.is_symlink()
    if there and target.is_file() and not target.is_symlink() and target.read_bytes() == content:
        return "unchanged"
    state = "replaced" if there else "new"
    if dry:
        return state
    part = folder.with_name(f".{assignment}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    (part / target.name).write_bytes(content)
    if there:
        (part / target.name).replace(target)
        part.rmdir()
        for other in folder.glob("*.ipynb"):
            if other != target:
                other.unlink()
    else:
        folder.unlink(missing_ok=True)  # a link or a file in the place of the folder
        part.rename(folder)
    return state
