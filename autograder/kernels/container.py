"""The other room for the warm parent: a container, where bubblewrap cannot be had.

The engine is Podman or Docker, whichever is there. The image holds Python's packages and nothing of
the course; the library without the answers is mounted. A container cannot inherit a socket, so the
warm parent connects to one in a mounted folder of its own. It has no network and no capabilities;
each notebook still gets a process and limits of its own. It has no namespaces of its own within
the container, so it could stop the warm parent: such a notebook is reported as not graded.

The arguments are tested against a stand-in program. They were not run against a real engine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

IMAGE = "localhost/autograder-student"
LIBRARY = "/student-library"
SOCKET = "/grader/control"
CONTAINERFILE = """\
FROM docker.io/library/python:{version}-slim
RUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cpu torch=={torch} \\
 && pip install --no-cache-dir numpy jaxtyping matplotlib ipython regex jinja2 safetensors
"""


def engine() -> str | None:
    """Return the container engine that is installed, Podman before Docker."""
    return shutil.which("podman") or shutil.which("docker")


def containerfile(torch_version: str) -> str:
    """Return the recipe of the image, for this Python and this PyTorch."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return CONTAINERFILE.format(version=version, torch=torch_version.partition("+")[0])


def command(
    program: str, library: Path, meeting: Path, user: int, environment: dict[str, str]
) -> list[str]:
    """Return the command that starts a warm parent which connects to `meeting`/control."""
    words = [program, "run", "--rm", "--init", "--network=none", "--read-only"]
    words += ["--cap-drop=ALL", "--security-opt=no-new-privileges", "--pids-limit=256"]
    words += [f"--user={user}:{user}", "--memory=6g", "--memory-swap=6g", "--cpus=1"]
    for place in ("/tmp", "/student", "/dev/shm"):
        words += ["--tmpfs", f"{place}:rw,nosuid,nodev,size=128m,mode=1777"]
    words += ["--volume", f"{library}:{LIBRARY}:ro", "--volume", f"{meeting}:/grader:ro"]
    for name, value in environment.items():
        words += ["--env", f"{name}={value}"]
    words += [IMAGE, "python", "-P", "-m", "autograder.kernels.warm_parent"]
    return [*words, "--connect", SOCKET, "--namespaces", "0"]


def build(program: str, torch_version: str) -> None:
    """Build the image where it is missing; `RuntimeError` where that fails."""
    known = subprocess.run([program, "image", "inspect", IMAGE], capture_output=True)
    if known.returncode == 0:
        return
    made = subprocess.run(
        [program, "build", "--tag", IMAGE, "-"],
        input=containerfile(torch_version),
        env=os.environ,
        capture_output=True,
        text=True,
    )
    if made.returncode != 0:
        raise RuntimeError(f"the image {IMAGE} could not be built: {made.stderr[-2000:]}")
