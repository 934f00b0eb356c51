"""Fits give back laws that are known, whatever their scale, and say what they cannot do."""

import pytest
import torch

from course_lib.training.scaling_laws import (
    BESIROGLU_2024,
    HOFFMANN_2022,
    ScalingLaw,
    fit_parabola,
    fit_power_law,
    fit_scaling_law,
    isoflop_optimum,
    starting_law,
)

SMALL = ScalingLaw(E=1.2, A=30.0, B=60.0, alpha=0.4, beta=0.35)
LAWS = {"small": (SMALL, 1e10), "2022": (HOFFMANN_2022, 1e19), "2024": (BESIROGLU_2024, 1e20)}


def grid(law, flops):
    """Sizes, tokens and losses of four budgets around each best size."""
    budgets = [flops * 3**i for i in range(4)]
    sizes = [law.best_size(c) * 1.8**k for c in budgets for k in range(-3, 4)]
    tokens = [c / 6 / n for c, n in zip((c for c in budgets for _ in range(7)), sizes, strict=True)]
    losses = [law.loss(n, d) for n, d in zip(sizes, tokens, strict=True)]
    first, second, third = (torch.tensor(v, dtype=torch.float64) for v in (sizes, tokens, losses))
    return first, second, third


@pytest.mark.parametrize("name", LAWS)
def test_the_law_is_found_again(name):
    law, flops = LAWS[name]
    found = fit_scaling_law(*grid(law, flops))
    for number in ("E", "A", "B", "alpha", "beta"):
        assert getattr(found, number) == pytest.approx(getattr(law, number), rel=1e-3)


def test_a_run_gone_wrong_has_little_say():
    sizes, tokens, losses = grid(SMALL, 1e10)
    losses[5] += 2
    found = fit_scaling_law(sizes, tokens, losses)
    assert found.loss(3e4, 1e6) == pytest.approx(SMALL.loss(3e4, 1e6), abs=0.01)
    least_squares = starting_law(sizes, tokens, losses)
    assert abs(least_squares.loss(3e4, 1e6) - SMALL.loss(3e4, 1e6)) > 0.01


@pytest.mark.parametrize("name", LAWS)
def test_no_other_size_is_better_than_the_best(name):
    law, flops = LAWS[name]
    best = law.best_size(flops)
    assert 6 * best * law.best_tokens(flops) == pytest.approx(flops)
    least = law.loss(best, flops / 6 / best)
    assert all(law.loss(best * f, flops / 6 / best / f) > least for f in (0.9, 0.99, 1.01, 1.1))


def test_the_best_size_grows_with_the_law_s_exponent():
    grown = BESIROGLU_2024.best_size(1e23) / BESIROGLU_2024.best_size(1e21)
    assert grown == pytest.approx(100**BESIROGLU_2024.exponent)


def test_a_parabola_is_found_again():
    sizes = torch.tensor([7.0, 20.0, 90.0, 400.0], dtype=torch.float64)
    found = fit_parabola(sizes, 2 + 0.3 * (sizes / 50).log() ** 2)
    assert (found.size, found.loss, found.curvature) == pytest.approx((50, 2, 0.3))
    assert found.at(500.0) == pytest.approx(2 + 0.3 * torch.log(torch.tensor(10.0)).item() ** 2)
    assert isoflop_optimum(sizes, 2 + 0.3 * (sizes / 50).log() ** 2) == pytest.approx(50)


def test_a_power_law_is_least_squares_between_logarithms():
    torch.manual_seed(0)
    x, noise = torch.rand(9).double() * 50 + 1, 0.1 * torch.randn(9).double()
    found = fit_power_law(x, 3 * x**-0.4 * noise.exp())
    columns = torch.stack([torch.ones(9).double(), x.log()], dim=1)
    line = torch.linalg.lstsq(columns, (3 * x**-0.4 * noise.exp()).log()[:, None]).solution
    assert found.exponent == pytest.approx(line[1].item())
    assert found.at(1.0) == pytest.approx(line[0].exp().item())


def test_bad_input_says_what_is_wrong():
    one = torch.tensor([1.0])
    with pytest.raises(ValueError, match="3 sizes or more, got 2"):
        fit_parabola(one.repeat(2), one.repeat(2))
    with pytest.raises(ValueError, match="no lowest point"):
        fit_parabola(torch.tensor([1.0, 10.0, 100.0]), torch.tensor([2.0, 3.0, 2.0]))
    with pytest.raises(ValueError, match="above 0"):
        fit_power_law(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 0.0]))
    with pytest.raises(ValueError, match="5 runs or more, got 4"):
        fit_scaling_law(one.repeat(4), one.repeat(4), one.repeat(4))
    with pytest.raises(ValueError, match="alpha must be above 0, got -1"):
        ScalingLaw(1.0, 1.0, 1.0, -1.0, 0.5)
    sizes, tokens, losses = grid(SMALL, 1e10)
    with pytest.raises(ValueError, match="must fall with N and D"):
        fit_scaling_law(sizes, tokens, 9 - losses)
