"""One student's server, under a JupyterHub elsewhere: newest notebooks first, then JupyterLab.

It needs nothing but what students receive. Arguments after the folder go to JupyterHub's server.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from autograder.lab.server import SETTINGS, START
from autograder.lab.work import bring

PROGRAM = "jupyterhub-singleuser"


def main(arguments: list[str]) -> None:
    """Bring the notebooks of a folder into ``my_work`` in the home, and become the server."""
    released, rest = Path(arguments[0]), arguments[1:]
    work = Path.home() / "my_work"
    for news in bring(sorted(released.glob("*.ipynb")), work):
        print(news, flush=True)
    command = [
        PROGRAM,
        f"--ServerApp.root_dir={work}",
        f"--ServerApp.default_url=/lab/tree/{START}",  # JupyterHub's server reads no LabApp's
        *rest,
    ]
    os.execvpe(PROGRAM, command, os.environ | {"JUPYTER_CONFIG_PATH": str(SETTINGS)})


if __name__ == "__main__":
    main(sys.argv[1:])
