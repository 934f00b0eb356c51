"""Formgrader's feedback button makes our pages too: nbgrader's own would print the hidden tests."""

from __future__ import annotations

import copy
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.preprocessors.base import NbGraderPreprocessor

from autograder import assignment as assignments
from autograder.feedback import feedback_html
from autograder.gradebook import Result


class MakePage(NbGraderPreprocessor):
    """Puts the finished page where the template `feedback` takes it from; follows `GetGrades`."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Make the page of the notebook whose grades were just read."""
        about = resources["nbgrader"]
        released, _ = ClearHiddenTests().preprocess(copy.deepcopy(nb), ResourcesDict())
        marks = [cell.metadata.nbgrader for cell in nb.cells if "nbgrader" in cell.metadata]
        result = Result(
            {mark.grade_id: float(mark.score or 0) for mark in marks if "score" in mark},
            {mark.grade_id: mark.comment for mark in marks if "comment" in mark},
        )
        assignment = assignments.load(about["assignment"])
        resources["page"] = feedback_html(about["student"], assignment, nb, released, result)
        return nb, resources
