"""Laws of the built site: it is whole, it stands alone, and it holds nothing else."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import nbformat
import pytest
from bs4 import BeautifulSoup

from .test_configuration import toc_files

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "link": "href",
}
ADDRESSES = {"canonical", "next", "prev", "search", "index", "author"}  # named, never loaded
MADE = {"404", "genindex", "index", "prf-prf", "search"}


@cache
def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@cache
def places(page: Path) -> set[str]:
    """What a link into a page can lead to."""
    return {element["id"] for element in soup(page).find_all(id=True)}


@pytest.fixture
def pages(site: Path) -> list[Path]:
    return [page for page in sorted(site.rglob("*.html")) if "_static" not in page.parts]


def target(site: Path, page: Path, address: str) -> Path:
    path = unquote(urlsplit(address).path)
    if path.startswith("/"):  # the 404 page is shown at any depth
        return site / path.lstrip("/")
    return (page.parent / path).resolve() if path else page


def is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in ("", "data") or bool(parts.netloc)


def test_the_site_holds_the_table_of_contents_and_nothing_else(site, pages):
    found = {page.relative_to(site).with_suffix("").as_posix() for page in pages}
    decks = {page for page in found if page.startswith("book/slides/")}  # see test_slides.py
    assert found - MADE - decks == set(toc_files())


def test_nothing_is_loaded_from_another_host(site, pages):
    foreign = []
    for page in pages:
        for tag, attribute in LOADED.items():
            for element in soup(page).find_all(tag):
                address = element.get(attribute, "")
                named = tag == "link" and set(element.get("rel", [])) <= ADDRESSES
                if not named and is_foreign(address):
                    foreign.append(f"{page.relative_to(site)}: {address}")
    assert foreign == []


def test_styles_load_nothing_from_another_host(site):
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    loaded = [url for style in styles for url in re.findall(r"url\(\s*[\"']?([^\"')]+)", style)]
    loaded += [url for style in styles for url in re.findall(r"@import\s+[\"']([^\"']+)", style)]
    assert [url for url in loaded if is_foreign(url)] == []


def test_everything_that_is_loaded_exists(site, pages):
    missing = []
    for page in pages:
        for tag, attribute in LOADED.items():
            for element in soup(page).find_all(tag):
                address = element.get(attribute, "")
                inside = address and not is_foreign(address) and not address.startswith("data:")
                if inside and not target(site, page, address).exists():
                    missing.append(f"{page.relative_to(site)}: {address}")
    assert missing == []


def test_the_address_of_a_style_or_script_tells_what_is_in_it(site, pages):
    """So in the first build, too; the theme names its own after its version, or not at all."""
    plain = set()
    for page in pages:
        loaded = soup(page).select("link[rel=stylesheet][href], script[src]")
        addresses = {element.get("href") or element["src"] for element in loaded}
        plain |= {it for it in addresses if "/styles/" not in it and not urlsplit(it).query}
    assert plain == set()


def test_every_link_inside_the_site_leads_somewhere(site, pages):
    broken = []
    for page in pages:
        for link in soup(page).find_all("a", href=True):
            address = link["href"]
            if is_foreign(address) or address in ("#", ""):
                continue
            there = target(site, page, address)
            there = there / "index.html" if there.is_dir() else there
            fragment = unquote(urlsplit(address).fragment)
            if not there.exists():
                broken.append(f"{page.relative_to(site)}: {address}")
            elif fragment and there.suffix == ".html" and fragment not in places(there):
                broken.append(f"{page.relative_to(site)}: no place {address}")
    assert broken == []


def test_every_image_has_an_alternative_text(site, pages):
    """The logo's is empty on purpose: the course's name stands beside it."""
    silent = [
        f"{page.relative_to(site)}: {image.get('src')}"
        for page in pages
        for image in soup(page).find_all("img")
        if "logo__image" not in image.get("class", [])
        if not image.get("alt", "").strip()
    ]
    assert silent == []


def test_no_page_carries_a_widget_manager(pages):
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for trace in ("require.js", "embed-amd", "widget-state+json", "widget-view+json"):
            assert trace not in text, f"{page.name} carries {trace}"


def test_only_pages_with_a_playground_load_the_live_model(pages):
    loading = {page.name for page in pages if soup(page).select_one('script[src*="live_model"]')}
    shown = {page.name for page in pages if soup(page).select_one('[data-figure$="playground"]')}
    assert loading == shown == {"playground.html"}


def test_sources_are_not_published(site):
    """Of all sources only notebooks go out: those of chapters, and those that students solve."""
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    sources = {".md", ".ipynb", ".py", ".rst", ".db"}
    published = {file for file in files if file.suffix in sources}
    pages = {page.removeprefix("book/") for page in toc_files()}
    chapters = {file for file in published if file.parts[0] == "notebooks"}
    names = {file.relative_to("notebooks").as_posix() for file in chapters}
    assert names < {f"{page}_chapter.ipynb" for page in pages}
    downloads = {file for file in published if file.parts[0] == "_downloads"}
    assert published == chapters | downloads
    exercises = {f"{page.rsplit('/')[-1]}.ipynb" for page in pages if "exercises/" in page}
    assert {file.name for file in downloads} <= exercises


def test_every_chapter_and_every_exercise_page_offers_its_notebook(site, pages):
    for page in pages:
        slug, links = page.stem, [link["href"] for link in soup(page).find_all("a", href=True)]
        if soup(page).select("dl.banner"):
            assert any(link.endswith(f"/{slug}_chapter.ipynb") for link in links), page.name
        if page.parent.name == "exercises":
            assert any(link.endswith(f"/{slug}.ipynb") for link in links), page.name


def test_notebooks_of_chapters_are_plain_and_valid(site):
    notebooks = sorted((site / "notebooks").rglob("*.ipynb"))
    assert notebooks
    for path in notebooks:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert not any(cell.get("outputs") for cell in notebook.cells)
        words = "\n".join(it.source for it in notebook.cells if it.cell_type == "markdown")
        assert not re.findall(r":::|^```\{.*|\{[a-z:]+\}`|\]\(/.*|^% .*", words, re.MULTILINE), (
            path.name
        )


def test_the_sitemap_lists_the_table_of_contents(site):
    locations = [
        element.text or ""
        for element in ElementTree.parse(site / "sitemap.xml").iter()
        if element.tag.endswith("loc")
    ]
    for page in toc_files():
        assert any(location.endswith(f"/{page}.html") for location in locations), page


def test_every_page_has_a_card_for_link_previews(site):
    for page in toc_files():
        cards = soup(site / f"{page}.html").find_all("meta", property="og:image")
        assert len(cards) == 1, page
        assert target(
            site, site / "index.html", "_images" + cards[0]["content"].split("_images")[1]
        ).exists()


def test_the_page_for_lost_readers_works_at_any_depth(site):
    lost = soup(site / "404.html")
    assert "This page does not exist" in lost.get_text()
    assert all(it["href"].startswith(("/", "http")) for it in lost.select("link[rel=stylesheet]"))
