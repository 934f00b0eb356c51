"""The other room for the warm parent: a container, where bubblewrap cannot be had.

The engine is Podman or Docker, whichever is there, on this machine. The image is empty, so nothing
is fetched: the container shows the same folders of this machine as bubblewrap does, read-only. It
has no network. It cannot inherit a socket, so the warm parent connects to one in a mounted folder.
Each notebook is a user of its own in there (`isolation.own_user`): what runs as root inside has no
right but to become that user and to reach the socket.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path

from autograder.sandbox.inside.limits import WRITABLE, Limits
from autograder.sandbox.outside import visible_files

IMAGE = "localhost/autograder-empty"
RECIPE = 'FROM scratch\nLABEL description="an empty room for student code"\n'
MEETING = "/grader"
RIGHTS = ("SETUID", "SETGID", "DAC_OVERRIDE")  # the last one: the grader's socket is its user's
SECONDS_TO_ANSWER = 120
MEMORY, PROCESSES = "6g", 256  # of all together; each notebook has limits of its own


def engine() -> str | None:
    """Return the container engine that is installed, Podman before Docker."""
    return shutil.which("podman") or shutil.which("docker")


def require(program: str) -> None:
    """Make the image where it is missing, and try it; `RuntimeError` where either fails."""
    if _run([program, "image", "inspect", IMAGE]).returncode != 0:
        _checked(_run([program, "build", "--tag", IMAGE, "-"], RECIPE), "the image cannot be made")
    tried = _run([*_room(program), IMAGE, "/bin/true"])
    _checked(tried, f"{Path(program).name} cannot run a container here")


def command(
    program: str,
    library: Path,
    meeting: Path,
    environment: dict[str, str],
    inside: Sequence[str],
    private: Collection[Path] = (),
) -> list[str]:
    """Return the command that runs `inside` where `library` and the folder `meeting` are shown."""
    words = _room(program, private)
    words += [
        "--volume",
        f"{library}:{visible_files.LIBRARY}:ro",
        "--volume",
        f"{meeting}:{MEETING}:ro",
    ]
    for name, value in environment.items():
        words += ["--env", f"{name}={value}"]
    return [*words, IMAGE, *inside]


def _room(program: str, private: Collection[Path] = ()) -> list[str]:
    words = [program, "run", "--rm", "--network=none", "--read-only", "--log-driver=none"]
    words += ["--cap-drop=ALL", *(f"--cap-add={right}" for right in RIGHTS), "--user=0:0"]
    words += ["--security-opt=no-new-privileges", "--security-opt=label=disable", "--workdir=/"]
    words += [f"--memory={MEMORY}", f"--memory-swap={MEMORY}", f"--pids-limit={PROCESSES}"]
    limits = Limits()
    files = 4 * limits.open_files  # stated, as an engine's own number can exceed this machine's
    words += [f"--ulimit=nofile={files}:{files}", f"--ulimit=nproc={PROCESSES}:{PROCESSES}"]
    for place in WRITABLE:
        words += ["--tmpfs", f"{place}:rw,nosuid,nodev,size={limits.disk},mode=1777"]
    for place in ("/run", "/var/tmp"):  # Podman would make these writable
        words += ["--tmpfs", f"{place}:ro,size=4k,mode=555"]
    places = visible_files.places(private)
    places += [visible_files.Place(p) for p in map(Path, visible_files.SETTINGS) if p.exists()]
    for place in places:
        path = place.path
        words += ["--volume", f"{path}:{path}:ro"] if place.shown else ["--tmpfs", f"{path}:ro"]
    return words


def _run(command: Sequence[str], text: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=SECONDS_TO_ANSWER
        )
    except subprocess.TimeoutExpired as error:
        reason = f"{command[0]} did not answer within {SECONDS_TO_ANSWER} seconds"
        raise RuntimeError(reason) from error


def _checked(done: subprocess.CompletedProcess[str], what: str) -> None:
    if done.returncode != 0:
        raise RuntimeError(f"{what}: {done.stderr.strip()[-2000:]}")
