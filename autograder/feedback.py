"""Feedback pages: nbgrader's template, rendered many times by one exporter.

The same cells appear in every student's page, so a text that was rendered once is kept. Test cells
are shown as they were released, and errors by their message alone: a traceback quotes the lines of
hidden tests.
"""

from __future__ import annotations

import copy
import functools
from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode

from autograder.course import Course
from autograder.gradebook import Result

_BOOTSTRAP = "server_extensions/formgrader/static/node_modules/bootstrap/dist/css"


class FeedbackWriter:
    """Writes feedback pages of one course."""

    def __init__(self, course: Course):
        self._course = course
        config = copy.deepcopy(course.config)
        static = Path(nbgrader.__file__).parent / _BOOTSTRAP
        config.HTMLExporter.extra_template_paths = [str(static)]
        config.HTMLExporter.preprocessors = [CSSHTMLHeaderPreprocessor]
        self._exporter = _Exporter(config=config)

    def write(
        self,
        student: str,
        assignment: str,
        executed: NotebookNode,
        released: NotebookNode,
        result: Result,
    ) -> None:
        """Write one student's page; the file is whole or absent."""
        notebook = _without_secrets(executed, released)
        points = 0.0
        for cell in notebook.cells:
            marked = cell.metadata.get("nbgrader")
            if marked and marked.grade:
                points += marked.points
                marked["score"] = result.scores[marked.grade_id]
            elif marked and marked.solution:
                marked["comment"] = result.comments[marked.grade_id]
        about = {
            "notebook": assignment,
            "assignment": assignment,
            "student": student,
            "score": sum(result.scores.values()),
            "max_score": points,
            "late_penalty": 0,
        }
        html, _ = self._exporter.from_notebook_node(
            notebook, {"nbgrader": about, "metadata": {"name": assignment}}
        )
        folder = self._course.folder("feedback", student, assignment)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{assignment}.part"
        part.write_text(html, encoding="utf-8", errors="replace")
        part.replace(folder / f"{assignment}.html")


def _without_secrets(executed: NotebookNode, released: NotebookNode) -> NotebookNode:
    """A copy in which tests read as the student knows them."""
    known = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in released.cells
        if "nbgrader" in cell.metadata
    }
    shown = copy.deepcopy(executed)
    for cell in shown.cells:
        marked = cell.metadata.get("nbgrader", {})
        if marked.get("grade"):
            cell.source = known[marked.grade_id]
            for output in cell.outputs:
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}"]
    return shown


class _Exporter(HTMLExporter):
    """nbconvert's HTML exporter, without parsing its own output once more."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        """Render a notebook that is ours from the first cell to the last."""
        self.register_filter("highlight_code", self._highlighted)
        self.register_filter("markdown2html", self._rendered)
        resources = self._init_resources(resources)
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)

    @functools.cached_property
    def _highlighted(self) -> Any:
        highlight = Highlight2HTML(pygments_lexer="ipython3", parent=self)
        kept = functools.lru_cache(maxsize=2000)(lambda source: highlight(source))
        return lambda source, language=None, metadata=None: kept(source)

    @functools.cached_property
    def _rendered(self) -> Any:
        def render(source: str) -> str:
            renderer = IPythonRenderer(escape=False, attachments={}, embed_images=False, path="")
            return MarkdownWithMath(renderer=renderer).render(source)

        return functools.lru_cache(maxsize=2000)(render)
