"""The pages of the library: made from its signatures and docstrings by Sphinx's autodoc.

Docstrings are written to be read in the source. There an indented block is code, an equation or a
drawing, so it is shown as it stands. In a signature our own classes become links; what other
libraries call theirs is plain text, because no inventory of another site is fetched. A wrong name
in a docstring's prose is still an error.
"""

import re
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

LINES = re.compile(r"<dl>\s*((?:<dd>.*?</dd>\s*)+)</dl>", re.DOTALL)


def keep_blocks(
    app: Sphinx, what: str, name: str, obj: object, options: Any, lines: list[str]
) -> None:
    """Marks the indented blocks of a module's docstring as literal."""
    if what == "module":
        lines[:] = with_literal_blocks(lines)


def with_literal_blocks(lines: list[str]) -> list[str]:
    """The lines, with ``::`` before each block that is indented below a blank line.

    >>> with_literal_blocks(["One line.", "", "    x = 1", "", "    y = 2", "", "Another."])[2:5]
    ['::', '', '    x = 1']
    """
    made: list[str] = []
    inside = False  # of an indented block
    for number, line in enumerate(lines):
        if line.startswith("    ") and not inside and number and not lines[number - 1].strip():
            made += ["::", ""]
        if line.strip():
            inside = line.startswith("    ")
        made.append(line)
    return made


def show_foreign_names(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, shown: nodes.TextElement
) -> nodes.TextElement | None:
    """The plain name, for a class in a signature that no page of the book describes."""
    above: nodes.Node | None = node
    while above is not None and not isinstance(above, addnodes.desc_signature):
        above = above.parent
    return shown if above is not None and node.get("refdomain") == "py" else None


def with_plain_lines(body: str) -> str:
    """The body, with the lines of signatures as lines: Sphinx makes lists of nameless definitions.

    >>> with_plain_lines("<dl><dd>q</dd></dl>")
    '<span class="sig-lines"><span class="sig-line">q</span></span>'
    """
    return LINES.sub(
        lambda found: (
            '<span class="sig-lines">'
            + found[1].replace("<dd>", '<span class="sig-line">').replace("</dd>", "</span>")
            + "</span>"
        ),
        body,
    )


def finish(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Loads the style only where something is described, and writes its signatures plainly."""
    if '<dl class="py ' in context.get("body", ""):
        app.add_css_file("api_pages.css")
        context["body"] = with_plain_lines(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Sets up autodoc, and napoleon for the lists of errors."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.connect("autodoc-process-docstring", keep_blocks)
    app.connect("missing-reference", show_foreign_names)
    app.connect("html-page-context", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
