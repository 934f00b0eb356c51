"""The way of a text through a model below each chapter's banner, with the chapter's place marked.

A chapter is a page with a banner; `PLACES` says which stations it is about.
"""

from collections.abc import Iterator

from banner import facts
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

STATIONS = {  # and the chapter that comes to it first
    "text": "",
    "tokens": "book/language_models/tokenization",
    "vectors": "book/language_models/embeddings",
    "attention": "book/attention/scaled_dot_product_attention",
    "feed-forward": "book/transformer/feed_forward",
    "probabilities": "book/language_models/language_models",
    "next token": "",
}
ATTENTION, BLOCK, WHOLE = ("attention",), ("attention", "feed-forward"), tuple(STATIONS)
NOWHERE = ()  # no strip
PLACES: dict[str, tuple[str, ...]] = {
    "getting_ready": NOWHERE,
    "language_models": ("probabilities", "next token"),
    "tokenization": ("text", "tokens"),
    "embeddings": ("vectors",),
    "scaled_dot_product_attention": ATTENTION,
    "causal_masking": ATTENTION,
    "multi_head_attention": ATTENTION,
    "positional_encoding": ATTENTION,
    "attention_patterns": ATTENTION,
    "feed_forward": ("feed-forward",),
    "residuals_and_normalization": BLOCK,
    "transformer_block": BLOCK,
    "a_small_model": WHOLE,
    "rms_normalization": BLOCK,
    "gated_feed_forward": ("feed-forward",),
    "grouped_query_attention": ATTENTION,
    "cost_of_attention": ATTENTION,
    "architectures": WHOLE,
    "llama": WHOLE,
    "parameter_count": WHOLE,
    "quantization": WHOLE,
    "four_steps": WHOLE,
    "training_loop": WHOLE,
    "beyond_one_machine": WHOLE,
    "scaling_laws": WHOLE,
    "forward_pass": WHOLE,
    "sampling": ("probabilities", "next token"),
    "kv_cache": ("attention", "next token"),
    "decoding_speed": ("next token",),
    "a_real_llm": WHOLE,
    "final_project": NOWHERE,
}


class way(nodes.General, nodes.Element):  # noqa: N801 (docutils' own habit)
    """The strip: a list of stations."""


def add_strip(app: Sphinx, document: nodes.document) -> None:
    """Puts the strip below the banner of a chapter."""
    page = app.env.docname
    for banner in list(document.findall(facts)):
        name = page.rpartition("/")[2]
        if name not in PLACES:
            raise ExtensionError(f"{page} has a banner: say in way.py which stations it is about")
        if here := PLACES[name]:
            banner.parent.insert(banner.parent.index(banner) + 1, strip(page, here))


def strip(page: str, here: tuple[str, ...]) -> way:
    """Returns the strip of a page that is about the stations `here`."""
    items = [
        nodes.list_item("", nodes.paragraph("", "", *station(page, name, target, name in here)))
        for name, target in STATIONS.items()
    ]
    places = "the whole way" if here == WHOLE else ", ".join(here)
    return way("", nodes.bullet_list("", *items), here=places)


def station(page: str, name: str, target: str, is_here: bool) -> Iterator[nodes.Node]:
    """Yields the name of a station: bold where the reader is, else a link to its first chapter."""
    if is_here:
        yield nodes.strong("", name)
    elif target:
        link = addnodes.pending_xref(
            "",
            nodes.inline("", name),
            refdoc=page,
            refdomain="std",
            reftype="doc",
            reftarget=f"/{target}",
            refexplicit=True,
            refwarn=True,
        )
        yield link
    else:
        yield nodes.Text(name)


def visit(translator: nodes.NodeVisitor, node: way) -> None:
    """Opens the strip, which says in words where the reader is."""
    label = f"The way of a text through a model. You are here: {node['here']}."
    translator.body.append(f'<nav class="way" aria-label="{label}">')  # type: ignore[attr-defined]


def depart(translator: nodes.NodeVisitor, node: way) -> None:
    """Closes it."""
    translator.body.append("</nav>")  # type: ignore[attr-defined]


def setup(app: Sphinx) -> dict[str, bool]:
    """Looks at every page that is read."""
    app.add_node(way, html=(visit, depart))
    app.connect("doctree-read", add_strip)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
