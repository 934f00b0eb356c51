"""A page prints dark on white, also from a dark screen, and without what only a screen can use."""

import pytest
from playwright.sync_api import expect

from .browsing import page_with, visit

pytestmark = pytest.mark.browser

BRIGHTEST = """(selector) => Math.max(...[...document.querySelectorAll(selector)]
    .map((it) => getComputedStyle(it).color.match(/\\d+/g).slice(0, 3).map(Number))
    .map(([r, g, b]) => 0.21 * r + 0.72 * g + 0.07 * b))"""

LEFT_BEHIND = """() => [...document.querySelectorAll(".cell_input, .cell_input .highlight")]
    .filter((it) => getComputedStyle(it).breakInside !== "avoid").map((it) => it.className)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_text_is_dark(page, address, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(page, address + page_with('<dl class="banner">'))
    page.emulate_media(media="print", color_scheme=scheme, reduced_motion="reduce")
    assert page.evaluate(BRIGHTEST, "article p, article li, article h2, article pre span") < 130
    for gone in (".chapter-read", ".page-links", ".prev-next-footer", ".bd-sidebar-primary"):
        expect(page.locator(gone).first).to_be_hidden()


def test_a_frame_of_code_moves_to_the_next_page_with_its_code(page, address):
    page.emulate_media(media="print")
    visit(page, address + page_with('class="cell_input'))
    assert page.locator(".cell_input pre").count() > 0
    assert page.evaluate(LEFT_BEHIND) == []
