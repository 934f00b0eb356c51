"""Progress marks: tells every page which pages are chapters; ``assets/progress.js`` does the rest.

What a reader has read stays in the reader's browser. Nothing is sent anywhere.
"""

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def name_chapters(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Lists the chapters, in the order of the course, in the page's head."""
    toc = [name for names in app.env.toctree_includes.values() for name in names]
    chapters = [name for name in toc if app.env.metadata.get(name, {}).get("has_banner")]
    meta = f'<meta name="course-chapters" content="{escape(" ".join(chapters))}" />\n'
    context["metatags"] = context.get("metatags", "") + meta


def setup(app: Sphinx) -> dict[str, bool]:
    """Loads the script with every page, because every page shows the sidebar."""
    app.setup_extension("banner")
    app.add_js_file("progress.js", loading_method="defer")
    app.add_css_file("progress.css")
    app.connect("html-page-context", name_chapters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
