"""The notebook that opens first: what to do, and every assignment in the order of the course."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import KERNEL

TOC = Path(__file__).parents[2] / "_toc.yml"
_WELCOME = """\
# Start here

How large language models work: {count} with exercises, about {hours} hours in all. Begin with the
first; each says what it builds on.

1. **Open a notebook**: click on its name below, and run its first cell (Shift and Enter).
2. **Write** where it says `raise NotImplementedError`, and run the cell.
3. **Run the tests** below it. Their code is folded: a click on the grey line opens it. A test
   says `passed: …`, or what came, what is likely the cause, and where to reread.
4. **Validate**, a button above the notebook, runs everything once more from the top. Hidden tests
   of the same ideas come on top when your work is graded.
"""
_HANDING_IN = """\
## Before you hand in

Save. Then run the cell below, with the name of your notebook: it finds cells that were lost,
doubled or changed, and says whether the notebook is fit to be handed in. Nothing is run or sent.
"""
_YOURS = """\
## Your files are yours

All your work is in this folder, and nothing overwrites it. When a notebook comes out in a new
version, your solutions and your own cells move into it, and your file as it was is kept in `old/`.
To begin one anew, rename it, end JupyterLab, and start it again: a fresh copy comes.
"""


def start_notebook(assignments: Iterable[Assignment]) -> NotebookNode:
    """Make START for these assignments, of which there is at least one."""
    chosen = list(assignments)
    count = f"{len(chosen)} notebook{'s' if len(chosen) != 1 else ''}"
    hours = max(1, round(sum(it.minutes for it in chosen) / 60))
    parts = dict(_parts(chosen))
    first = next(them[0].slug for them in parts.values())
    cells = [
        new_markdown_cell(_WELCOME.format(count=count, hours=hours)),
        *(new_markdown_cell(_part(caption, them)) for caption, them in parts.items()),
        new_markdown_cell(_HANDING_IN),
        new_code_cell(f"!llm-course-grader doctor {first}.ipynb"),
        new_markdown_cell(_YOURS),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"start-{number}"
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def _parts(assignments: list[Assignment]) -> Iterator[tuple[str, list[Assignment]]]:
    """The assignments in the order of the course, by part; those that no page shows come last."""
    left = {assignment.slug: assignment for assignment in assignments}
    for part in yaml.safe_load(TOC.read_text(encoding="utf-8"))["parts"]:
        pages = [page for it in part["chapters"] for page in it.get("sections", [])]
        slugs = [page["file"].rpartition("/")[2] for page in pages]
        if them := [left.pop(slug) for slug in slugs if slug in left]:
            yield part["caption"], them
    if left:
        yield "More", list(left.values())


def _part(caption: str, assignments: list[Assignment]) -> str:
    rows = [
        f"| [{it.title}]({it.slug}.ipynb){_chapter(it)} "
        f"| {', '.join(exercise.title for exercise in it.exercises)} | {it.points} | {it.minutes} |"
        for it in assignments
    ]
    head = ["| notebook | what you write | points | minutes |", "|:---|:---|---:|---:|"]
    return "\n".join([f"## {caption}", "", *head, *rows])


def _chapter(assignment: Assignment) -> str:
    """A link to the chapter, where the site is published."""
    site = os.environ.get("SITE_URL", "").rstrip("/")
    return f" · [chapter]({site}/{assignment.chapter}.html)" if site else ""
