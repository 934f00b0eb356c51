"""Jupyter's settings for the two roles, beginning with those of ``make lab``.

Students have nbgrader's list of assignments and our Validate; the instructor has Formgrader too.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.folder import COURSE_ID
from autograder.lab.server import SETTINGS
from deploy.layout import Layout
from deploy.people import INSTRUCTOR, STUDENT

ROLES = (INSTRUCTOR, STUDENT)
OVERRIDES = "labconfig/default_setting_overrides.json"
SERVER, PAGE = "jupyter_server_config.d/lab.json", "labconfig/page_config.json"
_OF_SERVER = "nbgrader.server_extensions."
_OF_PAGE = "@jupyter/nbgrader:"
_DEBUGGER = "@jupyterlab/debugger-extension"  # its port obeys every user of the machine
_START_IS_READ = {
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}}
}
SHOWN = {
    STUDENT: (("assignment_list",), ("assignment-list", "menu")),
    INSTRUCTOR: (("formgrader",), ("formgrader", "menu", "create-assignment")),
}
_NBGRADER = """\
# Made by the class in a box.
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = {course!r}
c.Exchange.root = {exchange!r}
c.Exchange.path_includes_course = False
"""
_OF_INSTRUCTOR = """
from pathlib import Path  # noqa: E402

from autograder.course.folder import Course  # noqa: E402

c.merge(Course.at(Path.home() / "course").config)
"""
# one system user for all: nbgrader would take them for one student
_OF_STUDENT = """
import os  # noqa: E402

c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
"""


def write(layout: Layout, one_user: bool) -> None:
    """Write the settings of both roles, at each start: the data may have moved."""
    for role in ROLES:
        folder = layout.settings(role)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(SETTINGS, folder)
        servers, pages = SHOWN[role]
        with _changed(folder / SERVER) as server:
            extensions = server["ServerApp"]["jpserver_extensions"]
            extensions |= {_OF_SERVER + name: True for name in servers}
        with _changed(folder / "jupyter_server_config.json") as server:
            # no login shell, whose /etc/profile would forget where the course's commands are
            server["ServerApp"] = {"terminado_settings": {"shell_command": ["/bin/bash"]}}
        with _changed(folder / PAGE) as page:
            page["disabledExtensions"] |= {_OF_PAGE + name: False for name in pages}
            page["disabledExtensions"][_DEBUGGER] = True
        with _changed(folder / OVERRIDES) as overrides:
            overrides |= _START_IS_READ
    nbgrader = _NBGRADER.format(course=COURSE_ID, exchange=str(layout.exchange))
    further = {INSTRUCTOR: _OF_INSTRUCTOR, STUDENT: _OF_STUDENT if one_user else ""}
    for role in ROLES:
        path = layout.settings(role) / "nbgrader_config.py"
        path.write_text(nbgrader + further[role], encoding="utf-8")


@contextlib.contextmanager
def _changed(path: Path) -> Iterator[dict[str, Any]]:
    content = json.loads(path.read_text(encoding="utf-8"))
    yield content
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
