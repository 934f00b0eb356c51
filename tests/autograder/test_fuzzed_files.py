"""Random damage to a notebook file: the student gets a result, and no more than the work earns."""

import json
import random
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.assignment import Assignment
from autograder.authoring import fill_in, grading_template, released_notebook
from autograder.course import Course
from autograder.intake import rebuild
from autograder.pipeline import grade
from autograder.reports import scores
from autograder.sandbox_executor import SandboxExecutor
from autograder.trusted.settings import Settings
from tests.autograder.needs import needs_bubblewrap

MUTATIONS = 500
GRADED = 16  # of them through the whole pipeline, where not all are asked for
ODD: list[Any] = [None, True, -1, 2**70, 1e308, "", "\x00", "\ud800", [], {}, [[]], {"a": {}}]
CHEATS = {"double": "def double(x):\n    return 0", "halve": "def halve(x):\n    return 0"}


def damage_bytes(data: bytes, chance: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(len(raw))
        match chance.randrange(3):
            case 0:
                raw[place] = chance.randrange(256)
            case 1:
                del raw[place : place + chance.randint(1, 50)]
            case _:
                raw[place:place] = chance.randbytes(chance.randint(1, 20))
    return bytes(raw)


def damage_structure(value: Any, chance: random.Random) -> Any:
    if chance.random() < 0.02:
        return chance.choice(ODD)
    if isinstance(value, dict):
        items = [(k, damage_structure(v, chance)) for k, v in value.items()]
        kept = [item for item in items if chance.random() > 0.01]
        return dict(kept)
    if isinstance(value, list):
        items = [damage_structure(item, chance) for item in value]
        if chance.random() < 0.1:
            chance.shuffle(items)
        return items + items[:1] if chance.random() < 0.1 else items
    return value


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
