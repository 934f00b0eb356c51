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


@pytest.fixture
def ranks(page: Page, address: str) -> Locator:
    return figure(page, address, "sharded_step")


def test_more_ranks_help_a_rank_only_where_something_is_cut(ranks):
    words = ranks.locator("[aria-live]")
    assert "Llama 3 8B, DDP, 8 ranks, between steps" in words.inner_text()
    assert "That is 112 GB, which does not fit into 80 GB" in words.inner_text()
    slider = ranks.get_by_role("slider", name="Ranks")
    slider.press("End")
    assert "DDP, 1,024 ranks" in words.inner_text()
    assert "That is 112 GB" in words.inner_text()
    ranks.get_by_label("FSDP", exact=True).check()
    assert "1/1,024 of the weights" in words.inner_text()
    assert "which fits into 80 GB" in words.inner_text()
    slider.press("Home")
    assert "A rank that is alone sends nothing" in words.inner_text()


def test_the_moments_of_a_step_send_and_hold_what_they_should(ranks):
    words, following = ranks.locator("[aria-live]"), ranks.get_by_role("button", name="next")
    following.click()
    assert "Nobody sends anything" in words.inner_text()
    following.press("Enter")
    assert "Each rank sends 28.1 GB" in words.inner_text()  # 2 · 7/8 · 16.06 GB
    assert ranks.locator("rect.gradients").count() == 4 + 1  # four ranks and the legend
    ranks.get_by_label("FSDP", exact=True).check()
    assert "42.2 GB in this step so far" in words.inner_text()
    assert ranks.locator("rect.passing").count() == 2 * 4 + 1
    assert "weights again" in words.inner_text() or "gathered again" in words.inner_text()
    assert ranks.get_by_role("img").get_attribute("aria-label")


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
