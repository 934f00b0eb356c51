"""How an error looks in a notebook: its message, and the lines of the student's own that led there.

IPython shows what an exception's `_render_traceback_` returns. The frames of the checks, which it
would show else, push the message that helps off the screen.
"""

import re
import traceback
from itertools import takewhile
from pathlib import Path

_CHECKS = str(Path(__file__).parent)
_CELL = re.compile(r"ipykernel_\d+|<ipython-input")  # how ipykernel and IPython name a cell's file
_LINES_SHOWN = 3


def in_short(error: BaseException) -> list[str]:
    """Return the text of an error, and a line for each of the student's frames below the checks."""
    message = f"\x1b[31m{type(error).__name__}\x1b[39m: {error}"
    while error.__cause__ is not None:
        error = error.__cause__
    innermost_first = reversed(traceback.extract_tb(error.__traceback__))
    below = takewhile(lambda frame: not frame.filename.startswith(_CHECKS), innermost_first)
    own = [frame for frame in below if _CELL.search(frame.filename)][:_LINES_SHOWN]
    return [message, *(f"  at        {f.name}, line {f.lineno}: {f.line}" for f in reversed(own))]


def show_in_short(error: BaseException) -> None:
    """Let IPython show this error in short, wherever it is raised to."""
    error.__dict__["_render_traceback_"] = lambda: in_short(error)
