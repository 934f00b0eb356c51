"""One test on a feedback page: its verdict, and what helps where it does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment
from autograder.base.hint_table import LABELS, holds, table_of
from autograder.base.marks import marks_of, mechanism
from autograder.course.gradebook import Result, found_points
from autograder.results.feedback.shown import error_in_words
from autograder.results.pages import anchor

VERDICTS = {"right": "holds", "wrong": "does not hold", "part": "holds in part", "open": "to do"}
_BY_HAND = "points given by hand"
_AGAIN = "to be looked at again, for your work has changed"
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
    """One test: its verdict, and what helps where it does not hold.

    `state` is what the test found, whatever points somebody gave by hand.
    """

    id: str
    name: str
    points: float
    score: float
    state: str
    problem: str
    facts: list[Fact]
    link: Link | None
    source: str
    by_hand: bool = False
    waiting: bool = False

    @property
    def verdict(self) -> str:
        """The state in words, and whose the points are."""
        said = [
            VERDICTS[self.state],
            _BY_HAND if self.by_hand else "",
            _AGAIN if self.waiting else "",
        ]
        return ", ".join(filter(None, said))

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do: it holds, or whoever graded gave all points for it."""
        return self.state == "right" or (self.by_hand and self.score >= self.points)


def graded_test(
    cell: NotebookNode, source: str, result: Result, assignment: Assignment, site: str
) -> GradedTest:
    """What a page says of a test cell that was run; `source` is the test as it was released."""
    marked = marks_of(cell)
    name, points = marked["grade_id"], float(marked["points"])
    score, by_hand = result.scores[name], name in result.by_hand
    found = float(found_points(cell)[0] or 0) if by_hand else score
    table = table_of(cell.outputs)
    error = next((o for o in cell.outputs if o.get("output_type") == "error"), None)
    undone = error is not None and error.get("ename") == "NotImplementedError"
    if holds(found, points, cell.outputs):
        state = "right"
    elif found > 0:
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
        by_hand,
        name in result.waiting,
    )


def section_link(assignment: Assignment, section: str, site: str) -> Link:
    """Return the way to a section of an assignment's chapter."""
    url = f"{site.rstrip('/')}/{assignment.chapter}.html#{anchor(section)}" if site else ""
    return Link(assignment.title, section, url)
