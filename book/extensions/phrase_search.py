"""Search that finds phrases: an index made with the site, read by the browser in small pieces.

Pagefind indexes the finished pages. Its results point at headings, so the index sees each page with
the places that Sphinx gives to sections moved onto their headings. ``assets/search.js`` asks it.
"""

import asyncio
import json
import re
import shutil
from collections import Counter
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

from pagefind.index import IndexConfig
from pagefind.service import PagefindService
from sphinx.application import Sphinx

CONFIG = IndexConfig(
    root_selector="article.bd-article",
    exclude_selectors=[
        ".headerlink",
        ".math",
        ".toctree-wrapper",
        ".movable-figure",
        ".copybtn",
        ".quiz",  # most of its sentences are wrong
    ],
    include_characters="_",
    force_language="en",
)
SECTION = re.compile(
    r'<section\b[^>]*? id="([^"]+)"[^>]*>((?:\s*<span id="[^"]*"></span>)*\s*)<h(\d)>'
)
LISTING = re.compile(
    r'<div class="highlight-(?P<rest>[^>]*>.*?<pre>)(?P<code>.*?)</pre>', re.DOTALL
)
IMPORT = re.compile(r"import |from |    \w+,$|\)$")
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
WORD = re.compile(r"\b[a-z]{4,}\b")
SECONDS = 120  # a service that has died would keep the build waiting
USED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry",
    "pagefind.en",
    "wasm.en",
    "index/",
    "fragment/",
)


def for_the_index(html: str) -> str:
    """The page with each section's place on its heading, code and API less weighty, no imports."""
    html = SECTION.sub(r'<section>\2<h\3 id="\1">', html)
    html = html.replace('<dl class="py ', '<dl data-pagefind-weight="0.2" class="py ')
    return LISTING.sub(_weighed, html)


def _weighed(listing: re.Match[str]) -> str:
    only_imports = all(IMPORT.match(line) for line in plain(listing["code"]).splitlines() if line)
    weight = "data-pagefind-ignore" if only_imports else 'data-pagefind-weight="0.2"'
    return f'<div {weight} class="highlight-{listing["rest"]}{listing["code"]}</pre>'


def plain(html: str) -> str:
    """The text of a piece of HTML."""
    return unescape(TAG.sub("", html))


def words_of(pages: Iterable[str]) -> dict[str, int]:
    """How often each longer word stands in the pages; once may be a slip of the pen."""
    texts = (plain(found[0]) for page in pages if (found := ARTICLE.search(page)))
    counts = Counter(word for text in texts for word in WORD.findall(text.lower()))
    return {word: n for word, n in sorted(counts.items()) if n > 1}


async def write_index_of(pages: dict[str, str], folder: Path) -> None:
    """Index pages of HTML, given by address, into a folder.

    Pagefind writes the files itself: an answer that holds them is too long for its own reader.
    """
    async with PagefindService() as service:
        index = await service.create_index(CONFIG)
        for address, html in pages.items():
            await index.add_html_file(content=for_the_index(html), url=address)
        await index.write_files(str(folder))
        await settled(folder)


async def settled(folder: Path, pause: float = 1.0) -> None:
    """Wait until no file grows: Pagefind answers before it has written its last blocks.

    Whoever ends it then is left with a script that is cut off, and a search that finds nothing.
    """
    before = None
    while (now := {path: path.stat().st_size for path in folder.rglob("*")}) != before:
        before = now
        await asyncio.sleep(pause)


async def _in_time(work: Coroutine[Any, Any, None]) -> None:
    await asyncio.wait_for(work, SECONDS)


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Writes the index of a finished HTML build."""
    if exception or app.builder.format != "html":
        return
    pages = {}
    for name in sorted(app.env.found_docs):
        address = app.builder.get_target_uri(name)
        pages[address] = Path(app.outdir, address).read_text(encoding="utf-8")
    folder = Path(app.outdir, "pagefind")
    shutil.rmtree(folder, ignore_errors=True)
    with ThreadPoolExecutor(1) as thread:  # whoever builds may have a running event loop already
        thread.submit(asyncio.run, _in_time(write_index_of(pages, folder))).result()
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if not path.relative_to(folder).as_posix().startswith(USED):
            path.unlink()
    words = json.dumps(words_of(pages.values()), separators=(",", ":"))
    (folder / "words.json").write_text(words, encoding="utf-8")


def forget_index_entries(app: Sphinx) -> list[Any]:
    """Leaves them out of Sphinx's own search, which has the same names as objects.

    Sphinx forgets them where it writes some pages only: the next build would be another.
    """
    if indexer := getattr(app.builder, "indexer", None):
        indexer._index_entries.clear()
    return []


def setup(app: Sphinx) -> dict[str, Any]:
    """Writes the index when the pages are there."""
    app.add_js_file("search.js", loading_method="defer")
    app.add_css_file("search.css")
    app.connect("html-collect-pages", forget_index_entries)
    app.connect("build-finished", write_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
