"""Notebooks that were solved where the release lies are brought to safety before it is made."""

from pathlib import Path

import nbformat
import pytest

from autograder.authoring.notebooks import as_released, fill_in
from autograder.course.folder import Course
from autograder.lab.rescue import rescue
from autograder.lab.work import OLD, RELEASED

MINE = "def double(x):\n    return x + x  # my own way"


def handed_out(source: Path) -> dict:
    return as_released(nbformat.read(source, as_version=4))


def run(course: Course, work: Path) -> list[str]:
    return list(rescue(course.root, work, handed_out))


@pytest.fixture
def solved(course: Course) -> Path:
    """A notebook that somebody solved in the release folder, where JupyterLab once opened."""
    path = course.notebook("release", ".", "doubling")
    nbformat.write(fill_in(nbformat.read(path, as_version=4), {"double": MINE}), path)
    return path


def test_an_untouched_release_stays_where_it_is(course, tmp_path):
    path = course.notebook("release", ".", "doubling")
    assert run(course, tmp_path / "my_work") == []
    assert path.is_file()
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].execution_count = 3
    nbformat.write(notebook, path)
    assert run(course, tmp_path / "my_work") == [], "to have been run is no work"


def test_work_moves_to_the_learners_folder_and_the_release_is_made_anew(
    course, doubling, solved, tmp_path
):
    content, work = solved.read_bytes(), tmp_path / "my_work"
    [news] = run(course, work)
    assert (work / "doubling.ipynb").read_bytes() == content
    assert str(work / "doubling.ipynb") in news
    assert MINE not in (work / RELEASED / "doubling.ipynb").read_text()
    assert course.release([doubling]) == ["doubling"]
    assert "my own way" not in solved.read_text(), "nobody is handed a solved notebook"
    assert run(course, work) == []


def test_work_that_is_there_already_is_not_overwritten(course, solved, tmp_path):
    work = tmp_path / "my_work"
    work.mkdir()
    (work / "doubling.ipynb").write_text("newer")
    content = solved.read_bytes()
    assert len(run(course, work)) == 1
    assert (work / "doubling.ipynb").read_text() == "newer"
    [copy] = (work / OLD).iterdir()
    assert copy.read_bytes() == content


def test_a_file_that_cannot_be_read_is_kept_too(course, solved, tmp_path):
    solved.write_text('{"cells": [')
    run(course, tmp_path / "my_work")
    assert (tmp_path / "my_work/doubling.ipynb").read_text() == '{"cells": ['


def test_without_a_source_everything_counts_as_work(course, tmp_path):
    course.notebook("source", ".", "doubling").unlink()
    assert len(run(course, tmp_path / "my_work")) == 1
