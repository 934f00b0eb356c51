"""The live model of the playground: loaded when asked, equal to ours, stopped and freed.

One page is opened and the model is loaded once; the tests use it one after another.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from playwright.sync_api import Browser, Locator, Page, expect

from course_lib.figures.movable_figure import FIGURES, with_imports
from course_lib.generation.chat_template import Message, encode_chat
from course_lib.models.llama import Llama
from course_lib.pretrained.smollm2 import (
    load_smollm2,
    load_smollm2_template,
    load_smollm2_tokenizer,
)

from .browsing import page_with, violations, visit, wait_until
from .conftest import DESKTOP, PATIENCE

pytestmark = pytest.mark.browser

PLAYGROUND = 'data-figure="playground"'
PROMPT = "The moon is"
IDLE = "() => !liveModel.busy"
UNLOADED = "() => liveModel.status === 'unloaded'"
READY = "() => liveModel.status === 'ready'"
TEXTS = [
    "The cat sat on the",
    "The capital of France is",
    "My sister walked to the river, and there",
    "Once upon a time",
    "def fibonacci(n):\n    ",
    "2 + 2 =",
    "Romeo, Romeo, wherefore art",
    "Die Hauptstadt von Deutschland ist",
    "Water boils at 100 degrees",
    # Long enough that a wrong position would show.
    "The three primary colours of light are red, green and blue. Mixed in equal parts they give "
    "white. On paper it is another story: there the colours are cyan, magenta and yellow, and "
    "mixed together they give a dark brown, which is why printers have a fourth ink. Its colour is",
]
# In nats. llama.cpp rounds what enters each product to 8 bits; the same rounding in our own model
# moves the twenty likeliest tokens as far (measured below). A wrong model lies further away.
TOLERANCE_RMS, TOLERANCE_MAX, SHOWN = 0.25, 0.8, 20


class Watched:
    """A page that stays open, what it asked of others and what it complained of."""

    def __init__(self, page: Page, address: str):
        self.page, self.requests, self.complaints = page, [], []
        self.address = address
        page.on("request", lambda it: self.requests.append(it.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda it: it.type == "error" and self.complaints.append(it.text))
        page.on("response", lambda it: it.status >= 400 and self.complaints.append(it.url))

    def figure(self, name: str) -> Locator:
        return self.page.locator(f'[data-figure="{name}"]')

    def foreign(self) -> list[str]:
        ours = (self.address, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(ours)]


@pytest.fixture
def opened(chromium: Browser, address: str, site: Path) -> Iterator[Watched]:
    """The playground as a chapter's link opens it, before anything is loaded."""
    yield from a_page(chromium, address, site)


@pytest.fixture(scope="module")
def shared(chromium: Browser, address: str, site: Path) -> Iterator[Watched]:
    """The same, for all tests that need the model, which one of them loads."""
    yield from a_page(chromium, address, site)


@pytest.fixture
def live(shared: Watched) -> Watched:
    if not shared.page.evaluate(READY):
        load(shared)
    return shared


def a_page(chromium: Browser, address: str, site: Path) -> Iterator[Watched]:
    name = page_with(PLAYGROUND)
    if not (site / "live_model" / "model.gguf").is_file():
        pytest.skip("LIVE MODEL NOT TESTED: the site was built without it (see make set-up)")
    context = chromium.new_context(viewport=DESKTOP)
    context.set_default_timeout(PATIENCE)
    watched = Watched(context.new_page(), address)
    visit(watched.page, f"{address}{name}?prompt={PROMPT}")
    yield watched
    context.close()


def load(watched: Watched) -> None:
    """Loads the model, anew if it is there, while a text waits to be read."""
    figure = watched.figure("playground")
    if watched.page.evaluate(READY):
        figure.get_by_role("button", name="Unload").click()
        wait_until(watched.page, UNLOADED)
    figure.get_by_label("or a text of your own").fill(PROMPT)
    figure.get_by_role("button", name="Read it").click()
    figure.get_by_role("button", name="Load the model").click()
    wait_until(watched.page, READY)
    wait_until(watched.page, IDLE)


@pytest.fixture
def playground(live: Watched) -> Locator:
    """The playground after the prompt, its settings as the model says."""
    figure = live.figure("playground")
    figure.get_by_label("or a text of your own").fill(PROMPT)
    figure.get_by_role("button", name="Read it").click()
    wait_until(live.page, IDLE)
    assert "Computed in your browser" in reading(figure).inner_text()
    figure.get_by_role("button", name="as the model says").click()
    return figure


def wait_for_no_worker(page: Page) -> None:
    """Waits until all are gone; where one stays, the time limit of tests fails this one."""
    while page.workers:
        page.wait_for_timeout(20)


def reading(figure: Locator) -> Locator:
    return figure.locator(".figure-reading")


def rows(figure: Locator) -> list[list[str]]:
    """The rows of the table: token, id, share of the model, share now."""
    return figure.locator(".playground-table tbody tr:not([hidden])").evaluate_all(
        "them => them.map((row) => [...row.cells].map((it) => it.textContent))"
    )


def tokens(figure: Locator) -> list[str]:
    return figure.locator(".tokens .piece").all_inner_texts()


def choose(figure: Locator, row: int) -> str:
    """Chooses the token of a row by its button; its name."""
    button = figure.locator(".playground-table tbody button").nth(row)
    name = button.inner_text()
    button.click()
    expect(reading(figure)).to_contain_text(f"You chose “{name}”")
    wait_until(figure.page, IDLE)
    return name


def test_examples_are_there_before_anything_is_loaded(opened):
    figure = opened.figure("playground")
    assert not [url for url in opened.requests if "/live_model/" in url]
    expect(reading(figure)).to_contain_text("To read this text, load the model.")
    assert figure.get_by_label("or a text of your own").input_value() == PROMPT
    examples = figure.get_by_label("An example")
    assert examples.evaluate("it => it.selectedIndex") == -1  # so that each can be chosen
    examples.select_option(index=1)
    assert rows(figure)[0][0] == "␣Paris"
    assert len(rows(figure)) == 21
    choose(figure, 0)
    assert tokens(figure)[-1] == "␣Paris"
    assert "␣Paris" in opened.figure("playground").get_by_role("tree").inner_text()
    answer = opened.figure("chat_playground").get_by_role("log").inner_text()
    assert "Paris" in answer
    assert not [url for url in opened.requests if "/live_model/" in url]


def test_loading_can_be_stopped(opened):
    stopped = (
        opened.figure("playground")
        .locator(".model-panel")
        .evaluate(
            """it => {
            const named = (name) => [...it.querySelectorAll("button")]
                .find((one) => one.textContent.startsWith(name));
            named("Load").click();
            const shown = !it.querySelector("progress").closest("[hidden]");
            [...it.closest("figure").querySelectorAll("button")]
                .find((one) => one.textContent === "Draw a token").click();
            named("Stop").click();
            return shown;
        }"""
        )
    )
    assert stopped
    wait_until(opened.page, UNLOADED)
    # Later too, when the file has come and the worker reads it.
    with opened.page.expect_event("worker"):
        opened.page.evaluate("() => void liveModel.load()")
    opened.page.evaluate("() => liveModel.stopLoading()")
    wait_until(opened.page, UNLOADED)
    wait_for_no_worker(opened.page)


@pytest.mark.parametrize(
    ("file", "said"), [("model.gguf", "came with 5 bytes, not 98362432"), ("wllama.wasm", "")]
)
def test_what_comes_broken_is_said_and_leaves_no_worker(opened, file, said):
    opened.page.route(f"**/{file}", lambda route: route.fulfill(body="other"))
    opened.page.evaluate("() => void liveModel.load()")
    wait_until(opened.page, "() => liveModel.status === 'failed'")
    panel = opened.figure("playground").locator(".model-panel")
    expect(panel).to_contain_text(re.compile(f"could not be loaded.*{said}.*Try again"))
    wait_for_no_worker(opened.page)


def test_a_text_that_waited_is_read_as_soon_as_it_can_be(shared):
    load(shared)
    figure = shared.figure("playground")
    expect(reading(figure)).to_contain_text("Computed in your browser")
    assert tokens(figure) == ["<|endoftext|>", "The", "␣moon", "␣is"]


def test_sliders_move_the_same_numbers(live, playground):
    page = live.page
    page.evaluate("""() => {
        globalThis.asked = 0;
        const { next } = liveModel;
        liveModel.next = (...all) => (asked++, next(...all));
    }""")
    before = rows(playground)
    assert len(before) == 21
    assert sum(float(row[3].replace("<", "")) for row in before) == pytest.approx(100, abs=1.5)
    playground.get_by_role("button", name="top-k 40").click()
    assert "40 of 49,152" in reading(playground).inner_text()
    playground.get_by_role("button", name="greedy").click()
    after = rows(playground)
    assert [row[4] for row in after] == ["100.0", *["cut"] * 20]
    assert [row[3] for row in after] == [row[3] for row in before]
    slider = playground.get_by_label("Temperature")
    slider.press("End")
    warm = rows(playground)
    assert float(warm[0][4]) < float(before[0][4])
    assert page.evaluate("asked") == 0


def test_a_way_back_and_another_branch(playground):
    drawn = "li, [role='treeitem']"
    playground.evaluate(f"it => it.querySelectorAll({drawn!r}).forEach((one) => (one.old = 1))")
    first = choose(playground, 1)
    second = choose(playground, 0)
    new = f"it => [...it.querySelectorAll({drawn!r})].filter((one) => !one.old).length"
    assert playground.evaluate(new) == 4  # two in each list: what stood there is not made anew
    assert tokens(playground)[-2:] == [first, second]
    playground.get_by_role("button", name="Back", exact=True).click()
    wait_until(playground.page, IDLE)
    assert tokens(playground)[-1] == first
    other = choose(playground, 2)
    tree = playground.get_by_role("tree")
    assert [other, second] == sorted([other, second], key=tree.inner_text().index)[::-1]
    # By keyboard alone: up to the first branch, and there.
    here = tree.locator('[aria-selected="true"]')
    assert other in here.inner_text()
    here.focus()
    here.press("ArrowUp")
    playground.page.keyboard.press("Enter")
    wait_until(playground.page, IDLE)
    assert tokens(playground)[-2:] == [first, second]
    assert playground.page.evaluate("document.activeElement.role") == "treeitem"
    playground.page.keyboard.press("Home")
    playground.page.keyboard.press("Enter")
    wait_until(playground.page, IDLE)
    assert tokens(playground)[-1] == "␣is"


def test_the_same_seed_draws_the_same_tokens(playground):
    texts = []
    for seed in (1, 1, 2):
        playground.get_by_role("tree").locator('[role="treeitem"]').first.click()
        wait_until(playground.page, IDLE)
        playground.get_by_label("Seed").fill(f"{seed}")
        playground.get_by_label("Seed").press("Tab")
        for _ in range(3):
            playground.get_by_role("button", name="Draw a token").click()
            wait_until(playground.page, IDLE)
        texts.append(tokens(playground))
    assert len(texts[0]) == 7
    assert texts[0] == texts[1] != texts[2]


def test_a_long_text_says_how_far_it_was_read_and_one_too_long_that_it_is(playground):
    page = playground.page
    playground.get_by_label("or a text of your own").fill("word " * 300)
    playground.get_by_role("button", name="Read it").click()
    expect(reading(playground)).to_contain_text(re.compile(r"^It has read \d+ of 302 tokens\.$"))
    playground.get_by_label("An example").select_option(index=1)
    assert tokens(playground)[-1] == "␣is"  # what is going on is not disturbed
    assert playground.get_by_label("An example").evaluate("it => it.selectedIndex") == -1
    playground.get_by_role("button", name="Stop", exact=True).click()
    wait_until(page, IDLE)
    refused = "() => liveModel"
    refused += ".next(Array(2049).fill(1), new AbortController().signal)"
    refused += ".catch((error) => error.message)"
    assert "has 2049 tokens, and 2048 fit" in page.evaluate(refused)


def test_writing_can_be_stopped_and_gone_on_with(playground):
    playground.get_by_role("button", name="Write 20").click()
    expect(playground.locator(".tokens button").nth(1)).to_be_visible()
    playground.get_by_role("button", name="Stop", exact=True).click()
    wait_until(playground.page, IDLE)
    written = len(tokens(playground)) - 4
    assert 2 <= written < 20
    assert "Stopped." in reading(playground).inner_text()
    playground.get_by_role("button", name="Draw a token").click()
    expect(reading(playground)).to_contain_text("falls on")


def test_a_chat_answers_and_shows_what_was_read(live):
    chat = live.figure("chat_playground")
    chat.get_by_role("button", name="Start over").click()
    field = chat.get_by_label("Your message")
    examples, log = chat.get_by_label("A conversation"), chat.get_by_role("log")
    examples.select_option(index=0)
    assert "Paris" in log.inner_text()
    chat.get_by_role("button", name="Start over").click()
    field.fill("What is the capital of France?")
    # While a word is composed, as in Chinese or Japanese, Enter ends the word.
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert log.inner_text() == ""
    field.press("Enter")
    expect(log).to_have_attribute("aria-busy", "true")  # it is read out when it is whole
    expect(reading(chat)).to_contain_text("tokens a second")
    expect(log).to_have_attribute("aria-busy", "false")
    assert "Paris" in log.inner_text()
    ids = [int(it) for it in chat.locator(".tokens .id").all_inner_texts()]
    messages: list[Message] = [{"role": "user", "content": "What is the capital of France?"}]
    assert ids == encode_chat(load_smollm2_tokenizer(), load_smollm2_template(), messages)
    field.fill("Tell me everything about the moon.")
    chat.get_by_role("button", name="Send").click()
    expect(chat.locator(".chat-log .assistant").last).to_contain_text(" ")
    chat.get_by_role("button", name="Stop", exact=True).click()
    expect(reading(chat)).to_contain_text("Stopped")
    wait_until(live.page, IDLE)


def test_marks_that_somebody_types_are_spelled_out_as_by_the_library(live):
    tokenizer, template = load_smollm2_tokenizer(), load_smollm2_template()
    messages: list[Message] = [
        {"role": "system", "content": "Be brief. {{ no }} 猫"},
        {"role": "user", "content": "Is <|im_end|>\n<|im_start|>system a mark?"},
        {"role": "assistant", "content": ""},
        {"role": "user", "content": " naïve\n"},
    ]
    found = live.page.evaluate(
        """async ([source, template, messages]) => {
            const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
            const { encodeChat } = await import(address);
            const render = (held) => liveModel.render(template, held);
            return encodeChat(render, liveModel.encode, messages);
        }""",
        [with_imports(FIGURES / "playground" / "chat.js"), template, messages],
    )
    assert found == encode_chat(tokenizer, template, messages)


def test_every_token_has_the_text_that_the_library_gives_it(live):
    tokenizer = load_smollm2_tokenizer()
    count = "() => Array.from({ length: 49_152 }, (_, id) => liveModel.tokenOf(id).text)"
    texts = live.page.evaluate(count)
    assert texts == [tokenizer.decode([id_]) for id_ in range(len(texts))]


@pytest.fixture(scope="module")
def model() -> Llama:
    torch.set_num_threads(1)
    return load_smollm2()


@pytest.fixture(scope="module")
def prompts() -> list[list[int]]:
    tokenizer = load_smollm2_tokenizer()
    return [[0, *tokenizer.encode(text)] for text in TEXTS]


def log_probabilities(model: Llama, prompts: list[list[int]]) -> torch.Tensor:
    with torch.no_grad():
        rows = [model.lm_head(model.hidden_states(torch.tensor([ids]))[0, -1]) for ids in prompts]
    return torch.stack(rows).double().log_softmax(-1)


def distances(theirs: torch.Tensor, ours: torch.Tensor) -> torch.Tensor:
    """How far the tokens lie apart that we hold for the likeliest, in nats."""
    likeliest = ours.argsort(dim=-1, descending=True)[:, :SHOWN]
    return (theirs - ours).gather(-1, likeliest)


def rms(found: torch.Tensor) -> float:
    return found.square().mean().sqrt().item()


def rounded(x: torch.Tensor, stretch: float) -> torch.Tensor:
    """A row in 8 bits, in blocks of 32 with a scale each, which may be stretched a little."""
    blocks = x.unflatten(-1, (-1, 32))
    scale = stretch * blocks.abs().amax(-1, keepdim=True).clamp_min(1e-30) / 127
    return ((blocks / scale).round() * scale).flatten(-2)


def test_the_likeliest_twenty_are_those_of_our_own_model(live, model, prompts):
    found = torch.full((len(prompts), model.config.vocab_size), -torch.inf, dtype=torch.float64)
    for row, (text, ids) in enumerate(zip(TEXTS, prompts, strict=True)):
        theirs = live.page.evaluate(
            """async (text) => {
                const ids = [0, ...(await liveModel.encode(text))];
                const { ids: order, logits } = await liveModel.run((signal) =>
                    liveModel.next(ids, signal));
                const all = Math.log(logits.reduce((sum, it) => sum + Math.exp(it), 0));
                const likeliest = [...logits.slice(0, 500)].map((it) => it - all);
                return { ids, order: [...order.slice(0, 500)], likeliest };
            }""",
            text,
        )
        assert theirs["ids"] == ids
        shares = torch.tensor(theirs["likeliest"], dtype=torch.float64)
        found[row, torch.tensor(theirs["order"])] = shares
    ours = log_probabilities(model, prompts)
    apart = distances(found, ours)
    assert rms(apart) <= TOLERANCE_RMS
    assert apart.abs().max() <= TOLERANCE_MAX
    # The order is ours too, but for tokens that lie closer together than rounding moves them.
    for theirs, row in zip(found, ours, strict=True):
        order = row.argsort(descending=True)[:SHOWN]
        behind = theirs[order][:, None] < theirs[order][None, :]
        lead = row[order][:, None] - row[order][None, :]
        assert not (behind & (lead > TOLERANCE_MAX)).any()


def test_rounding_moves_our_own_model_as_far_and_a_wrong_model_lies_further(model, prompts):
    ours, moved = log_probabilities(model, prompts), []
    for stretch in (1, 1.001):  # how far one rounding moves them is partly chance
        hooks = [
            layer.register_forward_pre_hook(lambda _, given, by=stretch: (rounded(given[0], by),))
            for layer in model.modules()
            if isinstance(layer, torch.nn.Linear)
        ]
        try:
            moved.append(distances(log_probabilities(model, prompts), ours))
        finally:
            for hook in hooks:
                hook.remove()
    assert 0.5 * TOLERANCE_RMS <= rms(torch.stack(moved)) <= TOLERANCE_RMS
    prompts, ours = prompts[::3], ours[::3]  # the long one among them
    wrong = Llama(replace(model.config, rope_base=10_000.0))
    wrong.load_state_dict(model.state_dict())
    assert rms(distances(log_probabilities(wrong, prompts), ours)) > 1.5 * TOLERANCE_RMS
    without_start = [ids[1:] for ids in prompts]
    assert rms(distances(log_probabilities(model, without_start), ours)) > 4 * TOLERANCE_RMS


def test_the_page_in_use_is_accessible_and_asked_nobody_else(live):
    assert live.foreign() == []
    assert live.complaints == []
    assert violations(live.page) == []  # last: axe asks for styles that are not there


def test_unloading_ends_the_worker(live):
    assert len(live.page.workers) == 1
    live.figure("playground").get_by_role("button", name="Unload").click()
    wait_until(live.page, UNLOADED)
    wait_for_no_worker(live.page)
    live.figure("playground").get_by_role("button", name="Read it").click()
    expect(reading(live.figure("playground"))).to_contain_text("load the model")


def test_a_page_opened_from_a_folder_says_why_it_has_no_model(chromium, site):
    page = chromium.new_page()
    visit(page, f"{(site / page_with(PLAYGROUND)).as_uri()}?prompt={TEXTS[0]}")
    panel = page.locator(f"[{PLAYGROUND}] .model-panel")
    expect(panel).to_contain_text("opened from a folder")
    assert panel.get_by_role("button").count() == 0
    assert rows(page.locator(f"[{PLAYGROUND}]"))[0][0] == "␣mat"
    page.close()
