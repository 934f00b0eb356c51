"""What a feedback page says, as plain data: taken from an executed notebook, before any HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from autograder.assignment import Answer, Assignment, Exercise
from autograder.gradebook import Result
from autograder.hint_table import LABELS, TABLE
from autograder.pages import anchor, counted, markdown, plain_text, sanitised
from autograder.trusted.outputs import is_png

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
class Shown:
    """One output of a cell: text, an error, a picture, or clean HTML."""

    kind: str
    content: str


@dataclass(frozen=True)
class Cell:
    """Code of the student's, and what it put out."""

    source: str
    outputs: list[Shown]

    @property
    def errors(self) -> bool:
        """Whether it ended in an error."""
        return any(output.kind == "error" for output in self.outputs)


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
class NextStep:
    """The one thing to do next."""

    text: str
    target: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Page:
    """Everything on one student's page."""

    title: str
    student: str
    sections: list[Section]
    remarks: Markup | None
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
    known = {_mark(cell)["grade_id"]: cell.source for cell in released.cells if _mark(cell)}
    exercises = {exercise.id: exercise for exercise in assignment.exercises}
    sections: list[Section] = []
    before: list[Cell] = []
    for cell in executed.cells:
        if cell.cell_type != "code":
            continue
        marked = _mark(cell)
        if marked.get("solution"):
            name = marked["grade_id"]
            comment = result.comments.get(name)
            comment = None if comment == "No response." else comment  # the tests say so
            own = Cell(cell.source, list(_shown(cell.outputs)))
            note = markdown(comment) if comment else None
            sections.append(Section(exercises[name], [], own, note, before))
            before = []
        elif marked.get("grade"):
            source = known[marked["grade_id"]]
            sections[-1].tests.append(_test(cell, source, result, assignment, site))
        elif not marked and cell.source.strip():
            own = Cell(cell.source, list(_shown(cell.outputs)))
            (sections[-1].added if sections else before).append(own)
    remarks = [c.source for c in executed.cells if c.get("id") == "remarks"]
    return Page(
        assignment.title,
        student,
        sections,
        markdown(remarks[0]) if remarks else None,
        _next_step(sections, remarks[0] if remarks else ""),
        [_written(answer, executed, result) for answer in assignment.answers],
        result.late_deduction,
    )


def _written(answer: Answer, executed: NotebookNode, result: Result) -> Written:
    own = next((c.source for c in executed.cells if _mark(c).get("grade_id") == answer.id), "")
    comment = result.comments.get(answer.id)
    return Written(
        answer,
        result.scores.get(answer.id, 0.0),
        answer.id in result.waiting,
        markdown(own),
        markdown(comment) if comment else None,
    )


def _test(
    cell: NotebookNode, source: str, result: Result, assignment: Assignment, site: str
) -> GradedTest:
    marked = _mark(cell)
    name, points = marked["grade_id"], float(marked["points"])
    score = result.scores[name]
    table = _table(cell.outputs)
    error = next((o for o in cell.outputs if o.output_type == "error"), None)
    undone = error is not None and error.ename == "NotImplementedError"
    full = score >= points if points else error is None  # a dropped exercise's tests still tell
    state = "right" if full else "part" if score > 0 else "open" if undone else "wrong"
    problem = table.get("problem", "")
    if state == "right":
        problem, table = "", {}
    elif undone:
        problem = "This exercise is not solved yet."
    elif error is not None and not problem:
        problem = f"{error.ename}: {error.evalue}".removesuffix(": ")
    reread = str(table.get("reread", ""))
    return GradedTest(
        name,
        _spoken(name),
        points,
        score,
        state,
        str(problem),
        [
            Fact(label, str(table[key]), key in _CODE)
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


def _next_step(sections: Iterable[Section], remarks: str) -> NextStep:
    if "Nothing could be graded" in remarks:
        return NextStep("Repair the file, as said above, and hand it in again.")
    for section in sections:
        errors = [output.content for output in section.cell.outputs if output.kind == "error"]
        if errors and section.held < len(section.tests):
            what = errors[-1].splitlines()[-1].rstrip(".")[:300]
            text = f"Your cell of {section.exercise.title} ends in an error. {what}."
            return NextStep(text, section.exercise.id)
        for test in section.tests:
            if test.state == "open":
                text = f"Solve {section.exercise.title}: {section.exercise.objective}."
                return NextStep(text, test.id)
            if test.state != "right":
                worth = counted(test.points - test.score, "point")
                text = f"{section.exercise.title}, test “{test.name}”, {worth}: {test.problem}"
                return NextStep(f"{text.splitlines()[0].rstrip('.')[:300]}.", test.id, test.link)
    if remarks:
        return NextStep("Every test holds. Read the remarks above before you hand in again.")
    return NextStep("Every test holds: there is nothing left to do here.")


def _shown(outputs: Iterable[NotebookNode]) -> Iterator[Shown]:
    for output in outputs:
        if output.output_type == "stream":
            yield Shown("text", plain_text(output.text))
        elif output.output_type == "error":
            lines = "".join(
                line if line.endswith("\n") else f"{line}\n" for line in output.traceback
            )
            yield Shown("error", plain_text(lines.rstrip("\n")))
        elif is_png(str(output.data.get("image/png", ""))):
            yield Shown("picture", "".join(str(output.data["image/png"]).split()))
        elif "text/html" in output.data:
            yield Shown("html", sanitised(str(output.data["text/html"])[:100_000]))
        elif "text/plain" in output.data:
            yield Shown("text", plain_text(str(output.data["text/plain"])))


def _table(outputs: Iterable[NotebookNode]) -> dict[str, str]:
    for output in outputs:
        if output.output_type == "display_data" and TABLE in output.data:
            return dict(output.data[TABLE])
    return {}


def _mark(cell: NotebookNode) -> dict[str, Any]:
    return cell.metadata.get("nbgrader", {})


def _spoken(test: str) -> str:
    words = test.rpartition("-")[2].replace("_", " ")
    return words[:1].upper() + words[1:]
