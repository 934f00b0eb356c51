"""The chapter banner: how long, how hard, what to know before, what of the lessons it mirrors.

The name of a lesson, in italics, links to its part of the page of claims.

The minutes are those of reading. What the exercises of a chapter take is summed up from them.

:::{banner}
:minutes: 40
:difficulty: 2
:prerequisites: "[](/book/notation.md), matrix products"
:lesson: "*Lesson 1*, “Scaled dot-product attention”"
:::
"""

from typing import Any, ClassVar

from claims import LESSONS
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from autograder.authoring import assignment as assignments

HARDEST = 5


class facts(nodes.Admonition, nodes.definition_list):  # noqa: N801 (docutils' own habit)
    """A list beside the prose: link previews skip it, as they skip every admonition."""


def difficulty(text: str) -> int:
    """A whole number from 1 (a first look) to 5 (a project)."""
    value = directives.positive_int(text)
    if value > HARDEST:
        raise ValueError(f"difficulty is {value}; use a whole number from 1 to {HARDEST}")
    return value


class Banner(SphinxDirective):
    """Four facts below a chapter's title, as a list of names and values."""

    option_spec: ClassVar[dict[str, Any]] = {
        "minutes": directives.positive_int,
        "difficulty": difficulty,
        "prerequisites": directives.unchanged_required,
        "lesson": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Builds the list; a missing option is an error at the banner's line."""
        missing = [name for name in self.option_spec if name not in self.options]
        if missing:
            raise self.error(f"banner: give the option {', '.join(f':{m}:' for m in missing)}")
        level = self.options["difficulty"]
        dots = nodes.inline("", "●" * level + "○" * (HARDEST - level), classes=["banner-dots"])
        rows = {
            "Time": [nodes.Text(f"about {self.options['minutes']} minutes to read{self._more()}")],
            "Difficulty": [nodes.Text(f"{level} of {HARDEST} "), dots],
            "Before this": self._inline("prerequisites"),
            "Mirrors": [self._claims_of(node) for node in self._inline("lesson")],
        }
        entries = [
            nodes.definition_list_item(
                "", nodes.term("", name), nodes.definition("", nodes.paragraph("", "", *value))
            )
            for name, value in rows.items()
        ]
        return [facts("", *entries, classes=["banner"])]

    def _more(self) -> str:
        """What the exercises take, where the page is a chapter that has some."""
        slug = self.env.docname.rpartition("/")[2]
        if slug not in assignments.slugs():
            return ""
        self.env.note_dependency(str(assignments.ASSIGNMENTS / slug / "assignment.md"))
        return f", {assignments.load(slug).minutes} more with the exercises"

    def _inline(self, option: str) -> list[nodes.Node]:
        parsed, messages = self.state.inline_text(self.options[option], self.lineno)
        return [*parsed, *messages]

    def _claims_of(self, name: nodes.Node) -> nodes.Node:
        """A link to the claims of the lesson that a text in italics names, in full or in short."""
        title = name.astext()
        named = (it for it, full in LESSONS.items() if title in (full, full.partition(":")[0]))
        lesson = next(named, None) if isinstance(name, nodes.emphasis) else None
        if lesson is None:
            return name
        where = {"refdoc": self.env.docname, "reftarget": f"claims-{lesson.lower()}"}
        words = nodes.inline("", "", name)
        return pending_xref(
            "", words, refdomain="std", reftype="ref", refexplicit=True, refwarn=True, **where
        )


def note_banner(app: Sphinx, document: nodes.document) -> None:
    """Remembers which pages are chapters: those with a banner."""
    has_banner = next(document.findall(facts), None) is not None
    app.env.metadata[app.env.docname]["has_banner"] = has_banner


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    visitors = (HTML5Translator.visit_definition_list, HTML5Translator.depart_definition_list)
    app.add_node(facts, html=visitors)
    app.add_directive("banner", Banner)
    app.connect("doctree-read", note_banner)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
