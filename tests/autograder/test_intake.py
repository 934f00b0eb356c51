"""Whatever a student sends becomes a notebook that can be graded, and a reason in words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.assignment import Assignment
from autograder.authoring import fill_in, grading_template, reference_solutions, released_notebook
from autograder.intake import LARGEST_FILE, Submission, rebuild

NAME = "doubling.ipynb"


@pytest.fixture
def content(doubling: Assignment) -> dict[str, Any]:
    notebook = fill_in(released_notebook(doubling), reference_solutions(doubling))
    return json.loads(nbformat.writes(notebook))


@pytest.fixture
def read(tmp_path: Path, doubling: Assignment) -> Callable[..., Submission]:
    def read(content: object, name: str = NAME) -> Submission:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (tmp_path / name).write_bytes(data)
        return rebuild(tmp_path, "ada", "doubling", grading_template(doubling))

    return read


def sources(submission: Submission) -> dict[str, str]:
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in submission.notebook.cells
        if "nbgrader" in cell.metadata
    }


def cell(content: dict[str, Any], grade_id: str) -> dict[str, Any]:
    [found] = [
        cell
        for cell in content["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    ]
    return found


def test_solutions_and_added_cells_survive_in_place(read: Any, content: Any) -> None:
    added = {"cell_type": "code", "source": ["answer = ", "42"], "metadata": {}, "outputs": []}
    content["cells"].insert(content["cells"].index(cell(content, "double")), added)
    submission = read(content)
    texts = [c.source for c in submission.notebook.cells]
    assert submission.remarks == ()
    assert texts.index("answer = 42") < texts.index(sources(submission)["double"])
    assert "return x / 2" in sources(submission)["halve"]


def test_edited_tests_and_metadata_are_not_believed(read: Any, content: Any) -> None:
    cell(content, "double-many")["source"] = "pass"
    cell(content, "double-one")["metadata"]["nbgrader"]["points"] = 1000
    cell(content, "halve")["metadata"]["nbgrader"]["solution"] = False
    submission = read(content)
    assert "-170141" in sources(submission)["double-many"]
    by_id = {c.metadata.nbgrader.grade_id: c for c in submission.notebook.cells if c.metadata}
    assert by_id["double-one"].metadata.nbgrader.points == 1
    assert "return x / 2" in sources(submission)["halve"]


def test_the_last_of_two_copies_counts(read: Any, content: Any) -> None:
    copy = json.loads(json.dumps(cell(content, "double")))
    copy["source"] = "early = True"
    content["cells"].insert(0, copy)
    submission = read(content)
    assert "SECRET-SOLUTION" in sources(submission)["double"]
    assert submission.remarks == (
        "The cell 'double' is in your notebook 2 times; the last one counts.",
    )


def test_a_missing_cell_is_not_attempted(read: Any, content: Any) -> None:
    content["cells"].remove(cell(content, "halve"))
    submission = read(content)
    assert "NotImplementedError" in sources(submission)["halve"]
    assert "'halve' is missing" in submission.remarks[0]


def test_a_renamed_notebook_is_found(read: Any, content: Any) -> None:
    submission = read(content, "doubling (1).ipynb")
    assert "return x / 2" in sources(submission)["halve"]
    assert "called doubling (1).ipynb" in submission.remarks[0]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"", "is empty"),
        (b'{"cells": [', "is not a notebook"),
        (b"\xff\xfe\x00", "is not a notebook"),
        (b"\x89\xff\x00", "is not UTF-8"),
        (b"[" * 100_000, "is not a notebook"),
        (b"[]", "has no list of cells"),
        ({"worksheets": []}, "has no list of cells"),
        ({"cells": "none"}, "has no list of cells"),
        (b" " * (LARGEST_FILE + 1), "at most 20 MiB"),
    ],
)
def test_what_cannot_be_read_is_graded_as_untouched(
    read: Any, doubling: Assignment, broken: object, reason: str
) -> None:
    submission = read(broken)
    assert any(reason in remark for remark in submission.remarks)
    assert reason in submission.notebook.cells[0].source
    assert submission.notebook.cells[1:] == grading_template(doubling).cells


def test_cells_of_any_shape_do_no_harm(read: Any, content: Any) -> None:
    content["cells"] += [
        None,
        7,
        {},
        {"cell_type": "code", "source": 7, "metadata": None},
        {"cell_type": "code", "source": ["a = 1", 7], "metadata": {"nbgrader": {"grade_id": []}}},
    ]
    assert "return x / 2" in sources(read(content))["halve"]


def test_links_are_not_followed(tmp_path: Path, doubling: Assignment, content: Any) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / NAME).write_text(json.dumps(content))
    folder = tmp_path / "submitted"
    folder.mkdir()
    (folder / NAME).symlink_to(tmp_path / "elsewhere" / NAME)
    submission = rebuild(folder, "ada", "doubling", grading_template(doubling))
    assert "There is no doubling.ipynb" in submission.remarks[0]
