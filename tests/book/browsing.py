"""What every browser test needs: the pages of the built site, and a way to open one."""

from collections.abc import Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests import inputs

SITE = inputs.site()
DECKS = sorted(SITE.glob("book/slides/*.html"))  # pages without the book's frame
FOUND = sorted({page for page in SITE.rglob("*.html") if "_static" not in page.parts} - {*DECKS})
PAGES = [page.relative_to(SITE).as_posix() for page in FOUND] or ["index.html"]
TEXTS = [page.read_text(encoding="utf-8") for page in FOUND]  # here, so that no test has opened it
QUIET = "() => !window.MathJax?.startup || MathJax.startup.promise.then(() => true)"
ALIVE = "() => !document.querySelector('.movable-figure:not([data-alive])')"
SCROLLS_BY_KEYS = """() => [...document.querySelectorAll("pre, .cell_output > .output")]
    .every((it) => (it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight)
        === (it.tabIndex === 0))"""
BRIEF = {
    "resultTypes": ["violations"],  # what holds need not be listed, which takes half the time
    "preload": False,  # style sheets once more, for rules that are not among axe's usual ones
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def visit(page: Page, url: str) -> None:
    """Opens a page and waits until its formulas and its figures are there."""
    page.goto(url)
    wait_until(page, QUIET)
    wait_until(page, ALIVE)


def wait_until(page: Page, condition: str) -> None:
    """Asks every 50 ms: playwright would ask at each frame, and frames can fail to come."""
    page.wait_for_function(condition, polling=50)


def page_with(selector: str) -> str:
    """The first page that shows an element with this attribute or class."""
    for text, name in zip(TEXTS, PAGES, strict=False):
        if selector in text:
            return name
    pytest.skip(f"no page of {SITE} shows {selector}")


def figure(page: Page, address: str, name: str) -> Locator:
    """Opens the first page that shows this movable figure, and finds it there."""
    visit(page, address + page_with(f'data-figure="{name}"'))
    return page.locator(f'[data-figure="{name}"]').first


def violations(
    page: Page, context: dict | None = None, schemes: Sequence[str] = ("light", "dark")
) -> list[str]:
    """What axe finds: all its rules in light, those about colour in dark as well."""
    page.emulate_media(reduced_motion="reduce")
    found = []
    for scheme in schemes:
        options = BRIEF | (COLOURS if scheme == "dark" else {})
        page.emulate_media(color_scheme=scheme)
        wait_until(page, f"document.documentElement.dataset.theme === '{scheme}'")
        results = Axe().run(page, context=context, options=options)
        for violation in results.response["violations"]:
            targets = [node["target"] for node in violation["nodes"]]
            found.append(f"{scheme}: {violation['id']} at {targets[:5]}")
    return found
