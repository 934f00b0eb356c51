"""How to cite the course, from the one place that says it: the file ``CITATION.cff``.

``{citation}`` shows a sentence and a BibTeX entry. The address is that of the published site; until
there is one, neither has an address.
"""

from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from site_address import is_published
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FILE = Path(__file__).parents[2] / "CITATION.cff"


def read_citation() -> dict[str, Any]:
    """What the file says, by the names of the Citation File Format 1.2.0."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def fields(known: dict[str, Any], year: str, address: str) -> dict[str, str]:
    """The fields of a BibTeX entry; those of which nothing is known are left out.

    >>> fields({"title": "T", "authors": [{"name": "A"}, {"name": "B"}], "version": 1}, "2026", "")
    {'author': '{A} and {B}', 'title': '{T}', 'year': '2026', 'version': '1'}
    """
    found = {
        "author": " and ".join(f"{{{author['name']}}}" for author in known["authors"]),
        "title": f"{{{known['title']}}}",
        "year": year,
        "version": str(known["version"]),
        "url": address,
    }
    return {name: value for name, value in found.items() if value}


def bibtex(entry: dict[str, str]) -> str:
    """An entry whose key is the first word of its title and its year.

    >>> print(bibtex({"title": "{How models work}", "year": "2026"}))
    @misc{how2026,
      title = {{How models work}},
      year = {2026},
    }
    """
    first = entry["title"].strip("{}").split()[0].lower()
    lines = [f"  {name} = {{{value}}}," for name, value in entry.items()]
    return "\n".join([f"@misc{{{first}{entry.get('year', '')},", *lines, "}"])


class Citation(SphinxDirective):
    """A sentence to copy, and the entry below it."""

    def run(self) -> list[nodes.Node]:
        """Builds both."""
        self.env.note_dependency(str(FILE))
        known, year = read_citation(), self.config.copyright
        base = self.config.html_baseurl
        address = base if base and is_published(base) else ""
        names = ", ".join(author["name"] for author in known["authors"])
        after = f" ({year}). Version {known['version']}.{' ' * bool(address)}{address}"
        title = nodes.emphasis("", known["title"])
        sentence = nodes.paragraph("", "", nodes.Text(f"{names}: "), title, nodes.Text(after))
        text = bibtex(fields(known, year, address))
        return [sentence, nodes.literal_block(text, text, language="bibtex")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("citation", Citation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
