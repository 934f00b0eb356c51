"""The graph of gradients and the way down a valley follow mouse and keyboard."""

import pytest
from playwright.sync_api import Locator, Page

from .browsing import figure

pytestmark = pytest.mark.browser


@pytest.fixture
def graph(page: Page, address: str) -> Locator:
    return figure(page, address, "gradient_graph")


@pytest.fixture
def valley(page: Page, address: str) -> Locator:
    return figure(page, address, "descent_path")


@pytest.fixture
def isoflop(page: Page, address: str) -> Locator:
    return figure(page, address, "isoflop_curve")


def test_a_step_lowers_the_loss_and_start_again_undoes_it(graph):
    words = graph.locator("[aria-live]")
    assert "The loss is 2.44. Its gradient for w is −1.31" in words.inner_text()
    step = graph.get_by_role("button", name="one step")
    step.click()
    assert "After 1 step: the loss is 0.25" in words.inner_text()  # w −0.84, b 1.16
    step.press("Enter")
    assert "After 2 steps" in words.inner_text()
    graph.get_by_role("button", name="start again").click()
    assert words.inner_text().startswith("The loss is 2.44")


def test_a_flat_tanh_lets_no_gradient_through(graph):
    words = graph.locator("[aria-live]")
    graph.get_by_label("b", exact=True).check()
    graph.get_by_role("slider", name="Its value").press("Home")
    assert "a small change of b hardly changes it" in words.inner_text()
    assert graph.locator("line.graph-line.flows").count() < graph.locator("line.graph-line").count()
    assert graph.get_by_role("img").get_attribute("aria-label")


def test_a_rate_that_is_too_large_leaves_the_valley(valley):
    words, rate = valley.locator("[aria-live]"), valley.get_by_role("slider", name="Learning rate")
    assert "it has arrived" in words.inner_text()
    rate.press("End")
    assert "out of all bounds" in words.inner_text()
    valley.get_by_label("Adam", exact=True).check()
    assert "learning rate 1: after 60 steps the loss is 0.001" in words.inner_text()
    valley.get_by_role("slider", name="Steps").press("Home")
    assert "after 0 steps the loss is 8.400" in words.inner_text()
    assert valley.locator("circle.valley-point").count() == 1


def test_the_curve_follows_size_text_and_law(isoflop):
    words = isoflop.locator("[aria-live]")
    assert words.inner_text().startswith("70 billion parameters, 1.4 trillion tokens: 5.88 × 10²³")
    assert "no other size is better" in words.inner_text()
    isoflop.get_by_role("button", name="GPT-3").click()
    assert "1.71 tokens a parameter" in words.inner_text()
    assert "the best size for these FLOPs, 53 billion parameters" in words.inner_text()
    isoflop.get_by_role("slider", name="Parameters").press("ArrowLeft")
    assert "175 billion" not in words.inner_text()
    before = words.inner_text()
    isoflop.get_by_label("Hoffmann et al. 2022").check()
    assert "By Hoffmann et al. 2022" in words.inner_text()
    assert words.inner_text() != before
    assert isoflop.get_by_role("img").get_attribute("aria-label")
