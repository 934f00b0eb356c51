"""The runs that ask why AdamW, recorded: whole, and made by the script."""

import pytest
import torch
from torch import nn

from course_lib.for_the_book.records import optimizers, read_record


def test_optimizers_holds_every_rate_and_seed() -> None:
    expected = {
        (name, str(rate), str(seed))
        for name, rates in optimizers.SWEEPS.items()
        for rate in rates
        for seed in range(optimizers.N_SEEDS)
    }
    rows = read_record("optimizers")
    assert {(row["optimizer"], row["rate"], row["seed"]) for row in rows} == expected
    assert len(rows) == len(expected)


@pytest.mark.slow
@pytest.mark.parametrize("name", optimizers.SWEEPS)
def test_optimizers_is_what_its_script_gives(name: str) -> None:
    rate = optimizers.SWEEPS[name][1]
    [kept] = [
        float(row["validation"])
        for row in read_record("optimizers")
        if (row["optimizer"], row["rate"], row["seed"]) == (name, str(rate), "1")
    ]
    assert optimizers.final_loss(name, rate, seed=1) == pytest.approx(kept, abs=0.03)


@pytest.mark.parametrize(
    "make_control",
    [lambda p: optimizers.OneSize([[p]], lr=0.1), lambda p: optimizers.OneSizeARow([p], lr=0.1)],
)
def test_one_size_is_adamw_for_a_single_weight(make_control) -> None:
    torch.manual_seed(0)
    gradients = torch.randn(6).tolist()
    ends = []
    for make in (
        make_control,
        lambda p: torch.optim.AdamW([p], lr=0.1, betas=(0.9, 0.95), weight_decay=0.1),
    ):
        weight = nn.Parameter(torch.ones(1, 1))
        optimizer = make(weight)
        for gradient in gradients:
            weight.grad = torch.full((1, 1), gradient)
            optimizer.step()
        ends.append(weight.item())
    assert ends[0] == pytest.approx(ends[1], abs=1e-6)


def test_one_size_a_row_is_shared_in_a_row_and_by_no_other() -> None:
    weight = nn.Parameter(torch.zeros(2, 2))
    weight.grad = torch.tensor([[3.0, 4.0], [30.0, 40.0]])
    optimizers.OneSizeARow([weight], lr=0.1).step()
    size = 12.5**0.5  # the root of the mean of 9 and 16
    expected = -0.1 * torch.tensor([[3.0, 4.0], [3.0, 4.0]]) / size
    assert torch.allclose(weight.detach(), expected)
