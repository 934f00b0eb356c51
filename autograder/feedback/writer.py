"""Feedback pages: what a student opens after grading.

A page holds points by exercise, what to do next, and for every test what was expected, what came,
the likely cause and the section to reread. Test cells are shown as they were released.
"""

from __future__ import annotations

import os

from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.feedback.page import page_of
from autograder.gradebook import Result
from autograder.pages import render, write_page


def feedback_html(
    student: str,
    assignment: Assignment,
    executed: NotebookNode,
    released: NotebookNode,
    result: Result,
) -> str:
    """Return one student's page.

    It links to the book at SITE_URL, the address where it is published; without that variable it
    names the sections.
    """
    site = os.environ.get("SITE_URL", "")
    page = page_of(student, assignment, executed, released, result, site)
    return render("feedback.html.j2", page=page)


class FeedbackWriter:
    """Writes feedback pages of one course."""

    def __init__(self, course: Course):
        self._course = course

    def write(
        self,
        student: str,
        assignment: Assignment,
        executed: NotebookNode,
        released: NotebookNode,
        result: Result,
    ) -> None:
        """Write one student's page; the file is whole or absent."""
        page = feedback_html(student, assignment, executed, released, result)
        write_page(self._course.feedback_page(student, assignment.slug), page)
