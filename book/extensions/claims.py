"""The page of claims: what one may read, row by row, with its verdict and what is true.

``{claims} C1`` shows the rows of ``book/claims/C1.csv``, and ``{verdicts}`` counts those of all
lessons. A row links to the places that show it (see ``covered_places.py``).
"""

import csv
from collections import Counter
from dataclasses import dataclass, fields
from html import escape
from pathlib import Path
from typing import Any

from covered_places import places_of
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = Path(__file__).parents[1] / "claims"
LESSONS = {
    "C0": "LLM and Neural Networks: Complete Guide",
    "C1": "Lesson 1: LLM Basics",
    "C2": "How Transformer LLMs Work",
    "C3": "LLMs",
    "C4": "LLM Concepts Explained",
}
CONTRADICTIONS = "CX"
VERDICTS = ("correct", "misleading", "wrong", "measured", "open")
HEADS = ("Verdict", "You may read", "In fact")


@dataclass(frozen=True)
class Claim:
    """One row: what somebody wrote, and what is true of it."""

    id: str
    part: str  # "now"; "later": its chapter is still to be written; "form": a document's own markup
    verdict: str  # one of VERDICTS; "contradiction" where two documents disagree
    claim: str
    truth: str  # empty where the claim says it all


def read_claims(lesson: str) -> list[Claim]:
    """The rows of one lesson, such as ``C1``.

    Raises:
        ValueError: A row has more or fewer fields than a claim.
    """
    with (FOLDER / f"{lesson}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if None in row or None in row.values():
            raise ValueError(
                f"{lesson}.csv, {row['id']}: more or fewer than {len(fields(Claim))} fields; "
                "put a text that contains a comma in quotes"
            )
    return [Claim(**row) for row in rows]


class ClaimTable(SphinxDirective):
    """The claims of one lesson as a table; every row is a place to link to, such as ``#c1-10``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Builds the table."""
        lesson = self.arguments[0]
        self.env.note_dependency(str(FOLDER / f"{lesson}.csv"))
        head = nodes.row("", *(_entry(nodes.Text(name)) for name in HEADS))
        body = [self._row(claim) for claim in read_claims(lesson)]
        columns = [nodes.colspec(colwidth=1) for _ in HEADS]
        group = nodes.tgroup(
            "", *columns, nodes.thead("", head), nodes.tbody("", *body), cols=len(HEADS)
        )
        return [nodes.table("", group, classes=["claims"])]

    def _row(self, claim: Claim) -> nodes.row:
        place = claim.id.lower()
        verdict = nodes.inline("", claim.verdict, classes=["verdict", claim.verdict])
        link = nodes.reference("", claim.id, refuri=f"#{place}", internal=True)
        shown = places_of(claim.id, "Shown in ")
        row = nodes.row(
            "",
            _entry(verdict, nodes.Text(" "), link),
            _entry(*self._inline(claim.claim)),
            nodes.entry("", nodes.paragraph("", "", *self._inline(claim.truth)), shown),
            classes=[f"is-{claim.verdict}"],
            names=[place],
        )
        self.state.document.note_explicit_target(row)
        return row

    def _inline(self, text: str) -> list[nodes.Node]:
        parsed, messages = self.state.inline_text(text, self.lineno)
        return [*parsed, *messages]


def _entry(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


class VerdictCounts(SphinxDirective):
    """How many claims of each lesson are correct, misleading and so on, as bars and in words."""

    def run(self) -> list[nodes.Node]:
        """Builds the list of bars."""
        for lesson in LESSONS:
            self.env.note_dependency(str(FOLDER / f"{lesson}.csv"))
        counts = {LESSONS[one]: Counter(c.verdict for c in read_claims(one)) for one in LESSONS}
        counts["All five"] = sum(counts.values(), Counter())
        bars = "".join(_bar(title, count) for title, count in counts.items())
        return [nodes.raw("", f'<ul class="verdict-counts">{bars}</ul>', format="html")]


def _bar(title: str, count: Counter[str]) -> str:
    found = [name for name in VERDICTS if count[name]]
    shares = "".join(f'<i class="{name}" style="flex:{count[name]}"></i>' for name in found)
    words = " ".join(f'<span class="verdict {name}">{count[name]} {name}</span>' for name in found)
    return (
        f"<li><strong>{escape(title)}</strong>: {count.total()} claims"
        f'<span class="verdict-bar" aria-hidden="true">{shares}</span>{words}</li>'
    )


def note_claims(app: Sphinx, document: nodes.document) -> None:
    """Remembers whether a page shows claims."""
    app.env.metadata[app.env.docname]["has_claims"] = any(
        "claims" in table["classes"] for table in document.findall(nodes.table)
    )


def add_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Loads script and style only where the claims are."""
    if app.env.metadata.get(page, {}).get("has_claims"):
        app.add_js_file("claims.js", loading_method="defer")
        app.add_css_file("claims.css")


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directives."""
    app.setup_extension("covered_places")
    app.add_directive("claims", ClaimTable)
    app.add_directive("verdicts", VerdictCounts)
    app.connect("doctree-read", note_claims)
    app.connect("html-page-context", add_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
