"""Search that finds phrases: an index made with the site, read by the browser in small pieces.

Pagefind indexes the finished pages. Its results point at headings, so the index sees each page with
the places that Sphinx gives to sections moved onto their headings. ``assets/search.js`` asks it.
"""

import asyncio
import re
import shutil
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pagefind.index import IndexConfig
from pagefind.service import PagefindService
from sphinx.application import Sphinx

CONFIG = IndexConfig(
    root_selector="article.bd-article",
    exclude_selectors=[".headerlink", ".math", ".toctree-wrapper", ".movable-figure", ".copybtn"],
    include_characters="_",
    force_language="en",
)
SECTION = re.compile(
    r'<section\b[^>]*? id="([^"]+)"[^>]*>((?:\s*<span id="[^"]*"></span>)*\s*)<h(\d)>'
)
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
    """The page with the place of every section on its heading, and its code less weighty."""
    html = SECTION.sub(r'<section>\2<h\3 id="\1">', html)
    return html.replace(
        '<div class="highlight-', '<div data-pagefind-weight="0.2" class="highlight-'
    )


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


def setup(app: Sphinx) -> dict[str, Any]:
    """Writes the index when the pages are there."""
    app.add_js_file("search.js", loading_method="defer")
    app.add_css_file("search.css")
    app.connect("build-finished", write_index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
