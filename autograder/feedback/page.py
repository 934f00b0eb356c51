"""What a feedback page says, as plain data: taken from an executed notebook, before any HTML."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup
from nbformat import NotebookNode

from autograder.assignment import Answer, Assignment, Exercise
from autograder.feedback.graded_test import GradedTest, graded_test
from autograder.feedback.next_step import NextStep, next_step
from autograder.feedback.shown import Cell, cell_of
from autograder.gradebook import Result
from autograder.marks import grade_id_of, is_solution, is_test, marked_cells
from autograder.pages import markdown
from autograder.remarks import Remark, remarks_of


@dataclass(frozen=True)
class Section:
    """One exercise."""

    exercise: Exercise
    tests: list[GradedTest]
    cell: Cell
    comment: Markup | None
    added: list[Cell] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The points of its tests."""
        return sum(test.score for test in self.tests)

    @property
    def held(self) -> int:
        """How many tests hold."""
        return sum(test.state == "right" for test in self.tests)


@dataclass(frozen=True)
class Written:
    """A free-text answer; `waiting` for its grade, or for a new one after it was changed."""

    answer: Answer
    score: float
    waiting: bool
    text: Markup
    comment: Markup | None


@dataclass(frozen=True)
class Page:
    """Everything on one student's page."""

    title: str
    student: str
    sections: list[Section]
    remarks: tuple[Remark, ...]
    next: NextStep
    answers: list[Written] = field(default_factory=list)
    late_deduction: float = 0.0

    @property
    def score(self) -> float:
        """All points that were earned, less what lateness costs."""
        earned = sum(section.score for section in self.sections)
        return earned + sum(answer.score for answer in self.answers) - self.late_deduction

    @property
    def max_score(self) -> float:
        """All points that there are."""
        worth = sum(section.exercise.points for section in self.sections)
        return worth + sum(written.answer.points for written in self.answers)


def page_of(
    student: str,
    assignment: Assignment,
    executed: NotebookNode,
    released: NotebookNode,
    result: Result,
    site: str,
) -> Page:
    """Collect what the page of one student says; tests read as they were released."""
    known = {name: cell.source for name, cell in marked_cells(released).items()}
    exercises = {exercise.id: exercise for exercise in assignment.exercises}
    sections: list[Section] = []
    before: list[Cell] = []
    for cell in executed.cells:
        if cell.cell_type != "code":
            continue
        name = grade_id_of(cell)
        if name is not None and is_solution(cell):
            comment = result.comments.get(name)
            comment = None if comment == "No response." else comment  # the tests say so
            own = cell_of(cell)
            note = markdown(comment) if comment else None
            sections.append(Section(exercises[name], [], own, note, before))
            before = []
        elif name is not None and is_test(cell):
            sections[-1].tests.append(graded_test(cell, known[name], result, assignment, site))
        elif name is None and cell.source.strip():
            own = cell_of(cell)
            (sections[-1].added if sections else before).append(own)
    remarks = remarks_of(executed)
    return Page(
        assignment.title,
        student,
        sections,
        remarks,
        next_step(sections, remarks),
        [_written(answer, executed, result) for answer in assignment.answers],
        result.late_deduction,
    )


def _written(answer: Answer, executed: NotebookNode, result: Result) -> Written:
    own = next((c.source for c in executed.cells if grade_id_of(c) == answer.id), "")
    comment = result.comments.get(answer.id)
    return Written(
        answer,
        result.scores.get(answer.id, 0.0),
        answer.id in result.waiting,
        markdown(own),
        markdown(comment) if comment else None,
    )
