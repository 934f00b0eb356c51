"""For learners: open JupyterLab on your own folder, with the newest notebooks in it.

What you wrote stays. A new version of a notebook takes over your solutions and your own cells; your
file as it was is kept in the folder old/.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.commands import Exit
from autograder.commands.console import say
from autograder.lab.server import open_lab
from autograder.lab.work import bring, bring_advice

WORK = Path("my_work")
ADVICE = "AGENTS.md"  # beside the released notebooks; coding assistants look for it
EXAMPLES = """\
  {prog}                                     # released/ into my_work/, then JupyterLab
  {prog} --work ~/llm-course --no-browser --port 8889
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where the work is, where new notebooks come from, and how to open JupyterLab."""
    parser.add_argument(
        "--work", type=Path, default=WORK, help="your folder (%(default)s)", metavar="FOLDER"
    )
    parser.add_argument(
        "--released",
        type=Path,
        default=Path("released"),
        help="the notebooks as they were handed out (%(default)s)",
        metavar="FOLDER",
    )
    parser.add_argument("--port", type=int, help="where JupyterLab listens", metavar="N")
    parser.add_argument(
        "--no-browser", action="store_true", help="print the address, open no browser"
    )


def run(options: argparse.Namespace) -> int:
    """Bring what is new, and open JupyterLab until it is stopped."""
    released = sorted(options.released.glob("*.ipynb"))
    if not released:
        raise UsageError(f"{options.released}: no notebook is there; name its folder: --released")
    work = options.work.expanduser().resolve()
    for news in bring(released, work):
        say(news)
    bring_advice(options.released.resolve().parent / ADVICE, work)
    say(f"Your notebooks are in {work}. Ctrl-C, twice, ends JupyterLab.")
    open_lab(work, options.port, browser=not options.no_browser)
    return Exit.OK
