"""The first figures and the quiz in a real browser: they follow mouse and keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .browsing import figure, page_with, visit

pytestmark = pytest.mark.browser


@pytest.fixture
def heatmap(page: Page, address: str) -> Locator:
    return figure(page, address, "attention_heatmap")


def weights(heatmap: Locator) -> list[list[str]]:
    """The table as the reader sees it, row by row."""
    rows = heatmap.locator("tbody tr").all()
    return [row.locator("td").all_inner_texts() for row in rows]


def test_the_heatmap_reacts_to_the_mouse(heatmap):
    heatmap.get_by_label("none").check()
    open_weights = weights(heatmap)
    assert heatmap.locator("td.masked").count() == 0
    heatmap.get_by_label("causal").check()
    n = len(open_weights)
    assert heatmap.locator("td.masked").count() == n * (n - 1) // 2
    assert weights(heatmap)[0][0] == "100"
    heatmap.get_by_label("none").check()
    assert weights(heatmap) == open_weights
    heatmap.get_by_role("button", name="no scaling").click()
    assert weights(heatmap) != open_weights
    assert "no scaling" in heatmap.locator("output").inner_text()
    heatmap.get_by_role("button", name="1/√D").click()
    assert weights(heatmap) == open_weights
    assert "the correct scale" in heatmap.locator("output").inner_text()


def test_the_heatmap_reacts_to_the_keyboard(heatmap):
    words = heatmap.locator("[aria-live]")
    slider = heatmap.get_by_role("slider")
    heatmap.get_by_role("button", name="1/√D").click()
    correct = weights(heatmap), words.inner_text()
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    sharper = weights(heatmap), words.inner_text()
    assert correct[0] != sharper[0]
    assert correct[1] != sharper[1]
    assert "1.41 × 1/√" in (slider.get_attribute("aria-valuetext") or "")
    rows = heatmap.locator("tbody button")
    rows.last.focus()
    last = words.inner_text()
    rows.last.press("ArrowUp")
    assert words.inner_text() != last
    assert rows.nth(rows.count() - 2).get_attribute("aria-pressed") == "true"


def test_the_heatmap_reads_the_row_under_the_pointer(heatmap):
    words = heatmap.locator("[aria-live]")
    row = heatmap.locator("tbody tr").first
    row.locator("td").first.hover()
    assert words.inner_text().startswith(f"“{row.locator('th').inner_text()}” reads")


@pytest.fixture
def calculator(page: Page, address: str) -> Locator:
    return figure(page, address, "parameter_calculator")


def test_the_calculator_counts_every_published_model(calculator):
    models = calculator.evaluate("it => JSON.parse(it.dataset.state).models")
    for model in models:
        calculator.get_by_label("Model", exact=True).select_option(model["name"])
        assert calculator.locator(".figure-total").inner_text() == f"{model['total']:,}"
        cells = calculator.locator("tbody td:nth-child(2)").all_inner_texts()
        assert sum(int(cell.replace(",", "")) for cell in cells) == model["total"]


def test_the_calculator_reacts_to_mouse_and_keyboard(calculator):
    total, words = calculator.locator(".figure-total"), calculator.locator("[aria-live]")
    before = total.inner_text(), words.inner_text()
    layers = calculator.get_by_role("slider", name="Layers L")
    layers.press("ArrowRight")
    one_more = total.inner_text(), words.inner_text()
    assert one_more[0] != before[0]
    assert "your own" in one_more[1]
    box = layers.bounding_box()
    assert box
    layers.click(position={"x": 0.9 * box["width"], "y": box["height"] / 2})
    assert total.inner_text() not in (before[0], one_more[0])
    vocabulary = calculator.get_by_role("spinbutton", name="Vocabulary V")
    before_typing = total.inner_text()
    vocabulary.fill("1000")
    vocabulary.press("Tab")
    assert total.inner_text() != before_typing


def test_a_quiz_answers_and_keeps_the_score(page, address):
    visit(page, address + page_with('class="quiz"'))
    score = page.locator(".quiz-score")
    question = page.locator(".quiz").first
    wrong = question.locator('[data-verdict="wrong"]').first
    wrong.locator("summary").press("Enter")
    expect(wrong.locator(".quiz-verdict")).to_be_visible()
    expect(score).to_have_text(re.compile("^0 of "))  # a fold tells of its opening a moment later
    second = page.locator(".quiz").nth(1).locator('[data-verdict="right"]')
    second.locator("summary").click()
    expect(second.locator(".quiz-verdict")).to_be_visible()
    expect(score).to_have_text(re.compile("^1 of "))
