"""Everybody a user of the system: what the kernel keeps apart, no program has to.

Their homes are closed to each other, and they have no password of the system's: the hub alone lets
them in. Users that the machine had before are never taken over.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.course.folder import COURSE_ID
from deploy.layout import Layout

MARK = f"class in a box of {COURSE_ID}"
_ADD = ("--no-create-home", "--user-group", "--shell", "/bin/bash", "--comment", MARK)


def require_own(layout: Layout, names: Iterable[str]) -> None:
    """`UsageError` where a user cannot be made, or is somebody else's."""
    if not shutil.which("useradd"):
        raise UsageError("there is no program useradd here; use --one-user, at its price")
    for name in names:
        if (known := _known(name)) and (known.pw_gecos, known.pw_dir) != (
            MARK,
            str(layout.home(name)),
        ):
            raise UsageError(f"{name}: this machine has a user of that name; choose another")
        if not known and _is_group(name):  # which useradd would have to make
            raise UsageError(f"{name}: this machine has a group of that name; choose another")


def make(layout: Layout, names: Iterable[str]) -> None:
    """Make users and homes that are not there; `UsageError` where a name is somebody else's."""
    names = sorted(names)
    require_own(layout, names)
    for name in names:
        if _known(name) is None:
            _add(name, layout.home(name))
        _give(layout.home(name), pwd.getpwnam(name), 0o700)


def share_out(layout: Layout, instructor: str) -> None:
    """Give the exchange and the grader's own code to the instructor, and close what must be."""
    owner = pwd.getpwnam(instructor)
    for folder, mode in (
        (layout.data, 0o755),
        (layout.hub, 0o700),
        (layout.homes, 0o711),
        (layout.exchange, 0o1777),  # nbgrader asks that everybody may write here
    ):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)
    _give(layout.exchange_of_course, owner, 0o755)
    _give(layout.exchange_of_course / "outbound", owner, 0o755)
    _give(layout.exchange_of_course / "inbound", owner, 0o3733)  # sticky: nobody moves another's
    _give(layout.exchange_of_course / "feedback", owner, 0o711)
    os.chown(layout.grader, 0, owner.pw_gid)
    layout.grader.chmod(0o750)


def require_walls(layout: Layout, repository: Path) -> None:
    """`UsageError` where students could read the repository, or not reach their own programs."""
    if closed := _closed(layout.programs):
        raise UsageError(
            f"{layout.programs}: students cannot pass through {closed}; choose another place for "
            "--data, such as /srv/how-llms-work"
        )
    if not _closed(repository):
        raise UsageError(
            f"{repository} holds solutions and hidden tests, and every user of this machine can "
            f"read it. Close it with `chmod go-rwx {repository}`, and start again"
        )


def _closed(folder: Path) -> Path | None:
    """The folder, at or above one, through which other users cannot pass."""
    above = (folder, *folder.parents)
    return next((it for it in above if not it.stat().st_mode & stat.S_IXOTH), None)


def _known(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _is_group(name: str) -> bool:
    try:
        return bool(grp.getgrnam(name))
    except KeyError:
        return False


def _add(name: str, home: Path) -> None:
    """A home that is there keeps its number: of a class that has moved to another machine.

    Nobody new gets the number of a home whose user was removed, and with it what is in there.
    """
    words = ["useradd", *_ADD, "--home-dir", str(home)]
    if home.is_dir() and (number := home.stat().st_uid):
        words += ["--uid", str(number)]
    elif others := [it.stat().st_uid for it in home.parent.glob("*")]:
        words += ["--key", f"UID_MIN={max(1000, max(others) + 1)}"]
    done = subprocess.run([*words, name], capture_output=True, text=True, check=False)
    if done.returncode:
        raise UsageError(f"{name}: useradd could not make the user: {done.stderr.strip()}")


def _give(folder: Path, owner: pwd.struct_passwd, mode: int) -> None:
    """Give a folder away, and never what a link there leads to: whoever has it may have put one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise UsageError(f"{folder}: expected a folder, found something else; remove it") from error
    try:
        os.fchown(number, owner.pw_uid, owner.pw_gid)
        os.fchmod(number, mode)
    finally:
        os.close(number)
