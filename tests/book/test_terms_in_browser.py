"""Definitions of terms appear on hover and on focus, and Escape puts them away."""

import pytest
from playwright.sync_api import Page, expect

from .browsing import page_with, visit
from .conftest import PATIENCE, PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def term(page: Page, address: str):
    visit(page, address + page_with('class="term reference'))
    return page.locator("a.term").first


def test_a_definition_appears_on_hover_and_may_be_entered(page, term):
    note = page.get_by_role("tooltip")
    term.hover()
    expect(note).to_have_text(term.get_attribute("data-definition") or "nothing")
    note.hover()
    page.wait_for_timeout(300)
    expect(note).to_be_visible()
    page.mouse.move(0, 0)
    expect(note).to_be_hidden()


def test_a_definition_appears_on_focus_inside_the_window(page, term):
    note = page.get_by_role("tooltip")
    term.focus()
    expect(term).to_have_attribute("aria-describedby", "term-note")
    box, width = note.bounding_box(), page.viewport_size["width"]
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).not_to_have_attribute("aria-describedby", "term-note")


def test_a_term_leads_to_its_place_in_the_glossary(page, term):
    term.press("Enter")
    page.wait_for_url("**/glossary.html#term-*")
    place = page.url.partition("#")[2]
    assert page.locator(f"dt[id='{place}']").count() == 1


def test_a_first_tap_shows_the_definition_and_a_second_follows(chromium, address):
    context = chromium.new_context(viewport=PHONE, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visit(page, address + page_with('class="term reference'))
    term, note = page.locator("a.term").first, page.get_by_role("tooltip")
    start = page.url
    term.tap()
    expect(note).to_contain_text(term.get_attribute("data-definition") or "nothing")
    expect(note).to_contain_text("Tap again")
    assert page.url == start
    page.locator("article h1").tap()
    expect(note).to_be_hidden()
    term.tap()
    expect(note).to_be_visible()
    assert page.url == start
    term.tap()
    page.wait_for_url("**/glossary.html#term-*")
    context.close()
