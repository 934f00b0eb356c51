"""A kernel in namespaces of its own: it sees no other process, no network and no file but its own.

Two steps, because a pid namespace begins with the next fork: the supervisor takes the namespaces,
and the process that will run the code, the first of the pid namespace, settles in them.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import signal
import stat
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from autograder.sandbox.inside import call_filter, system_calls
from autograder.sandbox.inside.isolation.restrictions import restrict
from autograder.sandbox.inside.isolation.running import parent_of, running_processes
from autograder.sandbox.inside.limits import WORK, WRITABLE, Limits
from autograder.sandbox.inside.system_calls import (
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
    MS_BIND,
    MS_NODEV,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
)


class Namespaces:
    """Isolation by the kernel's namespaces; children of the process that makes it are inside."""

    def __init__(self) -> None:
        _take(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS)

    def settle(self, limits: Limits, ready_made: Sequence[Path]) -> None:
        """Mount empty places to write, hide the parent's processes, and drop every right."""
        system_calls.unshare(CLONE_NEWNS)
        system_calls.mount("none", "/", "none", MS_REC | MS_PRIVATE)
        size = f"size={limits.disk},nr_inodes=10000,mode=700"
        shown = mount_points_below(WRITABLE)
        for place in WRITABLE:
            cover(place, [path for path in shown if path.is_relative_to(place)], size)
        for path in ready_made:
            system_calls.mount("/dev/null", str(path), "", MS_BIND)
        # an empty /proc: the parent's is not ours to see, and a new one is not always allowed
        system_calls.mount("tmpfs", "/proc", "tmpfs", MS_NOSUID | MS_NODEV, "size=64k,mode=555")
        system_calls.drop_capabilities()
        os.chdir(WORK)
        restrict(limits)
        call_filter.install()

    def processes(self, kernel: int) -> list[int]:
        """The kernel and all below it: whoever loses its parent there becomes the kernel's child.

        Neighbours are seen too, as the warm parent's children, and are none of this student's.
        """
        parents = {process: parent_of(process) for process in running_processes()}
        found, below = [kernel], {kernel}
        while below := {process for process, parent in parents.items() if parent in below}:
            found += below
        return found

    def end(self, kernel: int) -> None:
        """Kill the first process of the pid namespace: it takes all others with it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(kernel, signal.SIGKILL)


def keep_packages(packages: Mapping[str, Collection[str]]) -> None:
    """Hide from this process, and all that it starts, what else lies in these folders.

    Done by hand: bubblewrap would need half a second for so many mounts.
    """
    _take(CLONE_NEWUSER | CLONE_NEWNS)
    system_calls.mount("none", "/", "none", MS_REC | MS_PRIVATE)
    for folder, names in packages.items():
        cover(folder, [Path(folder, name) for name in names], "size=1m,mode=755")
        system_calls.mount("none", folder, "none", MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV)
    system_calls.drop_capabilities()
    mount_points_below(WRITABLE)  # read once: it would take each fork a millisecond


def cover(place: str, kept: Collection[Path], options: str) -> None:
    """Mount an empty file system at a place; of what lay there, only what is `kept` stays."""
    handles = [os.open(path, os.O_PATH) for path in kept]
    system_calls.mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NODEV, options)
    for path, handle in zip(kept, handles, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if stat.S_ISDIR(os.fstat(handle).st_mode) else path.touch()
        system_calls.mount(f"/proc/self/fd/{handle}", str(path), "", MS_BIND | MS_REC)
        os.close(handle)


@functools.cache
def mount_points_below(places: tuple[str, ...]) -> list[Path]:
    """Return the outermost mount points below these places: Python's own may lie in /tmp."""
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    found: list[Path] = []
    for point in sorted({Path(_unescaped(line.split()[4])) for line in lines}):
        below = any(point != Path(place) and point.is_relative_to(place) for place in places)
        if below and not any(point.is_relative_to(outer) for outer in found):
            found.append(point)
    return found


def _take(namespaces: int) -> None:
    """Enter new namespaces, a user namespace among them, as the user that we are."""
    user, group = os.getuid(), os.getgid()
    system_calls.set_dumpable(True)  # or the files below belong to root
    system_calls.unshare(namespaces)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _unescaped(path: str) -> str:
    r"""Read a path as the kernel writes it there.

    >>> _unescaped(r"/tmp/my\040course")
    '/tmp/my course'
    """
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), path)
