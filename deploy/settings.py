"""Jupyter's settings for the two roles, beginning with those of ``make lab``.

Students have nbgrader's list of assignments and our Validate; the instructor has Formgrader too.
"""

from __future__ import annotations

import json
import shutil

from autograder.course.folder import COURSE_ID
from autograder.lab.server import SETTINGS
from deploy.layout import Layout
from deploy.people import INSTRUCTOR, STUDENT

ROLES = (INSTRUCTOR, STUDENT)
SERVER, PAGE = "jupyter_server_config.d/lab.json", "labconfig/page_config.json"
_OF_SERVER = "nbgrader.server_extensions."
_OF_PAGE = "@jupyter/nbgrader:"
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


def write(layout: Layout) -> None:
    """Write the settings of both roles."""
    for role in ROLES:
        folder = layout.settings(role)
        shutil.copytree(SETTINGS, folder)
        servers, pages = SHOWN[role]
        server = json.loads((folder / SERVER).read_text(encoding="utf-8"))
        extensions = server["ServerApp"]["jpserver_extensions"]
        extensions |= {_OF_SERVER + name: True for name in servers}
        (folder / SERVER).write_text(json.dumps(server, indent=2) + "\n", encoding="utf-8")
        page = json.loads((folder / PAGE).read_text(encoding="utf-8"))
        page["disabledExtensions"] |= {_OF_PAGE + name: False for name in pages}
        (folder / PAGE).write_text(json.dumps(page, indent=2) + "\n", encoding="utf-8")


def write_nbgraders(layout: Layout, one_user: bool) -> None:
    """Write where the exchange is; at each start, for the data may have moved."""
    text = _NBGRADER.format(course=COURSE_ID, exchange=str(layout.exchange))
    of_student = text + _OF_STUDENT if one_user else text
    for role, whole in ((INSTRUCTOR, text + _OF_INSTRUCTOR), (STUDENT, of_student)):
        path = layout.settings(role) / "nbgrader_config.py"
        path.write_text(whole, encoding="utf-8")
