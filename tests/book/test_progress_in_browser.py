"""Progress marks: by mouse and keyboard, kept in this browser, saved to a file and loaded again."""

import json

import pytest
from playwright.sync_api import Page, expect

from .browsing import page_with, visit

pytestmark = pytest.mark.browser

MARKED = ".bd-links a:has(.read-mark)"
STATUS = ".progress-panel [role=status]"


@pytest.fixture
def chapter(page: Page, address: str) -> str:
    """A chapter, open in the page."""
    name = page_with('<dl class="banner">')
    visit(page, address + name)
    return name.removesuffix(".html")


def button(page: Page):
    return page.get_by_role("button", name="I have read this chapter")


def press(page: Page, name: str) -> None:
    """A button of the panel, which a phone keeps behind the menu."""
    page.locator(f".progress-panel [name={name}]").evaluate("it => it.click()")


def test_a_mark_is_set_by_mouse_survives_and_is_lifted_by_keyboard(page, chapter):
    expect(button(page)).to_have_attribute("aria-pressed", "false")
    button(page).click()
    expect(button(page)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(MARKED)).to_have_count(1)
    expect(page.locator(MARKED)).to_contain_text("(read)")
    expect(page.locator(".progress-panel summary")).to_contain_text("Read: 1 of")
    page.reload()
    expect(button(page)).to_have_attribute("aria-pressed", "true")
    button(page).press("Enter")
    expect(button(page)).to_have_attribute("aria-pressed", "false")
    expect(page.locator(MARKED)).to_have_count(0)


def test_marks_travel_in_a_file(page, chapter, tmp_path):
    button(page).press("Space")
    with page.expect_download() as download:
        press(page, "save")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert list(json.loads(file.read_text())["read"]) == [chapter]
    press(page, "forget")
    expect(button(page)).to_have_attribute("aria-pressed", "false")
    page.locator(".progress-panel input").set_input_files(file)
    expect(button(page)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(STATUS)).to_contain_text("Loaded 1 of")


@pytest.mark.parametrize("text", ["no JSON", "{}", '{"course": "Another", "read": {}}'])
def test_another_file_is_refused_in_words(page, chapter, tmp_path, text):
    (tmp_path / "other.json").write_text(text)
    page.locator(".progress-panel input").set_input_files(tmp_path / "other.json")
    expect(page.locator(STATUS)).to_have_text("This file holds no progress marks of this course.")
    expect(button(page)).to_have_attribute("aria-pressed", "false")


def test_a_page_that_is_no_chapter_has_no_button(page, address):
    visit(page, f"{address}book/notation.html")
    assert button(page).count() == 0
    assert page.locator(".progress-panel").count() == 1
