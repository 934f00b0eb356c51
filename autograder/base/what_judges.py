"""A digest of everything that can change a verdict.

It covers the code that reads submissions and runs them, the part of `course_lib` that an assignment
can reach, the assignment's own cells, Python, and the versions of the libraries that these import.
It follows imports, and names of modules in strings, from file to file.
"""

from __future__ import annotations

import ast
import hashlib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from nbformat import NotebookNode

from autograder.base.marks import is_locked, is_unedited, marks_of
from autograder.base.plain_cells import plain_python

ROOT = Path(__file__).parents[2]
ROOMS = (
    "autograder/testing",
    "autograder/grading/judge",
    "autograder/sandbox/inside",
    "autograder/sandbox/outside",
    "autograder/sandbox/wire",
    "autograder/submissions/intake.py",
)
LIBRARY = "course_lib"
_OURS = ("autograder", LIBRARY)
_MODULE_IN_STRING = re.compile(rf"({'|'.join(_OURS)})(\.\w+)+")


@dataclass(frozen=True)
class _Mentions:
    """The dotted names that a source imports, and the words that may name a package of data."""

    names: frozenset[str]
    words: frozenset[str]


def judging_digest(cells: Iterable[NotebookNode], whole_library: bool = False) -> str:
    """Return the digest for these cells of an assignment's grading template.

    `whole_library` is for submissions that name `course_lib` themselves: they may import any of it.
    """
    own = [(c.cell_type, c.source, dict(marks_of(c))) for c in cells]
    code = [plain_python(source) for kind, source, _ in own if kind == "code"]
    files = _reached(frozenset(code), whole_library)
    parts = [repr(own), sys.version, _versions(files, code)]
    parts += [f"{path.relative_to(ROOT)} {_hash(path)}" for path in sorted(files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def up_to_the_last_test(template: NotebookNode) -> list[NotebookNode]:
    """Return the cells of a grading template that can change a verdict: none runs after them."""
    last = max((i for i, c in enumerate(template.cells) if marks_of(c).get("grade")), default=-1)
    return template.cells[: last + 1]


def names_the_library(notebook: NotebookNode) -> bool:
    """Whether a student's own cell of a rebuilt notebook names the course's library.

    What an unedited example can change, the template's cells say already.
    """
    return any(
        LIBRARY in cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and not is_locked(cell) and not is_unedited(cell)
    )


@cache
def _reached(code: frozenset[str], whole_library: bool) -> frozenset[Path]:
    """Our files that are imported, directly or not, by what judges or by these cells."""
    rooms = (*ROOMS, LIBRARY) if whole_library else ROOMS
    waiting = [path for room in rooms for path in _files_in(ROOT / room)]
    for source in code:
        waiting += _files_of(_mentions_in(source))
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _files_of(_mentions(path))
    return frozenset(found)


def _files_in(room: Path) -> Iterable[Path]:
    if not room.exists():
        raise FileNotFoundError(f"{room}: what judges has moved; name its new place in ROOMS")
    return room.rglob("*.py") if room.is_dir() else [room]


def _files_of(mentions: _Mentions) -> Iterable[Path]:
    """The files of ours behind dotted names: modules, and the packages on the way to them."""
    for name in mentions.names:
        parts = name.split(".")
        for end in range(1, len(parts) + 1) if parts[0] in _OURS else ():
            place = ROOT.joinpath(*parts[:end])
            yield from (p for p in (place / "__init__.py", place.with_suffix(".py")) if p.is_file())


def _versions(files: Iterable[Path], code: Iterable[str]) -> str:
    """The versions of what is installed and imported, or named as a package of data."""
    names: set[str] = set()
    for mentions in [*map(_mentions, files), *map(_mentions_in, code)]:
        names |= mentions.words | {name.partition(".")[0] for name in mentions.names}
    found = {name: _version(name) for name in names - sys.stdlib_module_names - set(_OURS)}
    return repr(sorted((name, version) for name, version in found.items() if version))


@cache
def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except (metadata.PackageNotFoundError, ValueError):
        return ""


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _mentions(path: Path) -> _Mentions:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    return _mentions_in(path.read_text(encoding="utf-8"), package)


@cache
def _mentions_in(source: str, package: str = "") -> _Mentions:
    names: set[str] = set()
    words: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.ImportFrom():
                module = f"{package}." if node.level else ""
                names |= {f"{module}{node.module}.{alias.name}" for alias in node.names}
            case ast.Constant(value=str(text)):
                if _MODULE_IN_STRING.fullmatch(text):
                    names.add(text)
                elif re.fullmatch(r"[a-z][\w-]{2,30}", text):
                    words.add(text)
    return _Mentions(frozenset(names), frozenset(words))
