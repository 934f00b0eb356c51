"""Each chapter shows the way of a text through a model, with its own place marked."""

import re
from pathlib import Path

import pytest
import way
from sphinx.errors import ExtensionError

from .test_banner import BANNER

BOOK = Path(__file__).parents[3] / "book"


def test_the_place_of_a_chapter_is_marked(build, monkeypatch):
    monkeypatch.setitem(way.PLACES, "index", ("tokens", "vectors"))
    monkeypatch.setattr(way, "STATIONS", {"text": "", "tokens": "index", "vectors": "", "end": ""})
    html, warnings = build("way", BANNER, extensions=["myst_parser", "banner", "way"])
    assert warnings == ""
    assert 'aria-label="The way of a text through a model. You are here: tokens, vectors."' in html
    strip = html[html.index('<nav class="way"') : html.index("</nav>", html.index('class="way"'))]
    assert re.findall(r"<strong>([\w ]+)</strong>", strip) == ["tokens", "vectors"]
    assert html.index('class="banner"') < html.index('class="way"') < html.index("A first sentence")


def test_a_station_elsewhere_is_a_link(build, monkeypatch):
    monkeypatch.setitem(way.PLACES, "index", ("end",))
    monkeypatch.setattr(way, "STATIONS", {"tokens": "index", "end": ""})
    html, warnings = build("way", BANNER, extensions=["myst_parser", "banner", "way"])
    assert warnings == ""
    assert re.search(r'<a [^>]*href="#"[^>]*>.*tokens', html)


def test_a_chapter_without_a_place_is_an_error(build):
    with pytest.raises(ExtensionError, match=r"say in way\.py"):
        build("way", BANNER, extensions=["myst_parser", "banner", "way"])


def test_each_station_leads_to_a_chapter_that_is_about_it():
    for name, target in way.STATIONS.items():
        if target:
            assert (BOOK.parent / f"{target}.md").exists()
            assert name in way.PLACES[Path(target).name]


def test_every_chapter_has_a_place():
    pages = [page for page in BOOK.rglob("*.md") if "\n:::{banner}\n" in page.read_text("utf-8")]
    assert {page.stem for page in pages} == set(way.PLACES)
