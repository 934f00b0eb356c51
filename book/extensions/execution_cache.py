"""Executed chapters are kept until their code, or the library that they import, changes.

jupyter-cache compares the cells of a chapter and nothing else, so a change in ``course_lib`` would
leave old numbers on the pages. Here the cache's folder is named after the library's content: prose
edits execute nothing, an edit of the library executes everything.
"""

import hashlib
import re
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

FINGERPRINT = re.compile("[0-9a-f]{16}")  # no other folder is ours to drop


def fingerprint(folder: Path) -> str:
    """A short name for the Python sources below a folder."""
    digest = hashlib.sha256()
    for source in sorted(folder.rglob("*.py")):
        digest.update(source.relative_to(folder).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def choose_cache(app: Sphinx, config: Config) -> None:
    """Points the execution at the library's own cache and drops those of older libraries.

    Raises:
        ConfigError: No folder is named; it would be the book's own.
    """
    if not config.nb_execution_cache_path:
        raise ConfigError("_config.yml names no execute: cache; name a folder, build/jupyter_cache")
    caches = Path(app.srcdir, config.nb_execution_cache_path)
    name = fingerprint(Path(app.srcdir, "course_lib"))
    for old in caches.glob("*"):
        if old.name != name and old.is_dir() and FINGERPRINT.fullmatch(old.name):
            shutil.rmtree(old)
    config.nb_execution_cache_path = str(caches / name)


def setup(app: Sphinx) -> dict[str, bool]:
    """Chooses the cache before myst-nb opens it."""
    app.connect("config-inited", choose_cache, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
