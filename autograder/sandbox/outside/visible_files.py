"""What of this machine's files a sandbox shows, read-only, and by name: the rest is not there.

Shown are the system's programs and libraries, Python, and the packages that are at hand for
students. What is private and lies inside one of these is covered, wherever the course is.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.base.at_hand import OWN, files_at_hand

LIBRARY = "/student-library"  # where a room shows the course's: no Python is installed there
SETTINGS = ("/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives")
_PROGRAMS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_SHARED = ("fonts", "fontconfig", "locale", "terminfo", "zoneinfo")
_OF_PYTHON = ("bin", "lib", "lib32", "lib64", "include", "pyvenv.cfg")


@dataclass(frozen=True)
class Place:
    """One path of a sandbox: shown as it is on this machine, or an empty folder instead."""

    path: Path
    shown: bool = True


class ExposedError(RuntimeError):
    """What must stay private is what a sandbox has to show; the message says which."""


def places(private: Collection[Path] = ()) -> list[Place]:
    """Return what is shown and what is covered; a later place may lie inside an earlier one.

    `private` are further folders that no student may see, the course's among them.
    """
    shown = {*_system(), *_python()}
    roots = [path for path in shown if path.is_dir() and not path.is_symlink()]
    covered: set[Path] = set()
    for folder in (*private, *_own()):
        covered |= set(_as_seen(folder.resolve(), roots))
    if exposed := covered & shown:
        raise ExposedError(
            f"{min(exposed)} holds the course or this repository, but is a folder of the system's "
            "or of Python's that student code needs: move the course"
        )
    found = [Place(path) for path in shown]
    found += [Place(path, shown=False) for path in covered if path.is_dir()]
    return sorted(found, key=lambda place: place.path)


def packages() -> dict[Path, list[str]]:
    """Return the folders that packages are installed in, and what is to be seen in each."""
    libraries = [place.path for place in places() if place.shown and not place.path.is_symlink()]
    folders = {path for library in libraries for path in library.glob("python*/*-packages")}
    at_hand = files_at_hand()
    return {
        folder: [path.name for path in at_hand if path.parent == folder]
        for folder in sorted(folders)
    }


def _as_seen(folder: Path, roots: Collection[Path]) -> Iterator[Path]:
    """The paths of a folder below what is shown, which may be reached through links."""
    for root in roots:
        if folder.is_relative_to(root.resolve()):
            yield root / folder.relative_to(root.resolve())


def _system() -> Iterator[Path]:
    for name in _PROGRAMS:
        yield from _existing(Path("/", name), Path("/usr", name))
    yield from _existing(Path("/usr/include"), Path("/usr/libexec"), Path("/usr/local/lib"))
    yield from _existing(*(Path("/usr/share", name) for name in _SHARED))


def _python() -> Iterator[Path]:
    """The environment that runs this program, and the Python that it was made from."""
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parents[1]}
    for prefix in prefixes - {Path("/")}:
        yield from _existing(*(prefix / name for name in _OF_PYTHON))


def _own() -> Iterator[Path]:
    """The repository, with solutions and hidden tests, and installed copies of our packages."""
    home = Path(autograder.__file__).parents[1]
    if not home.name.endswith("-packages"):
        yield home
    installed = (Path(entry) for entry in sys.path if entry.endswith("-packages"))
    yield from (folder / name for folder in installed for name in OWN)


def _existing(*paths: Path) -> Iterator[Path]:
    return (path for path in paths if path.exists())
