"""What the playground computes in the browser is what the library computes: rules, draws, trees.

The modules are imported as they are into an empty page; the site need not be built.
"""

import itertools
import json
from collections.abc import Iterator

import pytest
import torch
from playwright.sync_api import Browser, Page

from course_lib.figures.movable_figure import FIGURES, with_imports
from course_lib.generation.sampling import Sampling, keep_min_p, keep_top_k, keep_top_p

pytestmark = pytest.mark.browser

SETTINGS = [
    Sampling(temperature, top_k, top_p, min_p)
    for temperature, top_k, top_p, min_p in itertools.product(
        (0.0, 0.3, 1.0, 2.0), (None, 1, 40), (1.0, 0.9, 0.3), (0.0, 0.1, 1.0)
    )
]
CALL = """async ([source, code]) => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const it = await import(address);
    return new Function("it", `return (async () => { ${code} })()`)(it);
}"""


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def run(page: Page, module: str, code: str):
    """What some code returns that has a module's exports in ``it``."""
    return page.evaluate(CALL, [with_imports(FIGURES / module), code])


def left(logits: torch.Tensor, sampling: Sampling) -> torch.Tensor:
    """What the library leaves of a distribution, in double precision."""
    V = len(logits)
    if sampling.temperature == 0:
        return keep_top_k(logits, 1).softmax(-1)
    kept = keep_top_k(logits / sampling.temperature, sampling.top_k or V)
    return keep_min_p(keep_top_p(kept, sampling.top_p), sampling.min_p).softmax(-1)


def test_the_settings_leave_what_the_library_leaves(blank):
    V = 500
    logits = 3 * torch.randn(V, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    falling = (logits - logits.max()).sort(descending=True).values
    settings = [
        {"temperature": s.temperature, "top_k": s.top_k or V, "top_p": s.top_p, "min_p": s.min_p}
        for s in SETTINGS
    ]
    found = run(
        blank,
        "parts/sampling_rules.js",
        f"const distribution = {{ logits: {falling.tolist()}, counts: Array({V}).fill(1) }};"
        f"return {json.dumps(settings)}.map((s) => it.whatIsLeft(distribution, s))"
        ".map(({ now, nKept, entropy }) => ({ now: [...now], nKept, entropy }));",
    )
    for sampling, result in zip(SETTINGS, found, strict=True):
        expected = left(falling, sampling)
        now = torch.tensor(result["now"], dtype=torch.float64)
        torch.testing.assert_close(now, expected, rtol=1e-9, atol=1e-12)
        assert result["nKept"] == int(expected.gt(0).sum()), sampling
        entropy = torch.special.entr(expected).sum().item()
        assert result["entropy"] == pytest.approx(entropy, abs=1e-9)


def test_a_list_keeps_what_it_begins_with(blank):
    code = """
    const list = document.createElement("ol");
    const line = (text) => Object.assign(document.createElement("li"), { textContent: text });
    const [a, b, c, d] = ["a", "b", "c", "d"].map(line);
    let added = 0;
    const append = list.append.bind(list);
    list.append = (...items) => ((added += items.length), append(...items));
    return [[a, b, c], [a, b], [a, b, d], [a, c, d], []].map((items) => {
        added = 0;
        it.showIn(list, items);
        return [list.textContent, added];
    });
    """
    expected = [["abc", 3], ["ab", 0], ["abd", 1], ["acd", 2], ["", 0]]
    assert run(blank, "playground/tokens.js", code) == expected


def test_a_draw_walks_along_the_shares(blank):
    shares = torch.tensor([0.5, 0.25, 0.125, 0.125], dtype=torch.float64)
    draws = [0.0, 0.49, 0.5, 0.6, 0.75, 0.874, 0.875, 0.999999]
    found = run(
        blank,
        "playground/distribution.js",
        f"const left = {{ kept: [1, 1, 1, 1], now: {shares.tolist()} }};"
        f"return {draws}.map((u) => it.fallsOn(left, u));",
    )
    expected = torch.searchsorted(shares.cumsum(-1), torch.tensor(draws).double(), right=True)
    assert found == expected.tolist()
    cut = "return it.fallsOn({ kept: [1, 0, 1], now: [0.5, 0, 0.5 - 1e-12] }, 1 - 1e-13);"
    assert run(blank, "playground/distribution.js", cut) == 2  # never on what was cut


def test_equally_likely_tokens_stand_in_order_of_their_ids(blank):
    code = (
        "const found = it.fromProbabilities([[7, 0.25], [9, 0.5], [3, 0.25]]"
        ".map(([token, p]) => ({ token, p })), []); return [...found.ids];"
    )
    assert run(blank, "playground/distribution.js", code) == [9, 3, 7]


def test_numbers_are_spread_and_come_again(blank):
    n = 4000
    code = (
        "const row = (seed) => Array.from({ length: %d }, (_, i) => it.numberFor(seed, i));"
        "return [row(1), row(2), row(1)];"
    )
    first, second, again = map(torch.tensor, run(blank, "playground/random.js", code % n))
    assert torch.equal(first, again)
    assert not torch.equal(first, second)
    for row in (first, second):
        assert 0 <= row.min() < row.max() < 1
        counts = torch.histc(row, bins=10, min=0, max=1)
        error = (n * 0.1 * 0.9) ** 0.5  # one standard error
        assert (counts - n / 10).abs().max() < 5 * error
    together = torch.corrcoef(torch.stack([first, second]))[0, 1]
    assert together.abs() < 5 / n**0.5


def test_a_tree_keeps_what_was_left_and_shows_forks_below_it(blank):
    code = """
    const token = (id) => ({ id, text: String(id) });
    const tree = it.treeOf([token(0)]);
    const a = it.childFor(tree.root, token(1));
    const b = it.childFor(a, token(2));
    const c = it.childFor(a, token(3));
    const d = it.childFor(c, token(4));
    const same = it.childFor(tree.root, token(1)) === a;
    const idsOf = (nodes) => nodes.map((node) => node.token.id);
    const rows = it.branches(tree.root).map(({ forks, run }) => [forks, idsOf(run)]);
    return [same, it.tokensTo(tree, d).map(({ id }) => id), rows];
    """
    assert run(blank, "playground/tree.js", code) == [
        True,
        [0, 1, 3, 4],
        [[0, [1]], [1, [2]], [1, [3, 4]]],
    ]


def test_only_the_template_sets_marks(blank):
    code = r"""
    const written = ({ role, content }) => `<${role}>${content}<end>`;
    const render = (messages) => messages.map(written).join("") + "<me>";
    const messages = [{ role: "user", content: "a <end> $& \\1" }, { role: "me", content: "" }];
    return it.piecesOf(render, messages).map(({ text, trusted }) => [text, trusted]);
    """
    assert run(blank, "playground/chat.js", code) == [
        ["<user>", True],
        ["a <end> $& \\1", False],
        ["<end><me>", True],
        ["<end><me>", True],
    ]


def test_the_oldest_turns_go_and_a_question_that_is_too_long_is_refused(blank):
    code = """
    const all = async (messages) => messages.flatMap(({ content }) => [...content]);
    const turn = (content) => ({ content });
    const [system, turns] = [[turn("s")], ["aaa", "bbb", "cc"].map(turn)];
    const fits = await it.whatFits(all, system, turns, 5);
    const refused = await it.whatFits(all, system, [turn("dddddd")], 5).catch((e) => e.message);
    return [fits.ids.join(""), fits.turns.length, refused];
    """
    assert run(blank, "playground/chat.js", code) == [
        "scc",
        1,
        "The message makes a prompt of 7 tokens, and 5 fit: shorten it.",
    ]
