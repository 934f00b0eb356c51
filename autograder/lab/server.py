"""JupyterLab as a learner needs it: on the learner's folder, with Validate, without the rest.

The settings are the files in ``jupyter/``: no news, none of nbgrader's rooms for instructors, and
our Validate. What the learner has set in JupyterLab elsewhere stays as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SETTINGS = Path(__file__).parent / "jupyter"
START = "START.ipynb"


def open_lab(work: Path, port: int | None = None, browser: bool = True) -> int:
    """Run JupyterLab on a folder until it is stopped; the exit code is JupyterLab's."""
    command = [sys.executable, "-m", "jupyterlab", *_options(work, port, browser)]
    server = subprocess.Popen(command, env=_environment(), cwd=work)
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:  # Ctrl-C reaches the server too, which asks whether it is meant
            continue


def _options(work: Path, port: int | None, browser: bool) -> list[str]:
    options = [
        f"--ServerApp.root_dir={work}",
        f"--LabApp.default_url=/lab/tree/{START}",
        f"--LabApp.workspaces_dir={work / '.workspaces'}",  # tabs of other folders stay there
        "--ServerApp.log_level=WARN",
    ]
    if port is not None:
        options.append(f"--port={port}")
    if not browser:
        options.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    return options


def _environment() -> dict[str, str]:
    """This Python's commands first, and our settings before all others."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    settings = os.pathsep.join([str(SETTINGS), *([others] if others else [])])
    return {**os.environ, "PATH": path, "JUPYTER_CONFIG_PATH": settings}
