"""Formgrader's page of a submission is safe to open: nothing that a student wrote can run in it.

The page is served by the grader's own Jupyter, so a script in it could do whatever the grader can.
"""

from __future__ import annotations

import copy
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from autograder.marks import is_solution
from autograder.pages import markdown, sanitised
from autograder.trusted.outputs import is_png


class SafeToOpen(Preprocessor):
    """Leaves a student's text as text, and of outputs what can be cleaned."""

    enabled = True

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Clean a copy of the notebook."""
        nb = copy.deepcopy(nb)
        for cell in nb.cells:
            if cell.cell_type == "markdown" and (is_solution(cell) or cell.get("id") == "remarks"):
                cell.source = str(markdown(cell.source))
            for output in cell.get("outputs", []):
                if "data" in output:
                    output.data = NotebookNode(_clean(output.data))
        return nb, resources


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    """Text, tables and PNG pictures."""
    kept: dict[str, Any] = {}
    if isinstance(data.get("text/plain"), str):
        kept["text/plain"] = data["text/plain"]
    if is_png(str(data.get("image/png", ""))):
        kept["image/png"] = data["image/png"]
    elif "text/html" in data:
        kept["text/html"] = str(sanitised(str(data["text/html"])))
    return kept
