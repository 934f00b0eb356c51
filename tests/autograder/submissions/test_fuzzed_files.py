"""Random damage to a notebook file: the student gets a result, and no more than the work earns."""

import json
import random
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import fill_in, grading_template, released_notebook
from autograder.course.folder import Course
from autograder.course.scores import scores
from autograder.grading.judge.settings import Settings
from autograder.grading.pipeline import grade
from autograder.grading.sandbox_executor import SandboxExecutor
from autograder.submissions.intake import rebuild
from tests.autograder.needs import needs_bubblewrap
from tests.autograder.submissions.damage import damage_bytes, damage_structure

MUTATIONS = 500
GRADED = 16  # of them through the whole pipeline, where not all are asked for
CHEATS = {"double": "def double(x):\n    return 0", "halve": "def halve(x):\n    return 0"}


@pytest.mark.parametrize("kind", ["bytes", "structure"])
def test_damaged_files_are_read_or_refused_with_a_reason(
    tmp_path: Path, doubling: Assignment, kind: str
) -> None:
    chance = random.Random(kind)
    template = grading_template(doubling)
    unsolved = nbformat.writes(fill_in(released_notebook(doubling), CHEATS)).encode()
    locked = {c.metadata.nbgrader.grade_id: c for c in template.cells if "nbgrader" in c.metadata}
    for _ in range(MUTATIONS // 2):
        if kind == "bytes":
            data = damage_bytes(unsolved, chance)
        else:
            data = json.dumps(damage_structure(json.loads(unsolved), chance)).encode()
        (tmp_path / "doubling.ipynb").write_bytes(data)
        submission = rebuild(tmp_path, "ada", "doubling", template)
        nbformat.validate(submission.notebook)
        nbformat.writes(submission.notebook).encode()
        marked = [c for c in submission.notebook.cells if "nbgrader" in c.metadata]
        assert [c.metadata.nbgrader.grade_id for c in marked] == list(locked)
        for cell in marked:
            original = locked[cell.metadata.nbgrader.grade_id]
            assert cell.metadata == original.metadata
            assert cell.source == original.source or original.metadata.nbgrader.solution


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_damaged_files_are_graded_and_earn_nothing(
    course: Course, doubling: Assignment, full: bool
) -> None:
    needs_bubblewrap()
    chance = random.Random("graded")
    unsolved = nbformat.writes(fill_in(released_notebook(doubling), CHEATS)).encode()
    students = [f"s{number:03}" for number in range(MUTATIONS if full else GRADED)]
    for number, student in enumerate(students):
        damaged = json.dumps(damage_structure(json.loads(unsolved), chance)).encode()
        course.submit(
            student, "doubling", damage_bytes(unsolved, chance) if number % 2 else damaged
        )
    settings = Settings(b"a secret of this test", seconds_per_cell=10)
    assert grade(course, [doubling], SandboxExecutor(settings, 2)).faults == {}
    found = {score.student: score for score in scores(course, "doubling")}
    assert sorted(found) == students
    assert {score.score for score in found.values()} == {0}
    pages = {path.parts[-3] for path in course.root.glob("feedback/*/*/*.html")}
    assert pages == set(students)
