"""Pages that name what stands on others are written anew in every build: it may have changed."""

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def rewrite_where(app: Sphinx, fact: str) -> None:
    """Has every page rewritten that noted this fact of itself when it was read."""

    def pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
        return [page for page in env.found_docs if env.metadata[page].get(fact)]

    app.connect("env-updated", pages)
