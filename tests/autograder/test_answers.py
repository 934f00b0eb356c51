"""Answers in words: graded by hand, kept while they are unchanged, and nothing of them leaks."""

from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import Assignment, AssignmentError
from autograder.authoring.notebooks import (
    exercise_page,
    fill_in,
    grading_template,
    reference_solutions,
    released_notebook,
)
from autograder.course.folder import Course
from autograder.course.scores import scores
from autograder.grading.pipeline import grade
from autograder.results.explain import explain
from tests.autograder.answering import AnsweringExecutor


@pytest.fixture
def reasons(doubling: Assignment) -> Assignment:
    return assignments.load("reasons")


@pytest.fixture
def own(course: Course, reasons: Assignment) -> Course:
    course.release([reasons])
    return course


def hand_in(course: Course, assignment: Assignment, answer: str | None) -> None:
    notebook = fill_in(released_notebook(assignment), reference_solutions(assignment))
    if answer is not None:
        notebook = fill_in(notebook, {"why": answer})
    course.submit("ada", "reasons", nbformat.writes(notebook).encode())
    grade(course, [assignment], AnsweringExecutor())


def by_hand(course: Course, points: float) -> None:
    """What Formgrader does when points are typed."""
    with course.gradebook() as gradebook:
        row: Any = gradebook.find_grade("why", "reasons", "reasons", "ada")
        row.manual_score, row.needs_manual_grade = points, False
        comment: Any = gradebook.find_comment("why", "reasons", "reasons", "ada")
        comment.manual_comment = "Good."
        gradebook.db.commit()


def page(course: Course) -> str:
    path = course.folder("feedback", "ada", "reasons") / "reasons.html"
    return " ".join(BeautifulSoup(path.read_text(), "html.parser").get_text(" ").split())


def texts(notebook: NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def test_the_life_of_an_answer(own: Course, reasons: Assignment) -> None:
    hand_in(own, reasons, "Add *one*.")
    [score] = scores(own, "reasons")
    assert (score.score, score.max_score) == (3, 7)
    assert score.to_grade == "not graded yet: why"
    assert "not graded yet" in page(own)
    assert explain(own, reasons, "ada").parts[1].points[0].why == "not graded yet"

    by_hand(own, 3.5)
    grade(own, [reasons], AnsweringExecutor(), force=True)
    [score] = scores(own, "reasons")
    assert (score.score, score.to_grade) == (6.5, "")
    assert "3.5 of 4 points" in page(own)
    assert "Good." in page(own)
    assert "Add one ." in page(own)
    assert "not graded yet" not in page(own)
    assert explain(own, reasons, "ada").score == 6.5

    hand_in(own, reasons, "Add two.")
    [score] = scores(own, "reasons")
    assert (score.score, score.to_grade) == (6.5, "not graded yet: why")
    assert "the old points stand until then" in page(own)
    assert "changed since" in explain(own, reasons, "ada").parts[1].points[0].why
    grade(own, [reasons], AnsweringExecutor(), force=True)
    assert scores(own, "reasons")[0].to_grade == "not graded yet: why"


def test_no_answer_is_nothing_to_grade(own: Course, reasons: Assignment) -> None:
    hand_in(own, reasons, None)
    [score] = scores(own, "reasons")
    assert (score.score, score.to_grade) == (3, "")
    assert explain(own, reasons, "ada").parts[1].points[0].why == "no answer"


def test_rubric_and_model_answer_are_for_graders(own: Course, reasons: Assignment) -> None:
    hand_in(own, reasons, "Add one.")
    released = own.notebook("release", ".", "reasons").read_text()
    for text in (released, texts(released_notebook(reasons)), exercise_page(reasons), page(own)):
        assert "SECRET" not in text
    assert "in your own words" in released
    assert "SECRET-RUBRIC" in texts(grading_template(reasons))
    assert "SECRET-RUBRIC" in own.notebook("autograded", "ada", "reasons").read_text()
    assert "SECRET-ANSWER" in own.notebook("solutions", ".", "reasons").read_text()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"points": 4', '"points": 0'), "'points', a whole number above 0"),
        (('"title": "No largest number", ', ""), "needs 'title'"),
        (('"role": "answer"', '"role": "anser"'), "expected one of answer"),
        (("### END RUBRIC", ""), "BEGIN RUBRIC"),
        (("### BEGIN SOLUTION\nSECRET", "SECRET"), "BEGIN SOLUTION"),
        (('"id": "why"', '"id": "next"'), "ids must be unique"),
    ],
)
def test_a_malformed_answer_is_refused(
    reasons: Assignment, change: tuple[str, str], message: str
) -> None:
    text = (reasons.folder / "assignment.md").read_text()
    assert change[0] in text
    with pytest.raises(AssignmentError, match=message):
        assignments.parse(text.replace(*change), reasons.folder)
