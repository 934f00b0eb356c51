"""The site also works opened from a folder, without a server."""

import pytest
from playwright.sync_api import expect

from .browsing import page_with, visit

pytestmark = pytest.mark.browser


def test_figures_live_in_a_page_opened_from_a_folder(page, site):
    visit(page, (site / page_with('data-figure="attention_heatmap"')).as_uri())
    slider = page.locator('[data-figure="attention_heatmap"] input[type="range"]').first
    before = slider.get_attribute("aria-valuetext")
    slider.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") != before


def test_figures_are_readable_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / page_with('data-figure="attention_heatmap"')).as_uri())
    assert page.locator(".movable-figure tbody td").first.is_visible()
    context.close()


def test_words_are_found_in_a_site_opened_from_a_folder(page, site):
    page.goto(f"{(site / 'search.html').as_uri()}?q=softmax")
    expect(page.locator("#search-results .search a").first).to_be_visible()


@pytest.mark.parametrize("name", ["lesson_map", "slides", "course_lib/layers", "how_to_cite"])
def test_the_reference_opens_from_a_folder(page, site, name):
    """Nothing that a page asks for is missing or refused there, and its links lead on."""
    complaints = []
    page.on("requestfailed", lambda it: complaints.append(it.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda it: it.type == "error" and complaints.append(it.text))
    visit(page, (site / "book" / "reference" / f"{name}.html").as_uri())
    page.locator("article a[href*='.html']").first.click()
    expect(page.locator("h1:visible").first).to_be_attached()
    assert complaints == []
