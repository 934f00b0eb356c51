"""Buttons leave the claims of one verdict; without scripts all of them are there."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .browsing import page_with, visit
from .coverage import rows

pytestmark = pytest.mark.browser
WRONG = sum(row.verdict == "wrong" for row in rows())


@pytest.fixture
def claims(page: Page, address: str) -> Page:
    visit(page, address + page_with('class="claims'))
    return page


def test_a_button_leaves_the_rows_of_its_verdict(claims):
    shown = claims.locator("table.claims tbody tr:visible")
    expect(shown).to_have_count(len(rows()))
    button = claims.get_by_role("button", name=f"wrong {WRONG}", exact=True)
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(shown).to_have_count(WRONG)
    assert set(shown.locator(".verdict").all_inner_texts()) == {"wrong"}
    expect(claims.locator(".claim-filter [role=status]")).to_have_text(f"{WRONG} rows shown")


def test_a_link_to_a_hidden_row_shows_it(claims):
    claims.get_by_role("button", name=f"wrong {WRONG}", exact=True).click()
    row = claims.locator("tr#c1-01")  # is correct
    expect(row).to_be_hidden()
    claims.evaluate("location.hash = '#c1-01'")
    expect(row).to_be_in_viewport()


def test_without_scripts_every_row_is_there(chromium: Browser, address: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + page_with('class="claims'))
    expect(page.locator("table.claims tbody tr:visible")).to_have_count(len(rows()))
    context.close()
