"""Solved notebooks that lie where the next release would overwrite them.

JupyterLab once opened on the release itself. Whoever solved a notebook there finds it in the
learner's folder; the release is then made anew, for nobody may be handed a solved one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.base.whole_files import write_whole
from autograder.lab.work import RELEASED, keep_copy, texts
from autograder.submissions.doctor.notebook_file import NotebookFile, read
from autograder.submissions.intake import UnreadableError


def rescue(
    course: Path, work: Path, as_released: Callable[[Path], dict[str, Any]]
) -> Iterator[str]:
    """Move worked-on notebooks of a course's release into the learner's folder; say which.

    `as_released` makes from a source notebook what students receive: what is otherwise is work.
    """
    for solved in sorted(course.glob("release/*/*.ipynb")):
        source = course / "source" / solved.parent.name / solved.name
        handed_out = as_released(source) if source.is_file() else None
        if not _is_worked_on(solved, handed_out):
            continue
        place = work / solved.name
        work.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place = keep_copy(solved, work)
        else:
            shutil.copy2(solved, place)
            if handed_out:
                (work / RELEASED).mkdir(exist_ok=True)
                write_whole(work / RELEASED / solved.name, json.dumps(handed_out))
        solved.unlink()
        yield f"your work on {solved.name} lay in the release; it is in {place} now."


def _is_worked_on(file: Path, handed_out: dict[str, Any] | None) -> bool:
    try:
        found = texts(read(file))
    except UnreadableError:
        return file.stat().st_size > 0
    return handed_out is None or found != texts(NotebookFile(file, handed_out))
