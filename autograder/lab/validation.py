"""Validate, with the message of each failed test instead of its code.

A server extension: it takes the place of nbgrader's, whose answer begins with all lines of the
test. What is run and how it is judged is nbgrader's own.
"""

from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.server_extensions.validate_assignment import handlers
from nbgrader.validator import Validator
from tornado import web
from traitlets.config import Config

from autograder.base.limits import SECONDS_PER_CELL
from autograder.base.marks import grade_id_of, is_locked, is_test
from autograder.submissions.doctor.imports import not_at_hand
from autograder.testing.notebook_lines import title_of_test

LONGEST_TITLE = 90  # characters
SETTINGS = Config(
    # a slow machine's output may come late too: by default, Validate itself fails after 4 seconds
    Execute={"timeout": SECONDS_PER_CELL, "iopub_timeout": SECONDS_PER_CELL},
    KernelManager={"transport_encryption": "auto"},
)


class MessageFirst(Validator):
    """nbgrader's check of a notebook, each cell named in one line.

    A cell that imports what is not there while graded fails too, whatever this machine has.
    """

    def _get_type_changed_cells(self, nb: NotebookNode) -> list[NotebookNode]:
        return list(map(_named, super()._get_type_changed_cells(nb)))

    def _get_changed_cells(self, nb: NotebookNode) -> list[NotebookNode]:
        return list(map(_named, super()._get_changed_cells(nb)))

    def _get_failed_cells(self, nb: NotebookNode) -> list[NotebookNode]:
        theirs = [c for c in nb.cells if c.cell_type == "code" and not is_locked(c)]
        missing = [_refused(c, names) for c in theirs if (names := not_at_hand(c.source))]
        return [*missing, *map(_named, super()._get_failed_cells(nb))]


class ValidateHandler(handlers.ValidateAssignmentHandler):
    """Answers the button."""

    def validate_notebook(self, path: str) -> dict[str, Any]:
        """nbgrader's answer, made by `MessageFirst`."""
        root = Path(self.root_dir).resolve()
        notebook = (root / path).resolve()
        if not notebook.is_relative_to(root):
            raise web.HTTPError(403, "the notebook lies outside the folder that is served")
        try:
            if not any(map(is_test, nbformat.read(notebook, as_version=4).cells)):
                return {"success": False, "value": f"{path} holds no test that could pass."}
            results = MessageFirst(config=SETTINGS).validate(os.fspath(notebook))
        except Exception as error:
            self.log.error("Validate failed", exc_info=True)
            return {"success": False, "value": f"{type(error).__name__}: {error}"}
        return {"success": True, "value": results}


def _load_jupyter_server_extension(server: ServerApp) -> None:
    application = server.web_app
    application.settings["root_dir"] = server.root_dir
    base = application.settings["base_url"]
    routes = [
        (url_path_join(base, "assignments/validate"), ValidateHandler),
        (url_path_join(base, "nbgrader_version"), handlers.NbGraderVersionHandler),
    ]
    application.add_handlers(".*$", routes)


def _named(cell: NotebookNode) -> NotebookNode:
    """The cell with one line for its text: the exercise and what its test is about."""
    named, source = copy.deepcopy(cell), cell.source.strip()
    exercise = (grade_id_of(cell) or "").rpartition("-")[0]
    first = source.partition("\n")[0]
    title = title_of_test(source) or first[:LONGEST_TITLE] + " …" * (len(first) > LONGEST_TITLE)
    named.source = f"{exercise}: {title}" if exercise else title
    return named


def _refused(cell: NotebookNode, names: list[str]) -> NotebookNode:
    """The cell as it ends where it is graded."""
    ended = _named(cell)
    what = f"{', '.join(names)}: not there when your notebook is graded; do without"
    ended.outputs = [new_output("error", ename="ImportError", evalue=what, traceback=[what])]
    return ended
