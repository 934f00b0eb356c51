"""What is graded again, and what is not: whatever judges counts, and nothing else."""

import copy
import errno
import os
import shutil
import time
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.authoring import assignment
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import grading_template
from autograder.base import what_judges
from autograder.base.marks import mark_unedited, marks_of
from autograder.base.remarks import Remark, put_remarks
from autograder.base.what_judges import judging_digest, names_the_library, up_to_the_last_test
from autograder.course import graded_index
from autograder.course import scores as reports
from autograder.course.folder import Course
from autograder.course.graded_index import GradedIndex, may_be_news
from autograder.course.scores import scores
from autograder.grading.pipeline import grade
from autograder.known import sample_class
from autograder.results.feedback.writer import FeedbackWriter
from tests.autograder.answering import AnsweringExecutor

SLUGS = ("causal_masking", "tokenization", "parameter_count")


def forget() -> None:
    for remembered in (what_judges._hash, what_judges._mentions):  # by path; texts stay the same
        remembered.cache_clear()
    what_judges._version.cache_clear()
    what_judges._reached.cache_clear()


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A copy of our code that a test may edit."""
    skipped = shutil.ignore_patterns("assignments", "__pycache__", "*.js", "*.css")
    for package in ("autograder", "course_lib"):
        shutil.copytree(what_judges.ROOT / package, tmp_path / package, ignore=skipped)
    monkeypatch.setattr(what_judges, "ROOT", tmp_path)
    forget()
    yield tmp_path
    forget()


@cache
def cells_of(slug: str) -> list[NotebookNode]:
    return up_to_the_last_test(grading_template(assignment.load(slug)))


def digests() -> dict[str, str]:
    forget()
    return {slug: judging_digest(cells_of(slug)) for slug in SLUGS}


def differing(before: dict[str, str]) -> set[str]:
    after = digests()
    return {slug for slug in SLUGS if before[slug] != after[slug]}


def edit(path: Path) -> None:
    path.write_text(path.read_text() + "\nIRRELEVANT = None\n")


@pytest.mark.parametrize(
    ("file", "concerned"),
    [
        ("autograder/testing/tensors.py", set(SLUGS)),
        ("autograder/grading/judge/verdicts.py", set(SLUGS)),
        ("autograder/sandbox/wire/values.py", set(SLUGS)),
        ("autograder/sandbox/inside/refusal.py", set(SLUGS)),
        ("autograder/base/hint_table.py", set(SLUGS)),  # imported by what judges
        ("autograder/submissions/intake.py", set(SLUGS)),
        ("course_lib/layers/attention.py", set(SLUGS)),  # named in a string of testing/
        ("course_lib/tokenization/byte_pair_encoding.py", {"tokenization"}),
        ("course_lib/accounting/parameters.py", {"parameter_count"}),
        ("course_lib/pretrained/gguf_file.py", set()),
        ("autograder/results/similarity.py", set()),
        ("autograder/commands/grade.py", set()),
    ],
)
def test_an_edited_line_concerns_what_can_reach_it(
    code: Path, file: str, concerned: set[str]
) -> None:
    before = digests()
    assert differing(before) == set()
    edit(code / file)
    assert differing(before) == concerned


@pytest.mark.parametrize(("library", "concerned"), [("torch", set(SLUGS)), ("pytest", set())])
def test_another_version_of_a_library_concerns_who_imports_it(
    code: Path, monkeypatch: pytest.MonkeyPatch, library: str, concerned: set[str]
) -> None:
    before = digests()
    version = what_judges.metadata.version
    monkeypatch.setattr(
        what_judges.metadata, "version", lambda name: "999" if name == library else version(name)
    )
    assert differing(before) == concerned


def test_an_assignments_own_cells_concern_it(doubling: Assignment) -> None:
    before = judging_digest(grading_template(doubling).cells)
    for change in ({"source": "pass"}, {"points": 9}):
        cell = copy.deepcopy(doubling.notebook.cells)
        [*_, last] = [c for c in doubling.notebook.cells if c.metadata.get("role") == "test"]
        last.source = change.get("source", last.source)
        last.metadata.points = change.get("points", last.metadata.points)
        assert judging_digest(grading_template(doubling).cells) != before
        doubling.notebook.cells = cell


def test_who_names_the_library_may_import_any_of_it(code: Path) -> None:
    cells = cells_of("causal_masking")
    narrow, wide = judging_digest(cells), judging_digest(cells, True)
    edit(code / "course_lib/pretrained/gguf_file.py")
    forget()
    assert judging_digest(cells) == narrow
    assert judging_digest(cells, True) != wide


def test_an_unedited_example_that_names_the_library_makes_nobody_import_more() -> None:
    cell = new_code_cell("from course_lib.layers import masks")
    assert names_the_library(new_notebook(cells=[cell]))
    mark_unedited(cell)
    assert not names_the_library(new_notebook(cells=[cell]))


def test_a_room_that_has_moved_is_missed(code: Path) -> None:
    shutil.move(code / "autograder/sandbox/wire", code / "autograder/wires")
    forget()
    with pytest.raises(FileNotFoundError, match="what judges has moved"):
        digests()


@pytest.fixture
def graded(course: Course, doubling: Assignment) -> Course:
    for student, kind in (("ada", 0), ("blaise", 1)):
        course.submit(student, "doubling", sample_class.STUDENTS[kind].write(doubling).content)
    assert len(grade(course, [doubling], AnsweringExecutor()).graded) == 2
    return course


def again(course: Course, doubling: Assignment) -> list[str]:
    executor = AnsweringExecutor()
    outcome = grade(course, [doubling], executor)
    assert outcome.faults == {}
    assert sorted(student for student, _ in executor.ran) == sorted(
        student for student, _ in outcome.graded
    )
    assert len(outcome.graded) + len(outcome.unchanged) == 2
    return sorted(student for student, _ in executor.ran)


def test_another_judge_grades_again_once(
    graded: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert again(graded, doubling) == []
    monkeypatch.setattr(
        "autograder.grading.pipeline.judging_digest", lambda cells, wide: f"other {wide}"
    )
    assert again(graded, doubling) == ["ada", "blaise"]
    assert again(graded, doubling) == []


@pytest.mark.parametrize("with_index", [True, False])
def test_what_is_missing_or_other_than_recorded_is_made_again(
    graded: Course, doubling: Assignment, with_index: bool
) -> None:
    index = graded.root / ".graded/doubling.json"

    def settle() -> None:
        if not with_index:
            index.unlink()

    page = graded.folder("feedback", "ada", "doubling") / "doubling.html"
    record = graded.notebook("autograded", "ada", "doubling")
    for harm in (
        page.unlink,
        record.unlink,
        lambda: record.write_text(record.read_text().replace("fingerprint", "footprint")),
        lambda: (
            graded.folder("submitted", "ada", "doubling")
            .joinpath("timestamp.txt")
            .write_text("2026-01-31 12:00:00 UTC")
        ),
    ):
        settle()
        harm()
        assert again(graded, doubling) == ["ada"]
        settle()
        assert again(graded, doubling) == []


def test_a_broken_index_costs_time_and_nothing_else(
    graded: Course, doubling: Assignment, at_once: None
) -> None:
    assert again(graded, doubling) == []
    index = graded.root / ".graded/doubling.json"
    whole = index.read_text()
    other = whole.replace('"format"', '"form"')
    for broken in ("", whole[: len(whole) // 2], "[]", "\0", '{"format": 2, "entries": 7}', other):
        index.write_text(broken)
        assert again(graded, doubling) == []
    assert index.read_text() == whole


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were just written count as settled."""
    monkeypatch.setattr(graded_index, "SECONDS_TO_SETTLE", 0)


def forbidden(*_: object) -> None:
    raise AssertionError("this was not to be read")


def test_what_has_settled_is_not_opened_again(
    graded: Course, doubling: Assignment, at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert again(graded, doubling) == []
    before = scores(graded, "doubling")
    monkeypatch.setattr(GradedIndex, "submitted", forbidden)
    monkeypatch.setattr(reports, "_remarks", forbidden)
    assert again(graded, doubling) == []
    assert scores(graded, "doubling") == before


def test_what_is_too_young_is_read_until_it_has_settled(
    graded: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    submitted = GradedIndex.submitted

    def counted(self: GradedIndex, student: str) -> graded_index.Submitted:
        read.append(student)
        return submitted(self, student)

    monkeypatch.setattr(GradedIndex, "submitted", counted)
    monkeypatch.setattr(graded_index, "SECONDS_TO_SETTLE", 1000)
    assert [again(graded, doubling), again(graded, doubling)] == [[], []]
    assert read == ["ada", "blaise"] * 2
    monkeypatch.setattr(graded_index, "SECONDS_TO_SETTLE", 0)
    assert [again(graded, doubling), again(graded, doubling)] == [[], []]
    assert read == ["ada", "blaise"] * 3  # once more: from then on the stamps tell


def test_an_edit_is_seen_whose_size_and_time_are_those_from_before(
    graded: Course, doubling: Assignment, at_once: None
) -> None:
    assert again(graded, doubling) == []
    path = graded.notebook("submitted", "ada", "doubling")
    about, content = path.stat(), path.read_bytes()
    edited = content.replace(b"return x / 2", b"return x * 2")
    assert edited != content
    path.write_bytes(edited)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)
    assert again(graded, doubling) == ["ada"]


def test_the_same_bytes_in_a_new_file_are_no_edit(
    graded: Course, doubling: Assignment, at_once: None
) -> None:
    path = graded.notebook("submitted", "ada", "doubling")
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    assert again(graded, doubling) == []


def test_remarks_are_those_of_the_notebook_that_is_there(graded: Course) -> None:
    path = graded.notebook("rebuilt", "ada", "doubling")
    notebook = nbformat.read(path, as_version=4)
    put_remarks(notebook, [Remark("Written by somebody else.")])
    nbformat.write(notebook, path)
    assert scores(graded, "doubling")[0].remarks == "Written by somebody else."


def test_at_a_glance_only_what_came_since_is_news(graded: Course, doubling: Assignment) -> None:
    assert not may_be_news(graded.root)
    assert not may_be_news(graded.root, ["doubling"])
    assert not may_be_news(graded.root / "nowhere")
    later = time.time() + 5
    os.utime(graded.folder("submitted", "ada", "doubling"), (later, later))
    assert may_be_news(graded.root)
    assert not may_be_news(graded.root, ["another"])
    (graded.root / ".graded/doubling.json").unlink()
    assert may_be_news(graded.root, ["doubling"])


def test_a_page_that_cannot_be_written_is_a_fault_of_one(
    course: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("ada", "blaise", "charles"):
        course.submit(student, "doubling", sample_class.STUDENTS[0].write(doubling).content)
    write = FeedbackWriter.write

    def failing(self: FeedbackWriter, student: str, *rest: object) -> None:
        if student == "blaise":
            raise UnicodeError("an odd name")
        write(self, student, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(FeedbackWriter, "write", failing)
        outcome = grade(course, [doubling], AnsweringExecutor())
    assert sorted(outcome.graded) == [("ada", "doubling"), ("charles", "doubling")]
    assert list(outcome.faults) == [("blaise", "doubling")]
    assert "an odd name" in outcome.faults["blaise", "doubling"]
    assert grade(course, [doubling], AnsweringExecutor()).graded == [("blaise", "doubling")]


def test_a_full_disk_ends_the_run(
    course: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.submit("ada", "doubling", sample_class.STUDENTS[0].write(doubling).content)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(FeedbackWriter, "write", full)
        with pytest.raises(OSError, match="no space left"):
            grade(course, [doubling], AnsweringExecutor())
    assert grade(course, [doubling], AnsweringExecutor()).graded == [("ada", "doubling")]


def test_a_cell_behind_the_last_test_judges_nothing() -> None:
    template = grading_template(assignment.load("causal_masking"))
    judging = up_to_the_last_test(template)
    behind = template.cells[len(judging) :]
    assert [cell.cell_type for cell in behind][-1] == "code", "a cell to play with"
    assert not any(marks_of(cell).get("grade") for cell in behind)
    assert marks_of(judging[-1]).get("grade")
    assert up_to_the_last_test(new_notebook(cells=behind)) == []
