"""How long the course takes: ``{{ reading_hours }}`` and ``{{ exercise_hours }}`` in the prose.

They are summed up from the banners and from the exercises, so that no page states them.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from autograder.authoring import assignment as assignments

MINUTES = re.compile(r"^:minutes: (\d+)$", re.MULTILINE)


def minutes_of_reading(book: Path) -> int:
    """What the banners of all chapters below a folder promise."""
    texts = (page.read_text(encoding="utf-8") for page in book.rglob("*.md"))
    return sum(int(minutes) for text in texts for minutes in MINUTES.findall(text))


def minutes_of_exercises() -> int:
    """What the exercises of all assignments take."""
    return sum(assignments.load(slug).minutes for slug in assignments.slugs())


def set_hours(app: Sphinx, config: Config) -> None:
    """Makes both known to every page, in whole hours."""
    config.myst_substitutions = config.myst_substitutions | {
        "reading_hours": round(minutes_of_reading(Path(app.srcdir, "book")) / 60),
        "exercise_hours": round(minutes_of_exercises() / 60),
    }


def setup(app: Sphinx) -> dict[str, bool]:
    """Sets the hours before a page is read."""
    app.setup_extension("myst_nb")
    app.connect("config-inited", set_hours)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
