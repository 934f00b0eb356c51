"""The learner's own folder: new versions of notebooks come in, and nothing of the learner's goes.

=============  ====================================================================
`*.ipynb`      the learner's notebooks, and START
`.released/`   the same as they were handed out: what a next version is held against
`old/`         copies of the learner's files, made before a new version was merged
=============  ====================================================================
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from autograder.base.whole_files import write_whole
from autograder.submissions.doctor.notebook_file import NotebookFile, read
from autograder.submissions.doctor.repair import repaired
from autograder.submissions.intake import UnreadableError

RELEASED, OLD = ".released", "old"


def bring(released: Iterable[Path], work: Path) -> Iterator[str]:
    """Bring notebooks as they are released now into the learner's folder; yield what to know."""
    for folder in (work, work / RELEASED):
        folder.mkdir(parents=True, exist_ok=True)
    for release in released:
        mine, before = work / release.name, work / RELEASED / release.name
        if not mine.exists():
            shutil.copyfile(release, mine)
        elif not before.is_file() or before.read_bytes() != release.read_bytes():
            yield _renew(mine, before, release)
        shutil.copyfile(release, before)  # last: a run that was killed is seen by that


def bring_advice(file: Path, work: Path) -> None:
    """Lay what assistants are to read into the learner's folder, where there is none yet."""
    if file.is_file() and not (work / file.name).exists():
        shutil.copyfile(file, work / file.name)


def keep_copy(file: Path, work: Path) -> Path:
    """Copy a file into the folder `old` of the work, under a name with the time; say where."""
    old = work / OLD
    old.mkdir(parents=True, exist_ok=True)
    moment = f"{file.stem} {datetime.now():%Y-%m-%d %H.%M.%S}"
    copy, number = old / f"{moment}{file.suffix}", 1
    while copy.exists():
        number += 1
        copy = old / f"{moment} ({number}){file.suffix}"
    shutil.copy2(file, copy)
    return copy


def texts(notebook: NotebookFile) -> list[tuple[str, str]]:
    """What somebody wrote: kind and text of every cell, without outputs."""
    return [(cell.kind, cell.source.strip()) for cell in notebook.cells]


def _renew(mine: Path, before: Path, release: Path) -> str:
    """Put the new version in the place of the learner's file, with the learner's work in it."""
    try:
        work = read(mine)
    except UnreadableError as error:
        return _lay_beside(mine, release, str(error))
    if not work.whole:
        return _lay_beside(mine, release, work.remarks[-1])
    new, handed_out = read(release), read(before) if before.is_file() else None
    if texts(work) == texts(handed_out or new):
        shutil.copyfile(release, mine)
        return f"{mine.name} is a new version; you had not begun it."
    copy = keep_copy(mine, mine.parent)
    content = repaired(_without_the_released(work, handed_out, new), new) if new.marked else None
    if content is None:
        shutil.copyfile(release, mine)
        return f"{mine.name} is a new version; yours is {OLD}/{copy.name}."
    write_whole(mine, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return (
        f"{mine.name} is a new version with your work in it: run all its cells once. "
        f"Your file as it was: {OLD}/{copy.name}."
    )


def _lay_beside(mine: Path, release: Path, why: str) -> str:
    place = mine.with_name(f"{mine.stem}-new.ipynb")
    if place.exists():
        keep_copy(place, place.parent)
    shutil.copyfile(release, place)
    return f"{why} It stays as it is; the new version lies beside it: {place.name}."


def _without_the_released(
    work: NotebookFile, before: NotebookFile | None, new: NotebookFile
) -> NotebookFile:
    """The learner's notebook without what was handed out and left alone, which must not come back.

    Cells that the grader knows keep their places, by which the learner's own cells are ordered.
    """
    known = {cell.source.strip() for cell in before.cells} if before else set()
    cells = []
    for cell in work.cells:
        if cell.source.strip() not in known:
            cells.append(cell.content)
        elif cell.grade_id in new.marked:
            cells.append(cell.content | {"source": new.marked[cell.grade_id or ""].source})
    return replace(work, content=work.content | {"cells": cells})
