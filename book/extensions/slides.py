"""Slides: a deck for each part, made from its chapters: it says nothing that they do not.

Every chapter has the same few places. A deck shows of each how it opens and what it defines, the
figure that it moves, and its summary, and links to where they stand. A deck is a page of its own
without the book's frame: slides below each other, which can be read and printed as they are;
``assets/slides.js`` adds the keys. ``{slide-decks}`` lists the decks.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from rewritten_pages import rewrite_where
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = "book/slides/"
DEFINITION, SUMMARY = "the-definition", "summary"
MOVABLE = 'class="movable-figure"'
STYLES = ("pygments", "mystnb", "theme.css", "course.css", "boxes.css", "figures/", "slides.css")
SCRIPTS = ("mathjax", "movable_figures", "figures/", "slides.js")


@dataclass(frozen=True)
class Deck:
    """A part of the course, and its chapters that have a summary."""

    title: str
    chapters: tuple[str, ...]

    @property
    def page(self) -> str:
        """Where the deck lies in the site."""
        return FOLDER + re.sub(r"\W+", "_", self.title.lower())


@dataclass(frozen=True)
class Slide:
    """One screen: its place in the deck, what stands above it, its content, where that is from."""

    place: str
    above: str
    title: str
    content: tuple[nodes.Node, ...]
    source: str  # the address in the site


def decks(app: Sphinx) -> list[Deck]:
    """The parts in the order of the course; one whose chapters sum nothing up has no deck."""
    found = []
    for part in app.config.external_site_map.root.subtrees:
        chapters = (it for it in part.files() if app.env.metadata.get(it, {}).get("has_summary"))
        if pages := tuple(chapters):
            found.append(Deck(part.caption, pages))
    return found


def note_summary(app: Sphinx, document: nodes.document) -> None:
    """Remembers which pages are chapters with a summary."""
    found = any(_is(section, SUMMARY) for section in document.findall(nodes.section))
    app.env.metadata[app.env.docname]["has_summary"] = found


def slides(app: Sphinx, page: str) -> Iterator[Slide]:
    """The slides of one chapter: opening and definition, figure, summary."""
    chapter = app.env.get_doctree(page)
    leave_what_is_shown(chapter)  # to resolve a whole chapter takes many times as long
    app.env.resolve_references(chapter, page, app.builder)
    app.builder.post_process_images(chapter)
    whole = next(chapter.findall(nodes.section))
    name, title, address = page.rpartition("/")[2], _title(whole), app.builder.get_target_uri(page)
    opening = next(it for it in whole.children if isinstance(it, nodes.paragraph))
    definition = [
        it
        for section in _sections(chapter, DEFINITION)
        for it in section.children
        if isinstance(it, nodes.math_block)
    ]
    yield Slide(name, "", title, (opening, *definition), address)
    if figure := _figure(chapter):
        around = figure.parent
        while not isinstance(around, nodes.section):
            around = around.parent
        where = f"{address}#{around['ids'][0]}"
        yield Slide(f"{name}-figure", title, _title(around), (figure,), where)
    for section in _sections(chapter, SUMMARY):
        content = tuple(it for it in section.children if not isinstance(it, nodes.title))
        yield Slide(f"{name}-summary", title, _title(section), content, f"{address}#{SUMMARY}")


def leave_what_is_shown(chapter: nodes.document) -> None:
    """Takes from a chapter, as it was read, whatever no slide shows."""
    whole = next(chapter.findall(nodes.section))
    kept = {id(next(it for it in whole.children if isinstance(it, nodes.paragraph)))}
    above: nodes.Node | None = _figure(chapter)
    while above is not None:
        kept.add(id(above))
        above = above.parent
    for section in list(chapter.findall(nodes.section)):
        if _is(section, SUMMARY):
            continue
        kinds = [nodes.title, nodes.section]
        if _is(section, DEFINITION):
            kinds.append(nodes.math_block)
        section[:] = [it for it in section if isinstance(it, tuple(kinds)) or id(it) in kept]


def _is(section: nodes.section, name: str) -> bool:
    return any(place == name for place in section["ids"])


def _sections(chapter: nodes.document, name: str) -> list[nodes.section]:
    return [section for section in chapter.findall(nodes.section) if _is(section, name)][:1]


def _title(section: nodes.section) -> str:
    return next(section.findall(nodes.title)).astext()


def _figure(chapter: nodes.document) -> nodes.Element | None:
    """The first figure that moves, else the first that does not."""
    for raw in chapter.findall(nodes.raw):
        if MOVABLE in raw.astext():
            return raw
    return next(chapter.findall(nodes.figure), None)


def html_of(app: Sphinx, slide: Slide) -> str:
    """The content of a slide, with links that are right in the deck's folder."""
    builder: Any = app.builder
    page = urlsplit(slide.source).path
    builder.current_docname = page.removesuffix(".html")
    builder.imgpath = posixpath.relpath(builder.imagedir, FOLDER)
    holder = nodes.container("", *(node.deepcopy() for node in slide.content))
    for node in holder.findall(nodes.Element):
        # Two chapters may give the same; a figure must have one, and has no number under this one.
        node["ids"] = [f"{slide.place}-shown"] if isinstance(node, nodes.figure) else []
    for link in holder.findall(nodes.reference):
        address = f"#{link.pop('refid')}" if "refid" in link else link.get("refuri", "")
        if not urlsplit(address).scheme:
            link["refuri"] = in_deck(urljoin(page, address))
    return "".join(builder.render_partial(child)["fragment"] for child in holder.children)


def in_deck(address: str) -> str:
    """An address in the site as a deck writes it.

    >>> in_deck("book/attention/causal_masking.html#summary")
    '../attention/causal_masking.html#summary'
    """
    return posixpath.relpath(address, FOLDER)


def write_decks(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Hands the decks to the builder, which writes them as pages."""
    for deck in decks(app):
        made = [slide for page in deck.chapters for slide in slides(app, page)]
        shown = [
            {
                "place": slide.place,
                "above": slide.above,
                "title": slide.title,
                "content": html_of(app, slide),
                "source": in_deck(slide.source),
            }
            for slide in made
        ]
        contents = [slide for slide in shown if not slide["above"]]
        body = "".join(slide["content"] for slide in shown)
        # MathJax asks Sphinx whether a page has formulas, and this one was never read.
        app.env.domaindata["math"]["has_equations"][deck.page] = 'class="math' in body
        context = {
            "title": f"{deck.title}: slides",
            "part": deck.title,
            "slides": shown,
            "contents": contents,
            "places": ["begin", *(slide["place"] for slide in shown)],
            "body": body,  # where extensions look for what a page needs
            "is_deck": True,
        }
        yield deck.page, context, "slides.html"


def lighten(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Leaves a deck the styles and scripts that it uses, and shows chapters where their deck is."""
    if context.get("is_deck"):
        app.add_css_file("slides.css")
        app.add_js_file("slides.js", loading_method="defer")
        for kind, used in (("css_files", STYLES), ("script_files", SCRIPTS)):
            files = [it for it in context[kind] if any(one in _named(it) for one in used)]
            context[kind] = files
        return
    for deck in decks(app) if app.env.metadata.get(page, {}).get("has_summary") else []:
        if page in deck.chapters:
            place = page.rpartition("/")[2]
            address = escape(f"{context['pathto'](f'{deck.page}.html', 1)}#{place}")
            context["body"] = context["body"].replace(
                '<p class="page-links">',
                f'<p class="page-links"><a href="{address}">Slides</a> · ',
                1,
            )


def _named(file: Any) -> str:
    """What tells one style or script from another: its name, and what stands in it."""
    return f"{file} {getattr(file, 'attributes', '')}".lower()


class SlideDecks(SphinxDirective):
    """Links to all decks; they are filled in when the whole book has been read."""

    def run(self) -> list[nodes.Node]:
        """Leaves a place for the list."""
        self.env.metadata[self.env.docname]["lists_decks"] = True
        return [nodes.bullet_list("", classes=["slide-decks"])]


def list_decks(app: Sphinx, document: nodes.document, page: str) -> None:
    """Fills in the list."""
    for holder in document.findall(nodes.bullet_list):
        if "slide-decks" not in holder["classes"]:
            continue
        for deck in decks(app):
            address = posixpath.relpath(f"{deck.page}.html", posixpath.dirname(page))
            titles = ", ".join(app.env.titles[chapter].astext() for chapter in deck.chapters)
            link = nodes.reference("", deck.title, refuri=address, internal=True)
            words = nodes.paragraph("", "", link, nodes.Text(f": {titles}"))
            holder.append(nodes.list_item("", words))


def setup(app: Sphinx) -> dict[str, bool]:
    """Writes the decks beside the pages."""
    app.add_directive("slide-decks", SlideDecks)
    app.connect("doctree-read", note_summary)
    rewrite_where(app, "lists_decks")
    app.connect("doctree-resolved", list_decks)
    app.connect("html-collect-pages", write_decks)
    app.connect("html-page-context", lighten, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
