"""axe-core finds nothing to complain about, in light and in dark, on a desk and on a phone.

Each page is looked at in light on a desk and, for its colours, in dark on a phone; with ``--full``
in all four ways.
"""

from collections.abc import Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .browsing import PAGES, page_with, visit, wait_until

pytestmark = pytest.mark.browser

COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# Formulas and listings have thousands of parts, made alike everywhere: one chapter is read whole.
WITHOUT_REPETITION = {"exclude": [["mjx-container"], [".highlight"]]}
SEARCHED = "search.html?q=causal mask"


def violations(
    page: Page, context: dict | None = None, schemes: Sequence[str] = ("light", "dark")
) -> list[str]:
    """What axe finds: all its rules in light, those about colour in dark as well."""
    page.emulate_media(reduced_motion="reduce")
    found = []
    for scheme in schemes:
        options = COLOURS if scheme == "dark" else {}
        page.emulate_media(color_scheme=scheme)
        wait_until(page, f"document.documentElement.dataset.theme === '{scheme}'")
        results = Axe().run(page, context=context, options=options)
        for violation in results.response["violations"]:
            targets = [node["target"] for node in violation["nodes"]]
            found.append(f"{scheme}: {violation['id']} at {targets[:5]}")
    return found


@pytest.mark.parametrize("name", [name for name in PAGES if name != "index.html"])
def test_a_page_is_accessible(page, address, name, full):
    visit(page, address + name)
    wide = page.viewport_size["width"] > 1000
    schemes = ("light", "dark") if full else ("light",) if wide else ("dark",)
    assert violations(page, WITHOUT_REPETITION, schemes) == []


def test_inline_formulas_are_no_stops_of_the_tab_key(page, address):
    """Chromium stops at whatever scrolls by itself: a page has a hundred inline formulas."""
    visit(page, f"{address}book/attention/scaled_dot_product_attention.html")
    assert page.locator("span.math").count() > 50
    scrolling = "it => getComputedStyle(it).overflowX !== 'visible'"
    formulas = "[...document.querySelectorAll('span.math')]"
    assert page.evaluate(f"{formulas}.filter({scrolling}).length") == 0
    page.evaluate("document.querySelector('article h2').setAttribute('tabindex', '-1')")
    page.evaluate("document.querySelector('article h2').focus()")
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className"))
    assert not [stop for stop in stops if "math" in stop.split() and "notranslate" in stop.split()]


def test_results_of_a_search_are_accessible(page, address):
    visit(page, address + SEARCHED)
    expect(page.locator(".bd-search-container .found-page").first).to_be_visible()
    assert violations(page) == []


def test_results_in_the_dialog_are_accessible(page, address):
    visit(page, f"{address}book/notation.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("causal mask")
    expect(page.locator("dialog .found-page").first).to_be_visible()
    assert violations(page) == []


def test_opened_parts_of_a_chapter_are_accessible(page, address):
    """Formulas, a mark, the panel, every choice of the quiz, every fold, and a definition."""
    visit(page, address + page_with('class="quiz"'))
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    page.get_by_role("button", name="I have read this chapter").click()
    assert violations(page) == []
    page.locator("a.term").first.focus()
    assert violations(page, {"include": [["#term-note"]]}) == []
