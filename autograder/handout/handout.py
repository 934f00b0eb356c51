"""The folder that students receive, and the same as one archive."""

from __future__ import annotations

import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import nbformat

from autograder.authoring.assignment import Assignment
from autograder.base.whole_files import write_whole
from autograder.course.folder import Course
from autograder.handout.start_notebook import start_notebook
from autograder.handout.student_package import EXTRAS, ROOT, build_wheel

NAME = "how-llms-work"
_TEMPLATES = Path(__file__).parent / "templates"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in the archive, so that equal content is equal bytes


def make_handout(course: Course, assignments: Iterable[Assignment]) -> Path:
    """Make the folder `handout` of a course and its archive from the release; return the archive.

    Raises `FileNotFoundError` for an assignment that has not been released.
    """
    chosen, folder = list(assignments), course.root / "handout"
    released = folder / "released"
    released.mkdir(parents=True, exist_ok=True)
    for file in released.glob("*.ipynb"):
        file.unlink()
    for assignment in chosen:
        shutil.copyfile(
            course.notebook("release", ".", assignment.slug), released / f"{assignment.slug}.ipynb"
        )
    write_whole(released / "START.ipynb", nbformat.writes(start_notebook(chosen)) + "\n")
    wheel = build_wheel(folder)
    extras = ",".join(EXTRAS)
    write_whole(
        folder / "requirements.txt", f"--constraint constraints.txt\n./{wheel.name}[{extras}]\n"
    )
    write_whole(folder / "data.txt", "\n".join(["--constraint constraints.txt", *_data(), ""]))
    shutil.copyfile(ROOT / "constraints.txt", folder / "constraints.txt")
    for file in sorted(_TEMPLATES.iterdir()):
        shutil.copyfile(file, folder / file.name)
    return _archive(folder, course.root / f"{NAME}.zip")


def _data() -> list[str]:
    """The packages of text and models, installed without what they depend on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [re.match(r"[\w.-]+", line)[0] for line in project["dependency-groups"]["data"]]  # type: ignore[index]


def _archive(folder: Path, target: Path) -> Path:
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = f"{NAME}/{file.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
    part.replace(target)
    return target
