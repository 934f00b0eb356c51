"""A number and its percent sign stay on one line, wherever the number came from."""

from docutils import nodes
from sphinx.application import Sphinx

APART, TOGETHER = " %", "\u00a0%"


def tie(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Ties every percent sign of the prose to what stands before it; code stays as it is."""
    for text in list(doctree.findall(nodes.Text)):
        if APART in text and not isinstance(text.parent, nodes.literal | nodes.FixedTextElement):
            text.parent.replace(text, nodes.Text(text.replace(APART, TOGETHER)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Comes after quoted values have taken their places."""
    app.connect("doctree-resolved", tie)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
