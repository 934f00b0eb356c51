"""Counting with back-off: every row is a distribution, and equals the rule done in plain Python."""

import random
from collections import Counter

import pytest
import torch

from course_lib.models.ngram import contexts, followers, kneser_ney, witten_bell


def by_hand(counted, context, token, V):
    """Witten and Bell's rule for one context, the shorter ones first."""
    share = 1 / V
    for n in range(len(context) + 1):
        end = context[len(context) - n :]
        rows = [counted[i + n] for i in range(len(counted) - n) if counted[i : i + n] == end]
        if rows:
            kinds = len(set(rows))
            share = (Counter(rows)[token] + kinds * share) / (len(rows) + kinds)
    return share


def test_equals_the_rule_in_plain_python():
    dice = random.Random(0)
    counted = [dice.randrange(4) for _ in range(60)]
    judged = [dice.randrange(5) for _ in range(30)]  # token 4 was never counted
    rows = witten_bell(torch.tensor(counted), torch.tensor(judged), longest=3, vocab_size=5)
    for n, row in enumerate(rows.tolist()):
        for t, share in enumerate(row):
            context = judged[max(t - n, 0) : t]
            assert share == pytest.approx(by_hand(counted, context, judged[t], V=5))


def test_the_shares_of_all_tokens_add_up_to_one():
    counted = torch.tensor([0, 1, 2, 0, 1, 0])
    for context in ([0, 1], [2, 2], [3, 1]):
        texts = [torch.tensor([*context, token]) for token in range(4)]
        shares = [witten_bell(counted, text, longest=2, vocab_size=4)[:, -1] for text in texts]
        assert torch.stack(shares).sum(0).tolist() == pytest.approx([1, 1, 1])
        for n in range(3):
            shares = [kneser_ney(counted, text, n, vocab_size=4)[-1] for text in texts]
            assert sum(shares).item() == pytest.approx(1)


def kneser_ney_by_hand(counted, context, token, V, n, discount=0.9):
    """Kneser and Ney's rule for one context, the shorter ones first."""
    share = 1 / V
    for m in range(len(context) + 1):
        end, longer = context[len(context) - m :], min(m + 1, n)
        runs = [tuple(counted[i : i + longer + 1]) for i in range(len(counted) - longer)]
        runs = runs if m == n else set(runs)
        row = Counter(run[-1] for run in runs if list(run[len(run) - 1 - m : -1]) == end)
        if row:
            kept = max(row[token] - discount, 0)
            share = (kept + discount * len(row) * share) / sum(row.values())
    return share


def test_kneser_ney_equals_the_rule_in_plain_python():
    dice = random.Random(1)
    counted = [dice.randrange(4) for _ in range(60)]
    judged = [dice.randrange(5) for _ in range(30)]
    for n in range(4):
        shares = kneser_ney(torch.tensor(counted), torch.tensor(judged), n, vocab_size=5)
        for t, share in enumerate(shares.tolist()):
            context = judged[max(t - n, 0) : t]
            assert share == pytest.approx(kneser_ney_by_hand(counted, context, judged[t], 5, n))


def test_several_texts_are_judged_one_by_one():
    counted, texts = torch.randint(4, (60,)), torch.randint(4, (3, 7))
    alone = torch.stack([kneser_ney(counted, text, n=2, vocab_size=4) for text in texts])
    torch.testing.assert_close(kneser_ney(counted, texts, n=2, vocab_size=4), alone)


def test_counts_of_banana():
    banana = torch.tensor([1, 0, 2, 0, 2, 0])  # b a n a n a
    together, alone, kinds = followers(banana, torch.tensor([0, 2, 2]), n=1, vocab_size=3)
    assert (together.tolist(), alone.tolist(), kinds.tolist()) == ([2, 0], [2, 2], [1, 1])


def test_contexts_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="4 tokens of 50257 and the next do not fit"):
        contexts(torch.zeros(9, dtype=torch.long), n=4, vocab_size=50_257)
