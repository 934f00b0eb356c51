"""axe-core finds nothing to complain about in what opens, appears or is searched for."""

import pytest
from playwright.sync_api import expect

from .browsing import SCROLLS_BY_KEYS, page_with, violations, visit, wait_until

pytestmark = pytest.mark.browser

SEARCHED = "search.html?q=causal mask"


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


def test_what_comes_to_scroll_without_a_new_window_is_a_stop_of_the_tab_key(page, address):
    """A sidebar that slides, a fold that opens: the theme looks at neither."""
    visit(page, f"{address}book/exercises/causal_masking.html")
    page.wait_for_timeout(400)  # the theme looks 300 ms after the page is there
    page.evaluate("document.querySelector('.bd-article').style.width = '120px'")
    wait_until(page, SCROLLS_BY_KEYS)
    page.evaluate("document.querySelector('.bd-article').style.width = ''")
    wait_until(page, SCROLLS_BY_KEYS)


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
