"""What is done once in the instructor's name: the course released, the sandbox tried."""

from __future__ import annotations

import os
import pwd
import subprocess

from deploy.layout import Layout

_RELEASE = """
import sys
from pathlib import Path
from autograder.authoring import assignment
from autograder.course.folder import Course
from autograder.course.lock import course_lock

course = Course.at(Path(sys.argv[1]))
with course_lock(course):
    course.release([course.settings.load(slug) for slug in sys.argv[2:] or assignment.slugs()])
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


def release(layout: Layout, name: str) -> str:
    """Make all releases that are not up to date; what went wrong, or nothing."""
    return _run(layout, name, _RELEASE)


def try_sandbox(layout: Layout, name: str) -> str:
    """Why student code cannot be sandboxed when this instructor grades, or nothing."""
    return _run(layout, name, _TRY_SANDBOX)


def try_programs(layout: Layout, name: str, imports: str) -> str:
    """Why a person cannot run what everybody's notebooks run with, or nothing."""
    return _run(layout, name, imports, whole_grader=False)


def _run(layout: Layout, name: str, source: str, whole_grader: bool = True) -> str:
    """Run a program as a person, in that person's home."""
    home, as_user = layout.home(name), {}
    if os.getuid() == 0:
        user = pwd.getpwnam(name)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(layout.python), "-c", source, str(layout.course(name))],
        cwd=home,
        env={
            "HOME": str(home),
            "PATH": f"{layout.python.parent}:/usr/local/bin:/usr/bin:/bin",
            "PYTHONPATH": str(layout.grader) if whole_grader else "",
            "LANG": os.environ.get("LANG", "C.UTF-8"),
        },
        capture_output=True,
        text=True,
        check=False,
        **as_user,
    )
    return "" if done.returncode == 0 else (done.stderr.strip() or f"exit code {done.returncode}")
