"""How long a student worked, as far as the notebook tells.

JupyterLab notes when a cell last ran, where its setting *record timing* is on. Pauses of more than
a quarter of an hour do not count. It is a lower bound, and students can edit it: good for a median
of the class, not for a judgement of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from autograder.base.notebook_json import UnreadableError, read_notebook

LONGEST_PAUSE = timedelta(minutes=15)


def minutes_spent(path: Path) -> float | None:
    """Return the minutes between runs of cells, or None where nothing was recorded."""
    try:
        moments = sorted(set(_moments(read_notebook(path, [])["cells"])))
    except (
        UnreadableError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        return None
    pauses = (later - earlier for earlier, later in pairwise(moments))
    worked = sum((pause for pause in pauses if pause <= LONGEST_PAUSE), timedelta())
    return worked.total_seconds() / 60 if len(moments) > 1 else None


def _moments(cells: Any) -> Iterator[datetime]:
    for cell in cells:
        noted = cell.get("metadata", {}).get("execution", {})
        for moment in noted.values() if isinstance(noted, dict) else ():
            read = datetime.fromisoformat(str(moment))
            yield read if read.tzinfo else read.replace(tzinfo=UTC)
