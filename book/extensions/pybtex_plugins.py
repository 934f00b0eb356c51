"""pybtex looks its plugins up once a build; it would go through all packages at every citation."""

from functools import cache

import pybtex.plugin
from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    """Remembers what is installed, which does not change while a site is built."""
    pybtex.plugin.entry_points = cache(pybtex.plugin.entry_points)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
