"""The cost curves and the table of readers follow mouse and keyboard."""

import pytest
from playwright.sync_api import Locator, Page

from .browsing import figure

pytestmark = pytest.mark.browser


@pytest.fixture
def curves(page: Page, address: str) -> Locator:
    return figure(page, address, "cost_curves")


@pytest.fixture
def readers(page: Page, address: str) -> Locator:
    return figure(page, address, "who_reads_whom")


def test_the_next_token_costs_what_the_model_costs(curves):
    words, unit = (
        curves.locator("[aria-live]"),
        curves.evaluate(
            "it => JSON.parse(it.dataset.state).models.find(({ name }) => name === 'GPT-2')"
        ),
    )
    curves.get_by_label("Model").select_option("GPT-2")
    curves.get_by_role("button", name="its context").click()
    assert f"GPT-2, the next token after {unit['context']:,} tokens" in words.inner_text()
    attention = unit["context"] * unit["pair_flops"]
    share = 100 * attention / (attention + unit["matrix_flops"])
    assert f"{share:.1f} % of the work" in words.inner_text()
    curves.get_by_label("computed again").check()
    assert f"{share:.1f} % of the work" in words.inner_text()  # both are n times as much
    assert "without a cache" in words.inner_text()


def test_only_a_stored_table_makes_the_scores_large(curves):
    words = curves.locator("[aria-live]")
    curves.get_by_label("Model").select_option("Llama 3 8B")
    curves.get_by_role("button", name="its context").click()
    assert not curves.get_by_label("stored table").is_visible()
    curves.get_by_label("bytes").check()
    assert "KV cache 1.07 GB" in words.inner_text()
    curves.get_by_label("computed again").check()
    assert "KV cache" not in words.inner_text()
    assert "scores of one layer 1.05 MB" in words.inner_text()
    curves.get_by_label("stored table").check()
    assert "scores of one layer 4.29 GB" in words.inner_text()


def test_the_slider_moves_along_the_curves(curves):
    words, slider = curves.locator("[aria-live]"), curves.get_by_role("slider")
    before = words.inner_text(), curves.locator("circle").first.get_attribute("cx")
    slider.focus()
    slider.press("ArrowRight")
    assert words.inner_text() != before[0]
    assert curves.locator("circle").first.get_attribute("cx") != before[1]
    assert (slider.get_attribute("aria-valuetext") or "").startswith("n = ")
    assert curves.get_by_role("img").get_attribute("aria-label")


def test_every_family_shows_its_own_mask(readers):
    state = readers.evaluate("it => JSON.parse(it.dataset.state)")
    S, T = len(state["source"]), len(state["target"])
    n = S + T
    expected = {
        "encoder": (S * S, 0),
        "decoder": (n * (n + 1) // 2, 0),
        "encoder–decoder": (S * S + T * (T + 1) // 2, S * T),
    }
    for family, (own, across) in expected.items():
        readers.get_by_label(family, exact=True).check()
        assert readers.locator("td.self").count() == own
        assert readers.locator("td.cross").count() == across


def test_the_words_follow_the_reader(readers):
    words, rows = readers.locator("[aria-live]"), readers.locator("tbody button")
    readers.get_by_label("encoder–decoder", exact=True).check()
    rows.first.click()
    assert "a token of the source" in words.inner_text()
    assert "cross-attention" not in words.inner_text()
    rows.last.focus()
    last = words.inner_text()
    assert "a token of the target" in last
    assert "cross-attention" in last
    rows.last.press("ArrowUp")
    assert words.inner_text() != last
    assert rows.nth(rows.count() - 2).get_attribute("aria-pressed") == "true"
    readers.get_by_label("encoder", exact=True).check()
    assert "later than itself" in words.inner_text()
