import math
from itertools import pairwise

import pytest
import torch
from torch import nn

from course_lib.training.optimization import learning_rate_factor, make_optimizer


def test_the_rate_rises_in_a_line_then_falls_along_a_cosine():
    rates = [learning_rate_factor(step, steps=110, warmup_steps=10) for step in range(111)]
    assert rates[:10] == pytest.approx([(step + 1) / 10 for step in range(10)])
    assert rates[10] == 1.0
    assert rates[60] == pytest.approx(0.55)
    assert rates[110] == pytest.approx(0.1)
    assert all(before > after for before, after in pairwise(rates[10:]))


def test_no_warm_up_starts_at_the_full_rate():
    assert learning_rate_factor(0, steps=10, warmup_steps=0) == 1.0


def test_a_run_that_is_all_warm_up_never_divides_by_zero():
    assert math.isfinite(learning_rate_factor(10, steps=10, warmup_steps=10))


def test_matrices_decay_and_vectors_do_not():
    model = nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4))
    optimizer = make_optimizer(model, learning_rate=0.01, weight_decay=0.5)
    for parameter in model.parameters():
        parameter.grad = torch.zeros_like(parameter)
    before = [parameter.detach().clone() for parameter in model.parameters()]
    optimizer.step()
    for old, new in zip(before, model.parameters(), strict=True):
        shrink = 1 - 0.01 * 0.5 if old.ndim == 2 else 1.0
        torch.testing.assert_close(new.detach(), shrink * old)
