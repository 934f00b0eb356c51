"""Tests and exercises that change after grading: a release follows, what was given stays."""

import copy
import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring import assignment
from autograder.authoring.assignment import Assignment
from autograder.course.folder import Course
from autograder.grading.pipeline import grade
from autograder.known.sample_class import STUDENTS
from tests.autograder.answering import AnsweringExecutor

EXECUTOR = AnsweringExecutor()
BEFORE_HALVING = "## Halving"
THIRD_TEST = """\
```{code-cell} ipython3
---
role: test
id: double-zero
points: 2
---
assert double(0) == 0, "twice nothing is nothing"
```

"""


@pytest.fixture
def graded(course: Course, doubling: Assignment) -> Course:
    for number, student in enumerate(("ada", "blaise")):
        course.submit(student, "doubling", STUDENTS[number].write(doubling).content)
    assert grade(course, [doubling], EXECUTOR).faults == {}
    with course.gradebook() as gradebook:
        for name, points, extra in (("double-many", 1.5, None), ("halve-two", 0.5, 1.0)):
            row: Any = gradebook.find_grade(name, "doubling", "doubling", "ada")
            row.manual_score, row.extra_credit = points, extra
        comment: Any = gradebook.find_comment("halve", "doubling", "doubling", "ada")
        comment.manual_comment = "well halved"
        gradebook.db.commit()
    return course


def edited(doubling: Assignment, *changes: tuple[str, str]) -> Assignment:
    text = (doubling.folder / "assignment.md").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return assignment.parse(text, doubling.folder)


def without(text: str, start: str, end: str) -> str:
    head, _, rest = text.partition(start)
    return head + end + rest.partition(end)[2]


def given(course: Course) -> dict[str, tuple]:
    """What ada has from hand, by cell."""
    with course.gradebook() as gradebook:
        submission: Any = gradebook.find_submission("doubling", "ada")
        [notebook] = submission.notebooks
        found = {g.cell.name: (g.manual_score, g.extra_credit) for g in notebook.grades}
        return found | {c.cell.name: c.manual_comment for c in notebook.comments}


def released_and_graded(course: Course, changed: Assignment) -> dict[str, tuple]:
    assert course.release([changed]) == ["doubling"]
    outcome = grade(course, [changed], EXECUTOR)
    assert outcome.faults == {}
    assert len(outcome.graded) == 2
    assert course.release([changed]) == []
    assert len(grade(course, [changed], EXECUTOR).unchanged) == 2
    return given(course)


def test_a_test_added_is_graded_for_everybody(graded: Course, doubling: Assignment) -> None:
    changed = edited(doubling, (BEFORE_HALVING, THIRD_TEST + BEFORE_HALVING))
    before = given(graded)
    assert released_and_graded(graded, changed) == before | {"double-zero": (None, None)}
    with graded.gradebook() as gradebook:
        scores = {
            student: gradebook.find_grade("double-zero", "doubling", "doubling", student).auto_score
            for student in ("ada", "blaise")
        }
    assert scores == {"ada": 2, "blaise": 0}


def test_a_test_renamed_keeps_what_was_given(graded: Course, doubling: Assignment) -> None:
    before = given(graded)
    changed = edited(doubling, ("id: double-many", "id: double-others"))
    expected = {"double-others" if n == "double-many" else n: v for n, v in before.items()}
    assert released_and_graded(graded, changed) == expected
    assert not (graded.root / "kept_by_hand.csv").exists()


def test_an_exercise_renamed_keeps_what_was_given(graded: Course, doubling: Assignment) -> None:
    changed = edited(doubling, ("id: halve", "id: half"), ("halve", "half"))
    after = released_and_graded(graded, changed)
    assert (after["half"], after["half-two"]) == ("well halved", (0.5, 1.0))
    assert "halve" not in after


def test_what_was_given_to_a_removed_exercise_is_kept_and_named(
    graded: Course, doubling: Assignment, caplog: pytest.LogCaptureFixture
) -> None:
    text = (doubling.folder / "assignment.md").read_text()
    text = without(text, BEFORE_HALVING, "```{code-cell} ipython3\n---\nrole: example")
    changed = assignment.parse(text, doubling.folder)
    after = released_and_graded(graded, changed)
    assert set(after) == {"double", "double-one", "double-many"}
    assert after["double-many"] == (1.5, None)
    [said] = [record.getMessage() for record in caplog.records if "kept" in record.getMessage()]
    path = graded.root / "kept_by_hand.csv"
    assert "halve, halve-two are no longer in the assignment" in said
    assert str(path) in said

    def kept() -> list[tuple[str, ...]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return sorted((r["student"], r["cell"], r["score"], r["comment"]) for r in rows)

    halving = [("ada", "halve", "", "well halved"), ("ada", "halve-two", "0.5", "")]
    assert kept() == halving
    head, _, rest = text.partition("```{code-cell} ipython3\n---\nrole: test\nid: double-many")
    changed = assignment.parse(head + rest.partition("```\n")[2], doubling.folder)
    released_and_graded(graded, changed)
    assert kept() == [("ada", "double-many", "1.5", ""), *halving]


def test_an_edited_test_keeps_what_was_given(graded: Course, doubling: Assignment) -> None:
    before = given(graded)
    changed = edited(doubling, ("double(5.5) == 11.0", "double(6.5) == 13.0"))
    assert released_and_graded(graded, changed) == before


def test_a_release_that_fails_leaves_the_one_that_was(
    graded: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: Callable[[], dict[Path, bytes]] = lambda: {  # noqa: E731
        path: path.read_bytes()
        for room in ("release", "source", "solutions")
        for path in graded.folder(room).rglob("*.ipynb")
    }
    before = copy.deepcopy(files())
    assert len(before) == 3
    changed = edited(doubling, ("twice one is two", "two ones are two"))
    with monkeypatch.context() as patch:

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("no room")

        patch.setattr(Course, "convert", fail)
        with pytest.raises(RuntimeError, match="no room"):
            graded.release([changed])
    assert files() == before
    assert graded.release([changed]) == ["doubling"]
    assert files() != before
