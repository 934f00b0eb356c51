"""Decks by keyboard, in the dark, on paper and from the disk; about a minute for all of them."""

import pytest

from .browsing import DECKS, SITE, violations, visit, wait_until
from .conftest import DESKTOP

pytestmark = pytest.mark.browser

NAMES = [deck.relative_to(SITE).as_posix() for deck in DECKS] or ["book/slides/attention.html"]
HERE = """() => [...document.querySelectorAll(".slide")]
    .find((it) => it.getBoundingClientRect().bottom > innerHeight / 2).id"""
FITS = """() => [...document.querySelectorAll(".slide")]
    .every((it) => it.offsetHeight <= innerHeight + 1)"""
PROJECTOR = {"width": 1280, "height": 720}


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_stands_alone_fits_and_is_accessible(page, address, name):
    """Whatever the width, nothing scrolls sideways; on a desk and a projector every slide fits."""
    foreign, complaints = [], []
    page.on("request", lambda it: it.url.startswith((address, "data:")) or foreign.append(it.url))
    page.on("requestfailed", lambda it: complaints.append(it.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda it: it.type == "error" and complaints.append(it.text))
    visit(page, address + name)
    assert (foreign, complaints) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if page.viewport_size == DESKTOP:
        wait_until(page, FITS)
        page.set_viewport_size(PROJECTOR)
        wait_until(page, FITS)
    wide = page.viewport_size == PROJECTOR
    found = violations(page, {"exclude": [["mjx-container"]]}, ("light",) if wide else ("dark",))
    assert found == []


def test_keys_turn_the_slides(page, address):
    visit(page, address + NAMES[0])
    places = page.evaluate("[...document.querySelectorAll('.slide')].map((it) => it.id)")
    for key, place in (
        ("ArrowRight", places[1]),
        ("Space", places[2]),
        ("ArrowLeft", places[1]),
        ("End", places[-1]),
        ("ArrowRight", places[-1]),
        ("Home", places[0]),
    ):
        page.keyboard.press(key)
        wait_until(page, f"({HERE})() === '{place}'")
        assert page.url.endswith(f"#{place}")


def test_a_figure_keeps_its_own_keys(page, address):
    visit(page, address + "book/slides/attention.html")
    slider = page.locator('.movable-figure input[type="range"]').first
    slider.focus()
    before, here = slider.get_attribute("aria-valuetext"), page.evaluate(HERE)
    slider.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") != before
    assert page.evaluate(HERE) == here


def test_each_slide_is_a_printed_page(chromium, address, tmp_path):
    context = chromium.new_context()
    page = context.new_page()
    visit(page, address + NAMES[0])
    count = page.locator(".slide").count()
    page.emulate_media(media="print")
    breaks = "it => [getComputedStyle(it).breakAfter, getComputedStyle(it).breakInside].join()"
    kept = [slide.evaluate(breaks) for slide in page.locator(".slide").all()]
    assert kept == ["page,avoid"] * count
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") >= count
    context.close()


def test_a_deck_opened_from_the_disk_turns_and_moves(page, site):
    visit(page, (site / "book/slides/attention.html").as_uri())
    assert page.locator(".movable-figure[data-alive]").count() > 0
    page.keyboard.press("ArrowRight")
    wait_until(page, f"({HERE})() !== 'begin'")


def test_a_deck_is_whole_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / NAMES[0]).as_uri())
    page.locator(".steps [rel=next]").first.click()
    assert page.url.endswith(f"#{page.locator('.slide').nth(1).get_attribute('id')}")
    context.close()
