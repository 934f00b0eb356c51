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
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions

from autograder.assignment import (
    HIDDEN_TEST_MARKERS,
    SOLUTION_MARKERS,
    Assignment,
    Exercise,
)

STUB = 'raise NotImplementedError("Replace this line with your solution.")'
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
_DROPDOWN = re.compile(r"^:::+\{dropdown\} (?P<title>.*)\n(?P<body>(?:.*\n)*?):::+$", re.MULTILINE)


def source_notebook(assignment: Assignment) -> NotebookNode:
    """The notebook with solutions and hidden tests, marked the way nbgrader reads it."""
    exercises = {exercise.id: exercise for exercise in assignment.exercises}
    cells = []
    for cell in assignment.notebook.cells:
        if cell.cell_type == "markdown":
            cells.append(new_markdown_cell(_for_jupyter(cell.source)))
            if len(cells) == 1:
                cells.append(new_markdown_cell(_overview(assignment)))
            continue
        if cell.metadata.role == "solution":
            cells.append(new_markdown_cell(_banner(exercises[cell.metadata.id])))
        cells.append(new_code_cell(cell.source, metadata=_cell_metadata(cell.metadata)))
    for number, cell in enumerate(cells):
        cell.id = cell.metadata.get("nbgrader", {}).get("grade_id", f"cell-{number}")[:64]
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def grading_template(assignment: Assignment) -> NotebookNode:
    """The untouched notebook, hidden tests included: what a submission is rebuilt on."""
    return _without_solutions(source_notebook(assignment))


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
    notebook, _ = ClearHiddenTests().preprocess(_without_solutions(source), ResourcesDict())
    return notebook


def exercise_page(assignment: Assignment) -> str:
    """The exercises as a MyST page of the book, made from the released cells alone."""
    released = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in released_notebook(assignment).cells
        if "nbgrader" in cell.metadata
    }
    exercises = {exercise.id: exercise for exercise in assignment.exercises}
    blocks = []
    for cell in assignment.notebook.cells:
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
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = solutions.get(grade_id, cell.source)
    return filled


def reference_solutions(assignment: Assignment) -> dict[str, str]:
    """The author's solution of each exercise, by id."""
    return {
        cell.metadata.id: _without_lines(cell.source, SOLUTION_MARKERS)
        for cell in assignment.notebook.cells
        if cell.metadata.get("role") == "solution"
    }


def _without_solutions(source: NotebookNode) -> NotebookNode:
    clear = ClearSolutions(code_stub={"python": STUB})
    notebook, _ = clear.preprocess(copy.deepcopy(source), ResourcesDict())
    return notebook


def _cell_metadata(metadata: NotebookNode) -> dict:
    """What nbgrader needs to know; and tests are folded: a click in JupyterLab shows their code."""
    folded = {"jupyter": {"source_hidden": True}} if metadata.role == "test" else {}
    return _nbgrader_metadata(metadata) | folded


def _nbgrader_metadata(metadata: NotebookNode) -> dict:
    if metadata.role == "example":
        return {}
    graded, solution = metadata.role == "test", metadata.role == "solution"
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
        f"**{exercise.title}** · {exercise.points} points · "
        f"difficulty {stars} ({exercise.difficulty} of 5) · about {exercise.minutes} min\n\n"
        f"*Objective:* {exercise.objective}."
    )


def _test_title(metadata: NotebookNode) -> str:
    mechanism = metadata.id.rpartition("-")[2].replace("_", " ")
    return f"Test: {mechanism} · {metadata.points} point{'s' if metadata.points > 1 else ''}"


def _overview(assignment: Assignment) -> str:
    rows = [
        f"| {e.title} | {e.points} | {e.difficulty} of 5 | {e.minutes} |"
        for e in assignment.exercises
    ]
    total = f"| **All** | **{assignment.points}** | | **{assignment.minutes}** |"
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
