"""No page loads what it does not use: MathJax comes only to pages with a formula.

Jupyter Book asks for every asset on every page, because a page may get formulas after it is built;
ours do not.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def drop_mathjax(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Takes MathJax from a page whose body and table of contents hold no formula."""
    if 'class="math' in context.get("body", "") + str(context.get("toc", "")):
        return
    context["script_files"] = [
        script for script in context["script_files"] if "mathjax" not in str(script).lower()
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Looks at a page after every other extension has added its scripts."""
    app.connect("html-page-context", drop_mathjax, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
