"""The map of the lessons: each item of a mirrored document, and where the course teaches it.

``{lesson-map} S1`` shows the rows of ``book/lesson_items.csv`` whose ids begin so. Each leads to
the sections that answer for it (see ``covered_places.py``), and has an address: ``#s1-13``.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from covered_places import places_of
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FILE = Path(__file__).parents[1] / "lesson_items.csv"
HEADS = ("In the lesson", "In this course")
FORM = "a matter of the document, not of the subject"


@dataclass(frozen=True)
class Item:
    """One thing that a lesson contains (S…) or claims (C…)."""

    id: str
    part: str  # "now"; "later": parts still to be written; "form": the document's own markup
    title: str

    def __str__(self) -> str:
        return f"{self.id} {self.title}"


def read_items(lesson: str = "") -> list[Item]:
    """The items of one lesson, such as ``S1``; without one, of all."""
    with FILE.open(encoding="utf-8", newline="") as file:
        items = [Item(**row) for row in csv.DictReader(file)]
    return [item for item in items if item.id.startswith(lesson)]


class LessonMap(SphinxDirective):
    """The items of one lesson as a table; every row is a place to link to, such as ``#s1-13``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Builds the table; a lesson that the list does not hold is an error at its line."""
        self.env.note_dependency(str(FILE))
        items = read_items(f"{self.arguments[0]}-")
        if not items:
            raise self.error(f"lesson-map: {FILE.name} holds no item of {self.arguments[0]!r}")
        head = nodes.row("", *(_entry(nodes.Text(name)) for name in HEADS))
        columns = [nodes.colspec(colwidth=1) for _ in HEADS]
        body = nodes.tbody("", *(self._row(item) for item in items))
        group = nodes.tgroup("", *columns, nodes.thead("", head), body, cols=len(HEADS))
        self.env.metadata[self.env.docname]["has_lesson_map"] = True
        return [nodes.table("", group, classes=["lesson-map"])]

    def _row(self, item: Item) -> nodes.row:
        place = item.id.lower()
        link = nodes.reference("", item.id, refuri=f"#{place}", internal=True)
        taught = places_of(item.id) if item.part != "form" else nodes.paragraph("", FORM)
        row = nodes.row(
            "",
            _entry(nodes.Text(item.title), nodes.Text(" "), link),
            nodes.entry("", taught),
            names=[place],
        )
        self.state.document.note_explicit_target(row)
        return row


def _entry(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


def add_style(
    app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None
) -> None:
    """Loads the style only where a map is."""
    if app.env.metadata.get(page, {}).get("has_lesson_map"):
        app.add_css_file("lesson_map.css")


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.setup_extension("covered_places")
    app.add_directive("lesson-map", LessonMap)
    app.connect("html-page-context", add_style)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
