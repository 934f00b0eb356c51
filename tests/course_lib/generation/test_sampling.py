import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.generation.sampling import (
    GREEDY,
    Sampling,
    choose_token,
    draw_token,
    keep_min_p,
    keep_top_k,
    keep_top_p,
    penalize_repetition,
)

HALVES = torch.tensor([0.5, 0.125, 0.25, 0.125]).log()
NOTHING_SEEN = torch.zeros(3, 7, dtype=torch.bool)


def kept(logits):
    return set(logits.isfinite().nonzero().flatten().tolist())


def random_logits(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(
    ("p", "expected"), [(0.4, {0}), (0.5, {0}), (0.6, {0, 2}), (0.75, {0, 2}), (1.0, {0, 1, 2, 3})]
)
def test_top_p_keeps_the_crossing_token(p, expected):
    assert kept(keep_top_p(HALVES, p)) == expected


def test_top_p_keeps_three_of_two_tied_tokens_and_more():
    assert len(kept(keep_top_p(HALVES, 0.8))) == 3


def test_top_p_is_the_smallest_set_that_reaches_p():
    for row in random_logits(20, 11):
        probabilities = row.softmax(dim=-1)
        inside = probabilities[keep_top_p(row, 0.7).isfinite()]
        assert inside.sum() >= 0.7
        assert inside.sum() - inside.min() < 0.7
        assert inside.min() >= probabilities[keep_top_p(row, 0.7).isinf()].max()


def test_top_k_keeps_exactly_k_of_every_row_even_among_ties():
    assert keep_top_k(random_logits(2, 3, 7), 4).isfinite().sum(dim=-1).eq(4).all()
    assert keep_top_k(torch.zeros(7), 4).isfinite().sum() == 4
    torch.testing.assert_close(keep_top_k(HALVES, 4), HALVES)


def test_min_p_compares_with_the_most_likely_token():
    assert kept(keep_min_p(HALVES, 0.3)) == {0, 2}
    assert kept(keep_min_p(HALVES, 0.0)) == {0, 1, 2, 3}
    assert kept(keep_min_p(HALVES, 1.0)) == {0}


def test_kept_tokens_keep_their_ratios():
    before, after = HALVES.softmax(dim=-1), keep_top_k(HALVES, 2).softmax(dim=-1)
    torch.testing.assert_close(after[0] / after[2], before[0] / before[2])
    torch.testing.assert_close(after.sum(), torch.tensor(1.0))


def test_the_penalty_lowers_what_was_seen_and_nothing_else():
    logits, seen = random_logits(3, 7), random_logits(3, 7) > 0.2
    lower = penalize_repetition(logits, seen, 1.5)
    assert (lower[seen] < logits[seen]).all()
    assert torch.equal(lower[~seen], logits[~seen])


def test_temperature_zero_is_greedy_and_low_temperature_tends_to_it():
    logits = random_logits(3, 7)
    greedy = choose_token(logits, NOTHING_SEEN, GREEDY)
    cold = choose_token(logits, NOTHING_SEEN, Sampling(temperature=1e-4))
    assert torch.equal(greedy, logits.argmax(dim=-1))
    assert torch.equal(cold, greedy)


def test_draws_follow_the_distribution_and_the_seed():
    rows = HALVES.expand(4000, 4)
    seen = torch.zeros(4000, 4, dtype=torch.bool)
    first, same = (
        choose_token(rows, seen, Sampling(), torch.Generator().manual_seed(3)) for _ in range(2)
    )
    assert torch.equal(first, same)
    shares = first.bincount(minlength=4) / 4000
    five_standard_errors = 5 * (HALVES.exp() * (1 - HALVES.exp()) / 4000).sqrt()
    assert ((shares - HALVES.exp()).abs() < five_standard_errors).all()


@settings(max_examples=25)
@given(st.integers(1, 5), st.integers(1, 40), st.floats(0.1, 10), st.integers(0, 999))
def test_choosing_without_limits_is_drawing(n_rows, vocab_size, temperature, seed):
    logits = torch.randn(n_rows, vocab_size, generator=torch.Generator().manual_seed(seed))
    seen = torch.zeros_like(logits, dtype=torch.bool)
    drawn = draw_token(logits, temperature, torch.Generator().manual_seed(seed))
    chosen = choose_token(logits, seen, Sampling(temperature), torch.Generator().manual_seed(seed))
    assert torch.equal(chosen, drawn)


@settings(max_examples=25)
@given(st.integers(1, 17), st.integers(1, 17), st.floats(0.01, 1), st.integers(0, 999))
def test_what_is_kept_holds_the_likeliest_and_its_number(vocab_size, k, p, seed):
    logits = torch.randn(3, vocab_size, generator=torch.Generator().manual_seed(seed))
    k = min(k, vocab_size)
    best = logits.argmax(dim=-1, keepdim=True)
    for limited in (keep_top_k(logits, k), keep_top_p(logits, p), keep_min_p(logits, p)):
        stays = limited.isfinite()
        assert stays.gather(1, best).all()
        assert torch.equal(limited[stays], logits[stays])
    assert keep_top_k(logits, k).isfinite().sum(dim=-1).eq(k).all()


def test_inputs_stay_as_they_were():
    logits = random_logits(3, 7)
    copy = logits.clone()
    choose_token(logits, ~NOTHING_SEEN, Sampling(0.7, 3, 0.9, 0.1, 1.3))
    assert torch.equal(logits, copy)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("temperature", -0.1),
        ("temperature", float("nan")),
        ("top_k", 0),
        ("top_p", 0.0),
        ("top_p", 1.01),
        ("min_p", -0.5),
        ("repetition_penalty", 0.0),
    ],
)
def test_a_setting_outside_its_range_is_named(setting, value):
    with pytest.raises(ValueError, match=rf"{setting} must .* got {value}"):
        Sampling(**{setting: value})


def test_top_k_above_the_vocabulary_keeps_all():
    logits = random_logits(3, 7)
    assert torch.equal(keep_top_k(logits, 8), logits)
    with pytest.raises(ValueError, match="1 or more, got 0"):
        keep_top_k(logits, 0)


@pytest.mark.parametrize("temperature", [1e-3, 1e-38, 1e-45, 5e-324])
@pytest.mark.parametrize("size", [1.0, 1e30])
def test_temperatures_near_zero_are_greedy(temperature, size):
    logits = size * random_logits(3, 7)
    chosen = choose_token(logits, NOTHING_SEEN, Sampling(temperature=temperature))
    assert torch.equal(chosen, logits.argmax(dim=-1))
