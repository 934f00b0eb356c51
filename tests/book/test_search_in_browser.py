"""The search finds phrases, by keyboard, from a plain file server and without another host."""

import pytest
from playwright.sync_api import Page, expect

from .browsing import visit

pytestmark = pytest.mark.browser

PHRASE = "the same letters in every chapter"  # in the prose of the page on notation, nowhere else
STATUS = ".bd-search-container .found [role=status]"


def test_a_phrase_finds_its_page_first(page: Page, address: str):
    foreign = []
    page.on("request", lambda it: it.url.startswith((address, "data:")) or foreign.append(it.url))
    visit(page, f"{address}search.html?q={PHRASE}")
    expect(page.locator(".bd-search-container .found-page").first).to_have_text("Notation")
    expect(page.locator(STATUS)).to_contain_text(f"with the phrase “{PHRASE}”")
    marked = page.locator(".found li li").first.locator("mark").all_inner_texts()
    assert " ".join(marked).strip(".,:").lower() == PHRASE
    assert foreign == []


def test_words_in_another_order_are_no_phrase(page, address):
    scrambled = " ".join(reversed(PHRASE.split()))
    visit(page, f'{address}search.html?q="{scrambled}"')
    expect(page.locator(STATUS)).to_have_text(f"No page holds “{scrambled}”.")
    page.locator(".bd-search-container input").fill(scrambled)
    expect(page.locator(STATUS)).to_contain_text("pages with")


def test_a_name_from_the_code_is_a_word(page, address):
    visit(page, f"{address}search.html?q=scaled_dot_product_attention")
    expect(
        page.locator(".found-page", has_text="Scaled dot-product attention").first
    ).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "meant"), [("softmaks", "softmax"), ("atention sink", "attention sink")]
)
def test_a_slip_of_the_pen_is_offered_its_word(page, address, typed, meant):
    visit(page, f"{address}search.html?q={typed}")
    offer = page.get_by_role("button", name=meant, exact=True)
    expect(offer).to_be_visible()
    offer.press("Enter")
    expect(page.locator(".bd-search-container input")).to_have_value(meant)
    expect(page.locator(STATUS)).to_contain_text(f"“{meant}”")
    expect(offer).to_be_hidden()


def test_what_is_called_so_comes_first(page, address):
    visit(page, f"{address}search.html?q=causal masking")
    expect(page.locator(".bd-search-container .found-page").first).to_have_text("Causal masking")


def test_the_dialog_searches_by_keyboard_alone(page, address):
    visit(page, f"{address}book/notation.html")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((it) => it.name)")
    assert not [url for url in loaded if "pagefind" in url or "searchindex" in url]
    page.keyboard.press("Control+k")
    page.keyboard.type("true in a boolean mask")
    expect(page.locator("dialog .found li li a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("dialog .found li li a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html#*")
    assert "boolean mask" in page.locator("article").inner_text()


def test_enter_leads_from_the_dialog_to_the_page_of_results(page, address):
    visit(page, f"{address}book/notation.html")
    page.keyboard.press("Control+k")
    page.keyboard.type(PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(page.locator(".bd-search-container .found-page").first).to_have_text("Notation")
