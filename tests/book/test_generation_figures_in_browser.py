"""The figures of generation follow mouse and keyboard: settings, shapes, memory, drafts, paths."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page

from course_lib.figures.generation.draft_walk import walk

from .browsing import figure

pytestmark = pytest.mark.browser


@pytest.fixture
def settings(page: Page, address: str) -> Locator:
    return figure(page, address, "sampling_settings")


@pytest.fixture
def shapes(page: Page, address: str) -> Locator:
    return figure(page, address, "pass_shapes")


@pytest.fixture
def memory(page: Page, address: str) -> Locator:
    return figure(page, address, "cache_memory")


@pytest.fixture
def divergence(page: Page, address: str) -> Locator:
    return figure(page, address, "path_divergence")


@pytest.fixture
def drafts(page: Page, address: str) -> Locator:
    return figure(page, address, "draft_walk")


def n_left(settings: Locator) -> int:
    found = re.match(r"([\d,]+) of", settings.locator("[aria-live]").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def test_each_rule_leaves_what_it_should(settings):
    vocabulary = settings.evaluate(
        "it => JSON.parse(it.dataset.state).texts[0].counts.reduce((sum, n) => sum + n, 0)"
    )
    for name, expected in {"as the model says": vocabulary, "greedy": 1, "top-k 40": 40}.items():
        settings.get_by_role("button", name=name, exact=True).click()
        assert n_left(settings) == expected


def test_temperature_makes_top_p_keep_more_and_cuts_nothing_itself(settings):
    settings.get_by_role("button", name="0.6, top-p 0.9").click()
    cold, temperature = n_left(settings), settings.get_by_label("Temperature")
    temperature.focus()
    temperature.press("End")
    assert n_left(settings) > 50 * cold
    settings.get_by_role("button", name="as the model says").click()
    everything = n_left(settings)
    temperature.press("End")
    assert n_left(settings) == everything


def test_every_step_of_the_keyboard_moves_top_k(settings):
    settings.get_by_role("button", name="as the model says").click()
    slider = settings.get_by_label("Top-k")
    slider.focus()
    slider.press("Home")
    seen = [n_left(settings)]
    for _ in range(8):
        slider.press("ArrowRight")
        seen.append(n_left(settings))
    assert seen == [2**i for i in range(9)]
    slider.press("ArrowLeft")
    assert n_left(settings) == 2**7


def test_the_other_text_has_other_tokens(settings):
    names = settings.locator("tbody th").all_inner_texts()
    settings.get_by_label("The model has read").select_option(index=1)
    assert settings.locator("tbody th").all_inner_texts() != names


def row(shapes: Locator, name: str) -> list[str]:
    found = shapes.get_by_role("row").filter(has=shapes.page.get_by_text(name, exact=True))
    return found.first.locator("td").all_inner_texts()


def test_a_pass_over_five_tokens_has_the_published_shapes(shapes):
    shapes.get_by_label("Model").select_option("Phi-3-mini")
    shapes.get_by_role("button", name="read five tokens").click()
    assert row(shapes, "qkv_proj")[1] == "1 × 5 × 9,216"
    assert row(shapes, "logits")[1] == "1 × 5 × 32,064"
    shapes.get_by_label("of the last one").check()
    assert row(shapes, "logits")[1] == "1 × 32,064"


def test_writing_has_one_query_and_all_keys(shapes):
    shapes.get_by_label("Model").select_option("Llama 3 8B")
    shapes.get_by_role("button", name="write the next token").click()
    assert row(shapes, "scores")[1] == "1 × 32 × 1 × 4,096"
    assert row(shapes, "all keys")[1] == "1 × 8 × 4,096 × 128"
    assert "“all keys”" in shapes.locator("[aria-live]").inner_text()


def test_every_step_of_the_keyboard_moves_the_tokens(shapes):
    slider = shapes.get_by_label("New tokens, T")
    slider.focus()
    slider.press("Home")
    for n in (1, 2, 4, 8):
        assert row(shapes, "token ids")[1] == f"1 × {n}"
        slider.press("ArrowRight")
    cached = shapes.get_by_label("Tokens in the cache")
    cached.focus()
    cached.press("Home")
    for n in ("0 tokens", "1 token", "2 tokens"):
        assert cached.get_attribute("aria-valuetext") == n
        cached.press("ArrowRight")


def test_half_the_bits_leave_room_for_twice_the_text(memory):
    def longest() -> int:
        found = re.search(r"may have ([\d,]+) tokens", memory.locator("[aria-live]").inner_text())
        assert found
        return int(found[1].replace(",", ""))

    memory.get_by_label("Model").select_option("Llama 3 8B")
    wide = longest()
    memory.get_by_role("radio", name="8 bits").check()
    assert longest() // 2 == wide
    texts = memory.get_by_role("slider", name="Texts at once")
    texts.focus()
    texts.press("End")
    assert "does not fit" in memory.locator("[aria-live]").inner_text()


def test_each_mistake_says_where_it_begins_and_what_it_costs(divergence):
    select = divergence.get_by_role("combobox", name="Mistake")
    words = divergence.locator("[aria-live]")
    select.select_option("the rotary base is 10,000")
    assert "off from layer 1 on" in words.inner_text()
    assert divergence.locator(".plot-line.chosen").count() == 1
    select.select_option("the last norm is missing")
    assert "right to its end" in words.inner_text()
    assert "nats a token" in words.inner_text()
    select.focus()
    select.press("ArrowDown")
    assert words.inner_text().startswith("the head is not the embedding")


def counts(drafts: Locator) -> tuple[int, ...]:
    """Tokens, passes, guesses, and guesses that stand."""
    pattern = r"(\d+) tokens in (\d+) pass\w*; of (\d+) guess\w* (\d+) stood"
    found = re.search(pattern, drafts.locator("[aria-live]").inner_text())
    assert found
    return tuple(map(int, found.groups()))


def test_the_passes_of_every_text_are_the_library_s(drafts):
    state = json.loads(str(drafts.get_attribute("data-state")))
    sliders = [
        drafts.get_by_label(name) for name in ("Tokens that have to match", "Guesses at most")
    ]
    for text in state["texts"]:
        drafts.get_by_label("What is written").select_option(text["name"])
        for n_match, n_draft in ((1, 15), (2, 7), (4, 0)):
            for slider, value in zip(sliders, (n_match, n_draft), strict=True):
                slider.fill(f"{value}")
            passes = walk(text["ids"], text["n_read"], n_match, n_draft)
            expected = (
                len(text["ids"]) - text["n_read"],
                len(passes),
                sum(len(one.drafted) for one in passes),
                sum(one.n_accepted for one in passes),
            )
            assert counts(drafts) == expected


def test_the_last_pass_shows_the_whole_text_and_no_guess_makes_a_pass_a_token(drafts):
    drafts.get_by_role("button", name="Last").click()
    state = json.loads(str(drafts.get_attribute("data-state")))
    shown = drafts.locator(".walk-tokens li:not(.fell)").all_inner_texts()
    assert shown == state["texts"][0]["words"]
    guesses = drafts.get_by_label("Guesses at most")
    guesses.focus()
    guesses.press("Home")
    n_tokens, n_passes, n_guesses, n_stood = counts(drafts)
    assert n_tokens == n_passes
    assert n_guesses == n_stood == 0
    drafts.get_by_role("button", name="Last").click()
    drafts.get_by_role("button", name="Back").click()
    assert f"Pass {n_passes - 1} of {n_passes}" in drafts.locator("[aria-live]").inner_text()
