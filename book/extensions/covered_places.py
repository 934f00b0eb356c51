"""Which sections of the book answer for which items and claims of the mirrored lessons.

They say so themselves, by the comment ``% covers: S1-13 C1-10`` (or ``corrects``) above them, so
that a section may be renamed or moved and no link breaks. A table leaves a paragraph that names an
id (`places_of`); it becomes links here, once every page has been read.
"""

import re
from collections.abc import Iterator

from docutils import nodes
from rewritten_pages import rewrite_where
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

COMMENT = re.compile(r"^(?:covers|corrects):(.*)$", re.MULTILINE)
SHOWN = "covered-places"


def places_of(identity: str, label: str = "") -> nodes.paragraph:
    """A paragraph that becomes links to the places of an item; without one it goes away."""
    return nodes.paragraph("", "", classes=[SHOWN], item=identity, label=label)


def note_places(app: Sphinx, document: nodes.document) -> None:
    """Remembers which sections of a page answer for which ids, and whether it links to them."""
    covered: dict[str, list[tuple[str, str]]] = {}
    for comment in document.findall(nodes.comment):
        if not (found := COMMENT.findall(comment.astext())):
            continue
        section = _section_of(comment)
        place = section["ids"][0], section[0].astext()
        for identity in " ".join(found).replace(",", " ").split():
            if place not in covered.setdefault(identity, []):
                covered[identity].append(place)
    facts = app.env.metadata[app.env.docname]
    facts["covers"] = covered
    facts["shows_places"] = any(SHOWN in it["classes"] for it in document.findall(nodes.paragraph))


def _section_of(comment: nodes.Node) -> nodes.section:
    """The section that begins below a comment, else the one that it stands in."""
    below = comment
    while isinstance(below, nodes.comment | nodes.target):
        below = below.next_node(descend=False, siblings=True, ascend=True)
    if isinstance(below, nodes.section):
        return below
    around = comment.parent
    while not isinstance(around, nodes.section):
        around = around.parent
    return around


def places(env: BuildEnvironment, identity: str) -> Iterator[tuple[str, str, str]]:
    """Page, anchor and name of each section that answers for an id, in reading order."""
    for page in (name for names in env.toctree_includes.values() for name in names):
        title = env.titles[page].astext()
        for anchor, section in env.metadata[page].get("covers", {}).get(identity, []):
            yield page, anchor, title if section == title else f"{title}: {section}"


def link_places(app: Sphinx, document: nodes.document, page: str) -> None:
    """Fills in the links, once every page has been read."""
    for shown in list(document.findall(nodes.paragraph)):
        if SHOWN not in shown["classes"]:
            continue
        for number, (target, anchor, name) in enumerate(places(app.env, shown["item"])):
            link = make_refnode(app.builder, page, target, anchor, nodes.Text(name))
            shown += [nodes.Text(" · " if number else shown["label"]), link]
        if not shown.children:
            shown.parent.remove(shown)


def setup(app: Sphinx) -> dict[str, bool]:
    """Collects while pages are read; links are made when all are known."""
    app.connect("doctree-read", note_places)
    rewrite_where(app, "shows_places")
    app.connect("doctree-resolved", link_places)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
