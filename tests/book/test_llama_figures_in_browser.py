"""The shared heads, the map of models and the row of codes follow mouse and keyboard."""

import pytest
from playwright.sync_api import Locator, Page

from .browsing import figure

pytestmark = pytest.mark.browser


@pytest.fixture
def heads(page: Page, address: str) -> Locator:
    return figure(page, address, "shared_heads")


@pytest.fixture
def models(page: Page, address: str) -> Locator:
    return figure(page, address, "model_map")


@pytest.fixture
def row(page: Page, address: str) -> Locator:
    return figure(page, address, "rounded_row")


def test_a_query_head_names_the_head_that_it_reads(heads):
    words = heads.locator("[aria-live]")
    heads.get_by_label("Model").select_option("Llama 3 8B")
    sharing = heads.get_by_role("slider", name="Key/value heads")
    query = heads.get_by_role("slider", name="Query head")
    query.fill("21")
    assert "query head 21 reads key/value head 5, as do 3 others" in words.inner_text()
    assert "131,072 bytes" in words.inner_text()
    sharing.press("End")
    assert "multi-query attention" in words.inner_text()
    assert "head 21 reads key/value head 0" in words.inner_text()
    assert "16,384 bytes" in words.inner_text()
    sharing.press("Home")
    assert "head 21 reads key/value head 21, alone" in words.inner_text()
    assert "1.00 times less" in words.inner_text()
    heads.get_by_role("button", name="as published").click()
    assert "K = 8, grouped-query attention" in words.inner_text()


def test_a_batch_of_long_texts_is_where_sharing_pays(heads):
    words, texts = heads.locator("[aria-live]"), heads.get_by_role("slider", name="Texts")
    heads.get_by_label("Model").select_option("Llama 3 8B")
    assert "1.30 times less" in words.inner_text()
    for _ in range(5):
        texts.press("ArrowRight")
    assert "32 texts, 8,192 tokens so far" in words.inner_text()
    assert "3.12 times less" in words.inner_text()


def test_fewer_heads_are_drawn_as_fewer_boxes(heads):
    for name, H, K in (("Llama 3 8B", 32, 8), ("SmolLM2 135M", 9, 3)):
        heads.get_by_label("Model").select_option(name)
        assert heads.locator("rect.head-box").count() == H + K
        assert heads.locator("line.reads-line").count() == H
    assert heads.get_by_role("img").get_attribute("aria-label")


def test_pointing_at_a_box_shows_its_size_and_code(models):
    words, code = models.locator("[aria-live]"), models.locator("pre code")
    models.get_by_role("button", name="SwiGLU, 14,336").hover()
    assert "Llama 3 8B, feed-forward" in words.inner_text()
    assert (
        "5,637,144,576 parameters (176,160,768 in each), 70.2 % of the model" in words.inner_text()
    )
    assert "self.gate_proj(x)" in code.inner_text()
    models.get_by_role("button", name="32 heads of 96").click()
    assert "qkv_proj" in code.inner_text()


def test_arrows_lead_from_box_to_box_over_empty_places(models):
    words = models.locator("[aria-live]")
    models.locator("button.map-box").first.focus()
    first = words.inner_text()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown"):  # GPT-2 has no norm at the entrance
        models.page.keyboard.press(key)
    assert "GPT-2, q, k, v, o" in words.inner_text()
    models.page.keyboard.press("ArrowRight")
    assert "BERT, q, k, v, o" in words.inner_text()
    models.page.keyboard.press("ArrowUp")  # over the norm that BERT does not have there
    assert "BERT, norm at the entrance" in words.inner_text()
    assert words.inner_text() != first
    assert models.locator('button[aria-pressed="true"]').count() == 1
    assert models.locator('button[tabindex="0"]').count() == 1


def test_bytes_of_a_row_follow_bits_and_blocks(row):
    words = row.locator("[aria-live]")
    bits, block = (row.get_by_role("slider", name=n) for n in ("Bits of a code", "Weights that"))
    assert "3 bits, asymmetric, 2 blocks of 64: 56 bytes" in words.inner_text()
    bits.press("ArrowRight")
    assert "4 bits, asymmetric, 2 blocks of 64: 72 bytes" in words.inner_text()
    block.press("Home")
    assert "16 blocks of 8: 128 bytes" in words.inner_text()
    row.get_by_label("symmetric", exact=True).check()
    assert "4 bits, symmetric, 16 blocks of 8: 96 bytes" in words.inner_text()


def test_one_large_weight_coarsens_the_codes_of_its_block(row):
    words = row.locator("[aria-live]")

    def error() -> float:
        return float(words.inner_text().split("Error ")[1].split(",")[0])

    before = error()
    row.get_by_role("slider", name="The largest weight").press("End")
    assert "16 times as large" in row.inner_text()
    assert error() > 2 * before
    assert row.locator("circle.row-weight").count() == 128
    assert row.get_by_role("img").get_attribute("aria-label").startswith("A row of weights")
