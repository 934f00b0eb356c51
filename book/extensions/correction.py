"""The correction box: what a reader may meet elsewhere, and what is true.

:::{correction} A softmax row is never exactly 0
:lesson: "Masked positions get a very small weight."

They get exactly 0: the cell above printed …
:::
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class Correction(SphinxDirective):
    """A titled box with two parts, each introduced in words and not by colour alone."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"lesson": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Builds the box; a missing part is an error at the box's line."""
        if "lesson" not in self.options:
            raise self.error("correction: say what is claimed with the option :lesson:")
        if not "".join(self.content).strip():
            raise self.error("correction: say what is true below the option :lesson:")
        truth = nodes.container("", _label("In fact"), classes=["correction-truth"])
        self.state.nested_parse(self.content, self.content_offset, truth)
        claim = nodes.paragraph("", "", *self._inline(self.options["lesson"]))
        return [
            nodes.admonition(
                "",
                nodes.title("", "", nodes.Text("Correction: "), *self._inline(self.arguments[0])),
                nodes.container("", _label("You may read"), claim, classes=["correction-claim"]),
                truth,
                classes=["correction"],
            )
        ]

    def _inline(self, text: str) -> list[nodes.Node]:
        parsed, messages = self.state.inline_text(text, self.lineno)
        return [*parsed, *messages]


def _label(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text, classes=["correction-label"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("correction", Correction)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
