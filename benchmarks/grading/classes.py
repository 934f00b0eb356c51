"""The class that every system grades: flawless, untouched and mistaken notebooks in turn."""

from __future__ import annotations

import nbformat

from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import Entry, entries
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook
from autograder.course.folder import Course


def submit_class(course: Course, assignment: Assignment, count: int) -> None:
    """Hand in the work of `count` students."""
    reference = reference_solutions(assignment)
    wrong = [entry for entry in entries(assignment) if _means_the_same(entry)]
    for number in range(count):
        entry = wrong[number // 4 % len(wrong)]
        kinds = (reference, {}, reference | {entry.exercise: entry.source}, reference)
        notebook = fill_in(released_notebook(assignment), kinds[number % len(kinds)])
        content = nbformat.writes(notebook).encode()
        course.submit(f"student{number:04}", assignment.slug, content)


def _means_the_same(entry: Entry) -> bool:
    """Leave out what must score differently in a student's own process and in a sandbox.

    The library's own answer is at hand in stock grading and is withheld in the sandbox; so is
    anything that reaches into the process for it.
    """
    tricks = ("course_lib", "sys.modules", "import inspect", "globals()")
    return entry.kind == "wrong" and not any(trick in entry.source for trick in tricks)
