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


def longest_step(
    optimizer: torch.optim.Optimizer, weight: torch.Tensor, sizes: list[float]
) -> float:
    """The longest step of one weight whose gradients have these sizes."""
    steps = []
    for size in sizes:
        before = weight.item()
        weight.grad = torch.full_like(weight, size)
        optimizer.step()
        steps.append(abs(weight.item() - before))
    return max(steps)


@pytest.mark.parametrize(
    "grown",
    [[1.01**k for k in range(150)], [1000.0], [1000.0] * 20],
    ids=["slowly", "for one step", "and stays"],
)
def test_no_gradient_that_has_grown_takes_a_weight_much_further_than_the_rate(grown):
    sizes = [1.0] * 300 + grown
    model = nn.Linear(1, 1, bias=False, dtype=torch.float64)
    ours = make_optimizer(model, learning_rate=0.01, weight_decay=0.0)
    assert longest_step(ours, model.weight, sizes) < 1.2 * 0.01
    by_default = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.0)
    assert longest_step(by_default, model.weight, sizes) > 1.5 * 0.01
