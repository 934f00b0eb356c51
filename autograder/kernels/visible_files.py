"""What of this machine's files a sandbox shows, read-only: the system's libraries and Python."""

from __future__ import annotations

import sys
from pathlib import Path

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
LIBRARY = "/student-library"  # where a room shows the course's: no Python is installed there
SETTINGS = ("/etc/ld.so.cache", "/etc/fonts")


def system_folders() -> list[Path]:
    """The folders, or links to folders, that programs and their libraries are found in."""
    return [path for path in map(Path, _SYSTEM) if path.is_dir()]


def python_folders() -> list[Path]:
    """The environment that runs this program, and the Python that it was made from."""
    folders = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parents[1]}
    outermost = (f for f in folders if not any(f != g and f.is_relative_to(g) for g in folders))
    return sorted(folder for folder in outermost if not folder.is_relative_to("/usr"))


def installed_copies() -> list[Path]:
    """Installed copies of our own packages, which hold more than students may see."""
    places = [Path(entry) for entry in sys.path if entry.endswith("-packages")]
    names = ("autograder", "course_lib")
    return [place / name for place in places for name in names if (place / name).is_dir()]
