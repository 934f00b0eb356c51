"""Our writer leaves the rows that nbgrader's own converter leaves."""

import copy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.converters import Autograde
from nbgrader.preprocessors import SaveAutoGrades

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import (
    fill_in,
    grading_template,
    reference_solutions,
    released_notebook,
)
from autograder.course.folder import Course
from autograder.course.gradebook import StaleReleaseError, gradebook_writer
from autograder.course.scores import all_scores, scores
from autograder.grading.pipeline import grade
from autograder.known import sample_class
from tests.autograder.answering import AnsweringExecutor


def executed(assignment: Assignment) -> NotebookNode:
    solutions = {"halve": reference_solutions(assignment)["halve"]}
    notebook = fill_in(grading_template(assignment), solutions)
    outputs = {
        "double-one": [new_output("error", ename="E", evalue="e", traceback=[])],
        "double-many": [new_output("execute_result", {"text/plain": "1.5"}, execution_count=1)],
        "halve-two": [new_output("stream", text="fine")],
    }
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = 1
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.outputs = outputs.get(name, [])
    return notebook


def rows(course: Course, student: str) -> set[tuple]:
    with course.gradebook() as gradebook:
        submission: Any = gradebook.find_submission("doubling", student)
        [notebook] = submission.notebooks
        grades = {(g.cell.name, g.auto_score, g.needs_manual_grade) for g in notebook.grades}
        return grades | {(c.cell.name, c.auto_comment, None) for c in notebook.comments}


def test_rows_are_those_of_nbgrader(course: Course, doubling: Assignment) -> None:
    notebook = executed(doubling)
    with gradebook_writer(course) as writer:
        result = writer.save("ours", "doubling", notebook, released_notebook(doubling))

    def replay(read: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        replayed = copy.deepcopy(notebook)
        checksums = {c.metadata.nbgrader.grade_id: c for c in read.cells if c.metadata}
        for cell in replayed.cells:
            if "nbgrader" in cell.metadata:
                known = checksums[cell.metadata.nbgrader.grade_id].metadata.nbgrader
                cell.metadata.nbgrader["checksum"] = known.get("checksum")
        return replayed, resources

    path = course.notebook("rebuilt", "theirs", "doubling")
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    steps = [replay, SaveAutoGrades]
    course.convert(Autograde, "doubling", "theirs", autograde_preprocessors=steps)
    assert rows(course, "ours") == rows(course, "theirs")
    assert result.scores == {"double-one": 0, "double-many": 1.5, "halve-two": 2}
    assert result.comments == {"double": "No response.", "halve": None}


def test_the_table_says_what_nbgrader_adds_up(course: Course, doubling: Assignment) -> None:
    sample_class.submit(course, [doubling])
    grade(course, [doubling], AnsweringExecutor())
    with course.gradebook() as gradebook:
        one = gradebook.find_grade("double-one", "doubling", "doubling", "ada")
        one.manual_score, one.extra_credit = 0.1, 0.2
        other = gradebook.find_grade("double-many", "doubling", "doubling", "ada")
        other.auto_score, other.needs_manual_grade = None, True
        session: Any = gradebook.db
        session.commit()
        theirs = {
            submission.student_id: (
                pytest.approx(submission.score),
                submission.max_score,
                {g.cell.name: g.score for each in submission.notebooks for g in each.grades},
            )
            for submission in gradebook.assignment_submissions("doubling")
        }
    ours = scores(course, "doubling")
    assert {row.student: (row.score, row.max_score, row.by_test) for row in ours} == theirs
    assert [row.to_grade for row in ours if row.to_grade] == ["not graded yet: double-many"]
    assert all_scores(course) == ours == sorted(ours, key=lambda row: row.student)
    assert scores(course, "another") == []


def test_a_graders_own_score_stays(course: Course, doubling: Assignment) -> None:
    notebook, released = executed(doubling), released_notebook(doubling)
    with gradebook_writer(course) as writer:
        writer.save("ada", "doubling", notebook, released)
    with course.gradebook() as gradebook:
        grade: Any = gradebook.find_grade("double-one", "doubling", "doubling", "ada")
        grade.manual_score = 0.75
        gradebook.db.commit()
    with gradebook_writer(course) as writer:
        result = writer.save("ada", "doubling", notebook, released)
        assert result.scores["double-one"] == 0.75
        assert result.by_hand == {"double-one"}
        assert ("double-one", 0, False) in rows(course, "ada")
        result = writer.save("ada", "doubling", notebook, released, {"double-one"})
        assert result.scores["double-one"] == 0.75
        assert result.waiting == {"double-one"}
        writer.save("ada", "doubling", notebook, released)
    assert ("double-one", 0, True) in rows(course, "ada")


def test_tests_that_the_gradebook_does_not_know_are_refused(
    course: Course, doubling: Assignment, tmp_path: Path
) -> None:
    notebook = executed(doubling)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "double-one":
            cell.source += "\npass"
    with gradebook_writer(course) as writer, pytest.raises(StaleReleaseError, match="double-one"):
        writer.save("ada", "doubling", notebook, released_notebook(doubling))


def test_a_save_that_breaks_off_leaves_no_row(
    course: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook, untouched = executed(doubling), released_notebook(doubling)

    def broken(cell: NotebookNode, log: Any) -> tuple[float, float]:
        raise RuntimeError("no space left")

    with gradebook_writer(course) as writer:
        with monkeypatch.context() as patch:
            patch.setattr("nbgrader.utils.determine_grade", broken)
            with pytest.raises(RuntimeError, match="no space"):
                writer.save("ada", "doubling", notebook, untouched)
        writer.forget()
        with course.gradebook() as others:
            assert [student.id for student in others.students] == []
        assert writer.save("ada", "doubling", notebook, untouched).total == 3.5
    assert len(rows(course, "ada")) == 5
