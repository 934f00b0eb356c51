"""What is done in a person's name: with that user's rights, in that user's home."""

from __future__ import annotations

import json
import os
import pwd
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.course.people import Person
from deploy.layout import Layout

START = Path(__file__).parent / "start"
IMPORTS = "import torch, jupyterlab, jupyterhub.singleuser, nbgrader, course_lib"
# no release is made that is there already: seconds the first time, none after that
_RELEASE = """
import sys
from pathlib import Path
from autograder.authoring import assignment
from autograder.course.folder import Course
from autograder.course.lock import course_lock

course = Course.at(Path(sys.argv[1]))
with course_lock(course):
    course.release([course.settings.load(slug) for slug in assignment.slugs()])
"""
_ENROL = """
import json, sys
from pathlib import Path
from autograder.course.class_rules import write_names
from autograder.course.folder import Course
from autograder.course.lock import course_lock
from autograder.course.people import Person

course = Course.at(Path(sys.argv[1]))
people = {name: Person(**known) for name, known in json.load(sys.stdin).items()}
with course_lock(course), course.gradebook() as gradebook:
    for name in people:
        gradebook.update_or_create_student(name)
    write_names(gradebook, people)
    gradebook.db.commit()
"""
_TRY_SANDBOX = """
import sys
from pathlib import Path
from autograder.sandbox.outside import sandbox

try:
    sandbox.require(sandbox.Sandbox.BUBBLEWRAP, [Path(sys.argv[1])])
except sandbox.SandboxError as error:
    sys.exit(str(error))
"""
_WRITE_START = """
import sys
try:
    with open("START.md", "x", encoding="utf-8") as file:
        file.write(sys.argv[1])
except FileExistsError:
    pass
"""


def try_programs(layout: Layout, name: str) -> str:
    """Why a person cannot run what everybody's notebooks run with, or nothing."""
    return _run(layout, name, IMPORTS)


def write_start(layout: Layout, name: str, role: str) -> str:
    """Write the page that opens first, where the person has none; what went wrong, or nothing."""
    text = (START / f"{role}.md").read_text(encoding="utf-8")
    return _run(layout, name, _WRITE_START, text)


def release(layout: Layout, instructor: str) -> str:
    """Make all releases that are not up to date; what went wrong, or nothing."""
    course = str(layout.course(instructor))
    return _run(layout, instructor, _RELEASE, course, grader=layout.grader)


def enrol(layout: Layout, instructor: str, people: Mapping[str, Person]) -> str:
    """Have a roster's students in the gradebook, by their names; what went wrong, or nothing."""
    course = str(layout.course(instructor))
    known = json.dumps({name: asdict(person) for name, person in people.items()})
    # not an argument: those of a process can be read by everybody
    return _run(layout, instructor, _ENROL, course, grader=layout.grader, given=known)


def try_sandbox(layout: Layout, instructor: str) -> str:
    """Why student code cannot be sandboxed when this instructor grades, or nothing."""
    course = str(layout.course(instructor))
    return _run(layout, instructor, _TRY_SANDBOX, course, grader=layout.grader)


def _run(
    layout: Layout,
    name: str,
    source: str,
    *arguments: str,
    grader: Path | None = None,
    given: str = "",
) -> str:
    home = layout.home(name)
    rights: dict[str, Any] = {}
    if os.getuid() == 0:
        user = pwd.getpwnam(name)
        rights = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(layout.python), "-c", source, *arguments],
        cwd=home,
        env=layout.environment | {"HOME": str(home), "PYTHONPATH": str(grader or "")},
        input=given,
        capture_output=True,
        text=True,
        check=False,
        **rights,
    )
    return "" if done.returncode == 0 else (done.stderr.strip() or f"exit code {done.returncode}")
