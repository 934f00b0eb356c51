"""One test on a feedback page: its verdict, and what helps where it does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.feedback.shown import error_in_words
from autograder.gradebook import Result
from autograder.hint_table import LABELS, holds, table_of
from autograder.marks import marks_of, mechanism
from autograder.pages import anchor

VERDICTS = {"right": "holds", "wrong": "does not hold", "part": "holds in part", "open": "to do"}
_CODE = ("expected", "got", "given")


@dataclass(frozen=True)
class Link:
    """A section of the chapter; `url` is empty where the site's address is not known."""

    chapter: str
    section: str
    url: str


@dataclass(frozen=True)
class Fact:
    """One line of a failed test's table."""

    label: str
    text: str
    is_code: bool


@dataclass(frozen=True)
class GradedTest:
    """One test: its verdict, and what helps where it does not hold."""

    id: str
    name: str
    points: float
    score: float
    state: str
    problem: str
    facts: list[Fact]
    link: Link | None
    source: str

    @property
    def verdict(self) -> str:
        """The state in words."""
        return VERDICTS[self.state]


def graded_test(
    cell: NotebookNode, source: str, result: Result, assignment: Assignment, site: str
) -> GradedTest:
    """What a page says of a test cell that was run; `source` is the test as it was released."""
    marked = marks_of(cell)
    name, points = marked["grade_id"], float(marked["points"])
    score = result.scores[name]
    table = table_of(cell.outputs)
    error = next((o for o in cell.outputs if o.get("output_type") == "error"), None)
    undone = error is not None and error.get("ename") == "NotImplementedError"
    if holds(score, points, cell.outputs):
        state = "right"
    elif score > 0:
        state = "part"
    else:
        state = "open" if undone else "wrong"
    problem = table.get("problem", "")
    if state == "right":
        problem, table = "", {}
    elif undone:
        problem = "This exercise is not solved yet."
    elif error is not None and not problem:
        problem = error_in_words(error)
    reread = table.get("reread", "")
    return GradedTest(
        name,
        mechanism(name)[:1].upper() + mechanism(name)[1:],
        points,
        score,
        state,
        problem,
        [
            Fact(label, table[key], key in _CODE)
            for key, label in LABELS.items()
            if key in table and key != "reread"
        ],
        section_link(assignment, reread, site) if reread else None,
        source,
    )


def section_link(assignment: Assignment, section: str, site: str) -> Link:
    """Return the way to a section of an assignment's chapter."""
    url = f"{site.rstrip('/')}/{assignment.chapter}.html#{anchor(section)}" if site else ""
    return Link(assignment.title, section, url)
