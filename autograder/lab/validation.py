"""Validate, with the message of each failed test instead of its code.

A server extension: it takes the place of nbgrader's, whose answer begins with all lines of the
test. What is run and how it is judged is nbgrader's own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.validate_assignment import handlers
from nbgrader.validator import Validator
from tornado import web
from traitlets.config import Config

from autograder.executors import SECONDS_PER_CELL
from autograder.testing.notebook_lines import title_of_test

LONGEST_TITLE = 90  # characters
SETTINGS = Config(
    Execute={"timeout": SECONDS_PER_CELL},
    KernelManager={"transport_encryption": "auto"},
)


class MessageFirst(Validator):
    """nbgrader's check of a notebook, each cell named in one line."""

    def validate(self, filename: str) -> dict[str, list[dict[str, str]]]:
        """What is wrong, by kind; nothing if all is well."""
        results = super().validate(filename)
        return {
            kind: [{**cell, "source": _named(cell["source"])} for cell in cells]
            for kind, cells in results.items()
        }


class ValidateHandler(handlers.ValidateAssignmentHandler):
    """Answers the button."""

    def validate_notebook(self, path: str) -> dict[str, Any]:
        """nbgrader's answer, made by `MessageFirst`."""
        root = Path(self.root_dir).resolve()
        notebook = (root / path).resolve()
        if not notebook.is_relative_to(root):
            raise web.HTTPError(403, "the notebook lies outside the folder that is served")
        try:
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


def _named(source: str) -> str:
    """One line for a cell: what its test is about, or how the cell begins."""
    title = title_of_test(source)
    if title:
        return title
    first = source.strip().partition("\n")[0]
    return first if len(first) <= LONGEST_TITLE else f"{first[:LONGEST_TITLE]} …"
