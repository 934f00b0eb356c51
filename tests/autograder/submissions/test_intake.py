"""Whatever a student sends becomes a notebook that can be graded, and a reason in words."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import (
    fill_in,
    grading_template,
    reference_solutions,
    released_notebook,
)
from autograder.base import notebook_json
from autograder.base.limits import LARGEST_TEXT, MIB, MOST_SOURCE
from autograder.base.marks import grade_id_of, is_unedited, marked_cells
from autograder.base.notebook_json import without_outputs
from autograder.base.remarks import remarks_of
from autograder.course.folder import Course
from autograder.course.graded_index import GradedIndex
from autograder.submissions.intake import Submission, rebuild

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


def test_the_first_copy_of_an_unedited_example_alone_is_noted_as_such(
    read: Any, content: Any
) -> None:
    example = content["cells"][-1]
    edited = example | {"source": "print('play there')", "metadata": {"unedited": True}}
    content["cells"] += [edited, example, edited]
    noted = [(c.source, is_unedited(c)) for c in read(content).notebook.cells[-4:]]
    play, other = 'print("play here")', "print('play there')"
    assert noted == [(play, True), (other, False), (play, False), (other, False)]


def test_edited_tests_and_metadata_are_not_believed(read: Any, content: Any) -> None:
    cell(content, "double-many")["source"] = "pass"
    cell(content, "double-one")["metadata"]["nbgrader"]["points"] = 1000
    cell(content, "halve")["metadata"]["nbgrader"]["solution"] = False
    submission = read(content)
    assert "-170141" in sources(submission)["double-many"]
    by_id = marked_cells(submission.notebook)
    assert by_id["double-one"].metadata.nbgrader.points == 1
    assert "return x / 2" in sources(submission)["halve"]


def twice(content: Any, grade_id: str, source: str, *, first: bool) -> None:
    """What JupyterLab's Split Cell or Paste leaves: a second cell with the same mark."""
    original = next(c for c in content["cells"] if grade_id_of(c) == grade_id)
    place = content["cells"].index(original) + (not first)
    content["cells"].insert(place, json.loads(json.dumps(original)) | {"source": source})


def ran(submission: Submission) -> list[str]:
    return [c.source for c in submission.notebook.cells if c.cell_type == "code"]


def test_both_halves_of_a_split_cell_run_in_order(read: Any, content: Any) -> None:
    twice(content, "double", "def helper(x):\n    return x", first=True)
    own = {"cell_type": "code", "source": "between = 1", "metadata": {}, "outputs": []}
    helper = next(c for c in content["cells"] if c["source"] == "def helper(x):\n    return x")
    content["cells"].insert(content["cells"].index(helper) + 1, own)
    submission = read(content)
    texts = ran(submission)
    place = texts.index("def helper(x):\n    return x")
    assert texts[place + 1] == "between = 1"
    assert texts[place + 2] == sources(submission)["double"]
    assert "SECRET-SOLUTION" in texts[place + 2]
    assert [str(remark) for remark in submission.remarks] == [
        "The cell 'double' is in your notebook 2 times; all ran, in order."
    ]


@pytest.mark.parametrize("idle", ["# def double(x):\n#     return 1", "", "  \n", "the stub"])
def test_a_copy_that_does_nothing_hides_no_work(read: Any, content: Any, idle: str) -> None:
    if idle == "the stub":
        idle = next(s for s in ran(read(b"{}")) if "def double" in s)
    good = "".join(cell(content, "double")["source"])
    twice(content, "double", idle, first=False)
    assert sources(read(content))["double"] == good


def test_equal_copies_run_once_and_the_last_text_counts(read: Any, content: Any) -> None:
    good = "".join(cell(content, "double")["source"])
    twice(content, "double", "def double(x): return 0", first=True)
    twice(content, "double", good, first=True)
    submission = read(content)
    assert ran(submission).count(good) == 1
    assert sources(submission)["double"] == good


def test_a_missing_cell_is_not_attempted(read: Any, content: Any) -> None:
    content["cells"].remove(cell(content, "halve"))
    submission = read(content)
    assert "NotImplementedError" in sources(submission)["halve"]
    assert "'halve' is missing" in str(submission.remarks[0])


def test_a_renamed_notebook_is_found(read: Any, content: Any) -> None:
    submission = read(content, "doubling (1).ipynb")
    assert "return x / 2" in sources(submission)["halve"]
    assert "called doubling (1).ipynb" in str(submission.remarks[0])


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
        (b" " * (LARGEST_TEXT + 1), "at most 20 MiB"),
    ],
)
def test_what_cannot_be_read_is_graded_as_untouched(
    read: Any, doubling: Assignment, broken: object, reason: str
) -> None:
    submission = read(broken)
    assert any(reason in str(remark) for remark in submission.remarks)
    assert [remark.unreadable for remark in submission.remarks][-1]
    assert remarks_of(submission.notebook) == submission.remarks
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
    assert "There is no doubling.ipynb" in str(submission.remarks[0])
    assert "doubling.ipynb is a link" in str(submission.remarks[0])


@pytest.mark.parametrize("linked", ["assignment", "student"])
def test_linked_folders_are_not_followed(
    tmp_path: Path, doubling: Assignment, content: Any, linked: str
) -> None:
    honest = tmp_path / "submitted/ada/doubling"
    honest.mkdir(parents=True)
    (honest / NAME).write_text(json.dumps(content))
    (honest / "timestamp.txt").write_text("2026-01-31 12:00:00 UTC")
    template = grading_template(doubling)
    assert rebuild(honest, "ada", "doubling", template).remarks == ()
    folder = tmp_path / "submitted/eve/doubling"
    if linked == "student":
        folder.parent.symlink_to("ada")
    else:
        folder.parent.mkdir()
        folder.symlink_to(honest)
    submission = rebuild(folder, "eve", "doubling", template)
    assert sources(submission) == sources(Submission("eve", "doubling", template, ()))
    assert "is a link to another" in str(submission.remarks[0])
    assert "submitted" not in submission.notebook.metadata


def test_a_hard_link_is_the_file_that_it_is(read: Any, tmp_path: Path, content: Any) -> None:
    (tmp_path / "kept").write_text(json.dumps(content))
    (tmp_path / NAME).hardlink_to(tmp_path / "kept")
    assert read(content).remarks == ()


def test_pictures_in_outputs_do_not_count(read: Any, content: Any) -> None:
    picture = {"output_type": "display_data", "data": {"image/png": "A" * MIB}, "metadata": {}}
    cell(content, "double")["outputs"] = [picture] * 25
    pasted = {"cell_type": "markdown", "source": "x", "attachments": {"a": {"b": "A" * MIB}}}
    content["cells"].append(pasted)
    assert len(json.dumps(content)) > LARGEST_TEXT
    submission = read(content)
    assert "SECRET-SOLUTION" in sources(submission)["double"]
    assert submission.remarks == ()


def test_a_million_lines_of_output_do_not_count(read: Any, content: Any) -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": ["spam, spam\n"] * 2_000_000}
    cell(content, "double")["outputs"] = [printed]
    assert len(json.dumps(content)) > LARGEST_TEXT
    submission = read(content)
    assert "SECRET-SOLUTION" in sources(submission)["double"]
    assert submission.remarks == ()


def test_outputs_of_too_many_parts_are_named(
    read: Any, content: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook_json, "MOST_TOKENS", 1000)
    monkeypatch.setattr(notebook_json, "LARGEST_TEXT", 1000)
    cell(content, "double")["outputs"] = [{}] * 1000
    assert "Clear Outputs of All Cells" in str(read(content).remarks[0])


def test_what_git_could_not_merge_is_named(read: Any, content: Any) -> None:
    begin, end = json.dumps(content, indent=1).split("\n", 1)
    sides = f"{begin}\n<<<<<<< HEAD\n{end}\n=======\n{end}\n>>>>>>> theirs\n"
    said = str(read(sides.encode()).remarks[0])
    assert "git left two versions in it, from line 2 on" in said


@pytest.mark.parametrize("bomb", [b"[{", b'"\\"', b'"', b"\\"])
def test_a_large_file_that_is_no_notebook_is_refused_soon(
    read: Any, bomb: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook_json, "MOST_TOKENS", 1000)
    monkeypatch.setattr(notebook_json, "LARGEST_TEXT", 100_000)
    began = time.process_time()
    assert "beside its outputs" in str(read(bomb * 2_000_000).remarks[0])
    assert time.process_time() - began < 2


def test_without_outputs_a_notebook_says_the_same(content: Any) -> None:
    tricky = 'x = "\\"outputs\\": [" # }]{["outputs": '
    cell(content, "double")["source"] = ["outputs", tricky]
    cell(content, "double")["outputs"] = [{"text": ["]", '"', "\\", tricky], "data": {"a": [[]]}}]
    small = json.loads(without_outputs(json.dumps(content, indent=1).encode()))
    for each in content["cells"]:
        if "outputs" in each:
            each["outputs"] = []
    assert small == content


def test_a_text_that_is_too_long_is_left_out_with_a_word(read: Any, content: Any) -> None:
    long = "x = '" + "语" * (MOST_SOURCE // 3) + "'"
    cell(content, "double")["source"] = long
    own = {"cell_type": "code", "source": long, "metadata": {}, "outputs": []}
    small = {"cell_type": "code", "source": "x" * 300_000, "metadata": {}, "outputs": []}
    content["cells"][:0] = [own, *[small] * 5]
    submission = read(content)
    written = [text for text in ran(submission) if "xxx" in text or "语" in text]
    assert len(written) == 3
    assert "return x / 2" in sources(submission)["halve"]
    left_out = [str(r) for r in submission.remarks if "was left out" in str(r)]
    assert "(double)" in left_out[0]
    assert "1.0 MiB of text; at most 1 MiB of code" in left_out[0]
    assert len(left_out) == 4
    assert "'double' is missing" in str(submission.remarks[-1])


def test_the_notebook_of_the_chapter_is_recognised(read: Any, content: Any) -> None:
    for each in content["cells"]:
        each["metadata"] = {}
    submission = read(content)
    [remark] = submission.remarks
    assert "Is it the notebook of the chapter?" in remark.text
    assert remark.unreadable


def test_a_copy_in_the_place_of_a_link_is_another_submission(
    tmp_path: Path, doubling: Assignment
) -> None:
    course = Course.at(tmp_path)
    course.submit("ada", "doubling", b"{}")
    index = GradedIndex(course, "doubling")
    folder = course.folder("submitted", "eve", "doubling")
    folder.parent.mkdir()
    folder.symlink_to(course.folder("submitted", "ada", "doubling"))
    linked = index.submitted("eve").digest
    folder.unlink()
    course.submit("eve", "doubling", b"{}")
    assert index.submitted("eve").digest == index.submitted("ada").digest != linked
