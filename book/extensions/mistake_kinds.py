"""The questions that the grader's table of misconceptions asks: ``{mistake-kinds}`` shows them all.

They are about kinds of mistakes, which any exercise can show. What is wrong with a solution of one
exercise, and what its tests expect, stands in no page.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from autograder.results.questions import KINDS

HEADS = ("The mistake", "A question to ask")


class MistakeKinds(SphinxDirective):
    """A table of the kinds of mistakes, each with its question."""

    def run(self) -> list[nodes.Node]:
        """Builds the table."""
        rows = [_row(kind.name, kind.question) for kind in KINDS]
        columns = [nodes.colspec(colwidth=1) for _ in HEADS]
        head, body = nodes.thead("", _row(*HEADS)), nodes.tbody("", *rows)
        group = nodes.tgroup("", *columns, head, body, cols=len(HEADS))
        return [nodes.table("", group, classes=["mistake-kinds"])]


def _row(*texts: str) -> nodes.row:
    cells = (nodes.paragraph("", "", nodes.Text(text)) for text in texts)
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("mistake-kinds", MistakeKinds)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
