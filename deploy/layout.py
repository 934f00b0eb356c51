"""Where everything of a class lies, and who may do what there.

===============  =====  ====================================================================
``hub/``         0700   passwords, cookies, JupyterHub's database: root's
``home/NAME/``   0700   a person's own; the instructor's holds the course with its gradebook
``exchange/``    1777   nbgrader's: students write into ``inbound`` and cannot list it
``programs/``    0755   Python, packages and settings for everybody; can be made again
  ``grader/``    0750   solutions, hidden tests, banks: the instructor's alone
===============  =====  ====================================================================
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.course.folder import COURSE_ID


@dataclass(frozen=True)
class Layout:
    """The paths of a class, all below `data` but for the programs, which may lie elsewhere."""

    data: Path
    programs: Path

    @cached_property
    def hub(self) -> Path:
        """What only the hub reads."""
        return self.data / "hub"

    @cached_property
    def passwords(self) -> Path:
        """Everybody's name, role and password."""
        return self.hub / "passwords.csv"

    @cached_property
    def homes(self) -> Path:
        """Everybody's home."""
        return self.data / "home"

    @cached_property
    def exchange(self) -> Path:
        """nbgrader's exchange."""
        return self.data / "exchange"

    @cached_property
    def exchange_of_course(self) -> Path:
        """The course's part of the exchange."""
        return self.exchange / COURSE_ID

    @cached_property
    def python(self) -> Path:
        """The Python of everybody's notebooks."""
        return self.programs / "environment" / "bin" / "python"

    @cached_property
    def grader(self) -> Path:
        """The course's own code with everything that students may not see."""
        return self.programs / "grader"

    @cached_property
    def environment(self) -> dict[str, str]:
        """Variables of everybody's programs; nothing of the hub's own goes further."""
        path = f"{self.python.parent}:/usr/local/bin:/usr/bin:/bin"
        kept = {
            name: os.environ[name] for name in ("LANG", "LC_ALL", "SITE_URL") if name in os.environ
        }
        return {"LANG": "C.UTF-8", **kept, "PATH": path, "OMP_NUM_THREADS": "1"}

    def settings(self, role: str) -> Path:
        """Jupyter's settings for a role: ``instructor`` or ``student``."""
        return self.programs / "settings" / role

    def home(self, name: str) -> Path:
        """A person's home."""
        return self.homes / name

    def course(self, instructor: str) -> Path:
        """The class's folder, as ``llm-course-grader`` calls it."""
        return self.home(instructor) / "course"
