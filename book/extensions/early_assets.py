"""The address of every style sheet and script tells what is in it, from the first build on.

Sphinx adds a checksum to an address if the file lies in the site when a page is written. Some
extensions bring theirs when all pages have been written: the first build would have no checksum,
the next one would have them on the pages that it writes again, and a browser that knows the file
from before would not ask for the new one.
"""

from sphinx.application import Sphinx
from sphinx.builders import Builder

LATE = ("myst_nb.sphinx_ext", "sphinx-mathjax-offline", "sphinx_exercise", "sphinx_proof")


def bring(app: Sphinx, builder: Builder) -> None:
    """Has these extensions bring their files before the first page is written."""
    for listener in app.events.listeners["build-finished"]:
        if listener.handler.__module__ in LATE:
            listener.handler(app, None)


def setup(app: Sphinx) -> dict[str, bool]:
    """Brings them between reading and writing."""
    app.connect("write-started", bring)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
