"""Terms of the glossary in the text: the first use on a page is a link that carries its definition.

A definition's first sentence becomes the link's title, which works without scripts;
``assets/terms.js`` shows it on hover and on focus. Terms whose name is also an everyday word are
linked only where an author writes ``{term}`key```.
"""

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

EVERYDAY = {"key", "value", "query", "head", "merge", "mask", "attention", "parameter", "FLOP"}
SENTENCE_END = re.compile(r"(?<=[.?!])\s")


def _terms(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Page and place of every term, by its name as written."""
    objects = env.domains["std"].get_objects()
    return {name: (page, place) for name, _, kind, page, place, _ in objects if kind == "term"}


def _first_sentences(env: BuildEnvironment) -> dict[str, str]:
    """How each definition begins, by the place of the term; names of one thing share it."""
    sentences = {}
    for page in {page for page, _ in _terms(env).values()}:
        for item in env.get_doctree(page).findall(nodes.definition_list_item):
            definition = " ".join(item[-1].astext().split())
            first = SENTENCE_END.split(definition)[0]
            for term in item.findall(nodes.term):
                sentences |= dict.fromkeys(term["ids"], first)
    return sentences


def _prose(document: nodes.document) -> Iterator[nodes.Text]:
    """Plain text of the page's own paragraphs: none in boxes, tables, captions or links."""
    for paragraph in document.findall(nodes.paragraph):
        holder = paragraph.parent
        if isinstance(holder, nodes.list_item):
            holder = holder.parent.parent
        if isinstance(holder, nodes.section):
            yield from [child for child in paragraph.children if isinstance(child, nodes.Text)]


def _pattern(names: Iterator[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})s?(?![\w-])", re.I)


def link_terms(app: Sphinx, document: nodes.document, page: str, sentences: dict[str, str]) -> None:
    """Links first uses, and gives every link to the glossary its definition.

    `sentences`: how each definition begins, by its place.
    """
    terms = _terms(app.env)
    homes = {home for home, _ in terms.values()}
    if not terms or page in homes:
        return
    by_name = {name.lower(): place for name, place in terms.items()}
    seen = set(_define(document, sentences))
    pattern = _pattern(name for name in terms if name not in EVERYDAY)
    for text in list(_prose(document)):
        pieces, end = [], 0
        for found in pattern.finditer(text):
            home, place = by_name[found[1].lower()]
            if sentences[place] in seen:
                continue
            seen.add(sentences[place])
            words = nodes.inline("", found[0], classes=["std-term"])
            link = make_refnode(app.builder, page, home, place, words)
            pieces += [nodes.Text(text[end : found.start()]), link]
            end = found.end()
        if pieces:
            text.parent.replace(text, [*pieces, nodes.Text(text[end:])])
    _define(document, sentences)


def _define(document: nodes.document, sentences: dict[str, str]) -> list[str]:
    """Gives every link to a term its definition, and returns the definitions given."""
    given = []
    for link in document.findall(nodes.reference):
        place = link.get("refuri", "").partition("#")[2]
        is_term = any("std-term" in inner["classes"] for inner in link.findall(nodes.inline))
        if place in sentences and is_term:
            link["reftitle"] = sentences[place]
            link["classes"] = ["term"]
            given.append(sentences[place])
    return given


def add_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Loads script and style only where there is a term."""
    if 'class="term reference' in context.get("body", ""):
        app.add_js_file("terms.js", loading_method="defer")
        app.add_css_file("terms.css")


def setup(app: Sphinx) -> dict[str, bool]:
    """Links terms once all references are resolved."""
    read: set[str] = set()
    sentences: dict[str, str] = {}

    def note(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        read.update(docnames)

    def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> set[str]:
        """Every page, if the glossary was edited; nothing is executed for it."""
        sentences.update(_first_sentences(env))
        return env.found_docs if read & {home for home, _ in _terms(env).values()} else set()

    def link(app: Sphinx, document: nodes.document, page: str) -> None:
        link_terms(app, document, page, sentences)

    app.connect("env-before-read-docs", note)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("doctree-resolved", link)
    app.connect("html-page-context", add_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
