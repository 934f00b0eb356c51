"""From an assignment's text to the four things that people use.

========================  ==========================================
`source_notebook`         what nbgrader calls *source*, for graders
`grading_template`        the same with solutions cut, tests whole
`solution_notebook`       for instructors: it runs and passes
`exercise_page`           for the website: nothing hidden is in it
========================  ==========================================

The student's notebook itself is made by nbgrader, from the source notebook.
"""

from __future__ import annotations

import copy
import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring.assignment import (
    HIDDEN_TEST_MARKERS,
    RUBRIC_MARKERS,
    SOLUTION_MARKERS,
    Answer,
    Assignment,
    Exercise,
    is_answer,
)
from autograder.base.marks import grade_id_of, marked_cells, mechanism

ANSWER_STUB = "*Write your answer here, in place of this line.*"
STUB = 'raise NotImplementedError("Replace this line with your solution.")'
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
_RUBRIC = re.compile(rf"^{RUBRIC_MARKERS[0]}$(.*?)^{RUBRIC_MARKERS[1]}$", re.MULTILINE | re.DOTALL)
_DROPDOWN = re.compile(r"^:::+\{dropdown\} (?P<title>.*)\n(?P<body>(?:.*\n)*?):::+$", re.MULTILINE)


def source_notebook(assignment: Assignment) -> NotebookNode:
    """The notebook with solutions and hidden tests, marked the way nbgrader reads it."""
    exercises = {exercise.id: exercise for exercise in assignment.exercises}
    answers = {answer.id: answer for answer in assignment.answers}
    cells = []
    for cell in assignment.notebook.cells:
        if is_answer(cell):
            cells.append(new_markdown_cell(_answer_banner(answers[cell.metadata.id])))
            text, marks = _without_rubric(cell.source), _nbgrader_metadata(cell.metadata)
            cells.append(new_markdown_cell(text, metadata=marks))
            continue
        if cell.cell_type == "markdown":
            cells.append(new_markdown_cell(_for_jupyter(cell.source)))
            if len(cells) == 1:
                cells.append(new_markdown_cell(_overview(assignment)))
            continue
        if cell.metadata.role == "solution":
            cells.append(new_markdown_cell(_banner(exercises[cell.metadata.id])))
        cells.append(new_code_cell(cell.source, metadata=_cell_metadata(cell.metadata)))
    for number, cell in enumerate(cells):
        cell.id = (grade_id_of(cell) or f"cell-{number}")[:64]
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def grading_template(assignment: Assignment) -> NotebookNode:
    """The untouched notebook, hidden tests and rubrics included: a submission is rebuilt on it."""
    notebook = _without_solutions(source_notebook(assignment))
    rubrics = {c.metadata.id: _rubric(c.source) for c in assignment.notebook.cells if is_answer(c)}
    cells = []
    for cell in notebook.cells:
        rubric = rubrics.get(grade_id_of(cell) or "")
        if rubric:
            cells.append(
                new_markdown_cell(f"**Rubric, for graders**\n\n{rubric}", id=f"r-{cell.id}")
            )
        cells.append(cell)
    notebook.cells = cells
    return notebook


def solution_notebook(assignment: Assignment) -> NotebookNode:
    """The notebook solved, every test in it, without markers."""
    notebook = source_notebook(assignment)
    for cell in notebook.cells:
        cell.source = _without_lines(cell.source, SOLUTION_MARKERS + HIDDEN_TEST_MARKERS)
        cell.metadata.pop("nbgrader", None)
    return notebook


def released_notebook(assignment: Assignment) -> NotebookNode:
    """The notebook as a student receives it, solutions and hidden tests cut."""
    return as_released(source_notebook(assignment))


def as_released(source: NotebookNode) -> NotebookNode:
    """A source notebook as a student receives it, solutions and hidden tests cut."""
    from nbgrader.preprocessors import ClearHiddenTests  # a second, which a bank does without

    notebook, _ = ClearHiddenTests().preprocess(_without_solutions(source), ResourcesDict())
    return notebook


def exercise_page(assignment: Assignment) -> str:
    """The exercises as a MyST page of the book, made from the released cells alone."""
    released = {
        name: cell.source for name, cell in marked_cells(released_notebook(assignment)).items()
    }
    exercises = {exercise.id: exercise for exercise in assignment.exercises}
    answers = {answer.id: answer for answer in assignment.answers}
    blocks = []
    for cell in assignment.notebook.cells:
        if is_answer(cell):
            blocks.append(_answer_banner(answers[cell.metadata.id]))
            continue
        if cell.cell_type == "markdown":
            blocks.append(cell.source)
            if len(blocks) == 1:
                blocks[0] = blocks[0].replace("# ", "# Exercises: ", 1)
                blocks += [_overview(assignment), _invitation(assignment)]
            continue
        code = f"```python\n{released.get(cell.metadata.get('id'), cell.source).strip()}\n```"
        if cell.metadata.role == "solution":
            blocks.append(_banner(exercises[cell.metadata.id]))
        elif cell.metadata.role == "test":
            code = f":::{{dropdown}} {_test_title(cell.metadata)}\n{code}\n:::"
        blocks.append(code)
    return "\n\n".join(blocks) + "\n"


def fill_in(notebook: NotebookNode, solutions: dict[str, str]) -> NotebookNode:
    """A copy of a notebook with the source of some solution cells replaced, by id."""
    filled = copy.deepcopy(notebook)
    for cell in filled.cells:
        cell.source = solutions.get(grade_id_of(cell) or "", cell.source)
    return filled


def reference_solutions(assignment: Assignment) -> dict[str, str]:
    """The author's solution of each exercise, by id."""
    return {
        cell.metadata.id: _without_lines(cell.source, SOLUTION_MARKERS)
        for cell in assignment.notebook.cells
        if cell.metadata.get("role") == "solution"
    }


def _without_solutions(source: NotebookNode) -> NotebookNode:
    from nbgrader.preprocessors import ClearSolutions

    clear = ClearSolutions(code_stub={"python": STUB}, text_stub=ANSWER_STUB)
    notebook, _ = clear.preprocess(copy.deepcopy(source), ResourcesDict())
    return notebook


def _cell_metadata(metadata: NotebookNode) -> dict:
    """What nbgrader needs to know; and tests are folded: a click in JupyterLab shows their code."""
    folded = {"jupyter": {"source_hidden": True}} if metadata.role == "test" else {}
    return _nbgrader_metadata(metadata) | folded


def _nbgrader_metadata(metadata: NotebookNode) -> dict:
    if metadata.role == "example":
        return {}
    graded = metadata.role in ("test", "answer")
    solution = metadata.role in ("solution", "answer")
    nbgrader = {
        "grade": graded,
        "grade_id": metadata.id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": nbgrader | ({"points": metadata.points} if graded else {})}


def _banner(exercise: Exercise) -> str:
    stars = "★" * exercise.difficulty + "☆" * (5 - exercise.difficulty)
    return (
        f"**{exercise.title}** · {_worth(exercise.points)} · "
        f"difficulty {stars} ({exercise.difficulty} of 5) · about {exercise.minutes} min\n\n"
        f"*Objective:* {exercise.objective}."
    )


def _answer_banner(answer: Answer) -> str:
    return (
        f"**{answer.title}** · {_worth(answer.points)} · in your own words, graded by hand · "
        f"about {answer.minutes} min"
    )


def _worth(points: float) -> str:
    return f"{points:g} point{'' if points == 1 else 's'}" if points else "does not count"


def _without_rubric(text: str) -> str:
    return _RUBRIC.sub("", text).strip()


def _rubric(text: str) -> str:
    found = _RUBRIC.search(text)
    return found.group(1).strip() if found else ""


def _test_title(metadata: NotebookNode) -> str:
    return f"Test: {mechanism(metadata.id)} · {_worth(metadata.points)}"


def _overview(assignment: Assignment) -> str:
    rows = [
        f"| {e.title} | {e.points:g} | {e.difficulty} of 5 | {e.minutes} |"
        for e in assignment.exercises
    ]
    rows += [f"| {a.title} | {a.points:g} | in words | {a.minutes} |" for a in assignment.answers]
    total = f"| **All** | **{assignment.points:g}** | | **{assignment.minutes}** |"
    head = ["| exercise | points | difficulty | minutes |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, total])


def _invitation(assignment: Assignment) -> str:
    notebook = f"../../build/course/release/{assignment.slug}/{assignment.slug}.ipynb"
    return (
        f"{{download}}`Download the notebook <{notebook}>`, solve it in JupyterLab and press "
        "*Validate*: the tests shown here run at once; hidden tests of the same ideas, on inputs "
        f"of their own, decide the points. The chapter is {{doc}}`/{assignment.chapter}`."
    )


def _for_jupyter(markdown: str) -> str:
    """MyST folds as the ``<details>`` that JupyterLab draws."""
    fold = r"<details><summary>\g<title></summary>\n\n\g<body>\n</details>"
    return _DROPDOWN.sub(fold, markdown)


def _without_lines(source: str, unwanted: tuple[str, ...]) -> str:
    return "\n".join(line for line in source.splitlines() if line.strip() not in unwanted)
