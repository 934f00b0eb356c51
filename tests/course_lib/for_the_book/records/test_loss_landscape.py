"""How far gradients hold, recorded: whole, and made by the script."""

import pytest
import torch
from torch import nn

from course_lib.for_the_book.records import loss_landscape, read_record
from course_lib.models.llama import Llama
from course_lib.training.ablation import changed_model, small_config
from course_lib.training.data import Batch


def test_loss_landscape_holds_every_point() -> None:
    rows = read_record("loss_landscape")
    expected = {
        (kind, str(rate), str(seed), str(step), str(share))
        for kind in loss_landscape.KINDS
        for rate in loss_landscape.RATES
        for seed in range(loss_landscape.N_SEEDS)
        for step in loss_landscape.POINTS
        for share in loss_landscape.SHARES
    }
    keys = ("norms", "rate", "seed", "step", "share")
    assert {tuple(row[key] for key in keys) for row in rows} == expected
    assert len(rows) == len(expected)


@pytest.mark.parametrize("kind", loss_landscape.KINDS)
def test_loss_landscape_is_what_its_script_gives(kind: str) -> None:
    made = {str(row[2]): row for row in loss_landscape.trials(kind, 1e-3, seed=1, points=(0, 25))}
    kept = {
        row["share"]: row
        for row in read_record("loss_landscape")
        if (row["norms"], row["rate"], row["seed"], row["step"]) == (kind, "0.001", "1", "25")
    }
    for share in map(str, loss_landscape.SHARES[:2]):
        _, validation, _, cosine, before, after = made[share]
        assert validation == pytest.approx(float(kept[share]["validation"]), abs=0.03)
        assert cosine == pytest.approx(float(kept[share]["cosine"]), abs=0.05)
        assert before == pytest.approx(float(kept[share]["before"]), abs=0.03)
        assert after == pytest.approx(float(kept[share]["after"]), abs=0.03)


class Bowl(nn.Module):
    """Logits that are one row for every token: a loss that can be worked out by hand."""

    def __init__(self):
        super().__init__()
        self.row = nn.Parameter(torch.tensor([[0.0, 0.0]]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.row.expand(*x.shape, 2)


def test_a_trial_goes_as_far_as_told_and_comes_back() -> None:
    model, batch = Bowl(), Batch(torch.zeros(1, 4).long(), torch.tensor([[0, 0, 0, 1]]))
    with torch.no_grad():
        model.row.copy_(torch.tensor([[3.0, 4.0]]))
    start = model.row.detach().clone()
    cosine, before, after = loss_landscape.trial(model, batch, share=0.1)
    assert torch.equal(model.row, start)
    there = Bowl()
    with torch.no_grad():  # 0.1 of a length of 5, along (1, −1) / √2
        there.row.copy_(start + 0.5 * torch.tensor([[1.0, -1.0]]) / 2**0.5)
    assert after == pytest.approx(loss_landscape.loss_and_gradient(there, batch)[0], abs=1e-6)
    assert after < before
    assert cosine == pytest.approx(1.0)  # it has not gone beyond the bottom


def test_without_norms_none_is_left_and_the_matrices_are_the_same() -> None:
    config = small_config(30)
    models = [changed_model(config, change, seed=2) for change in loss_landscape.KINDS.values()]
    with_norms, without = models
    assert not [m for m in without.modules() if type(m).__name__ == "RMSNorm"]
    assert isinstance(with_norms, Llama)
    pairs = zip(*map(loss_landscape.matrices, models), strict=True)
    assert all(torch.equal(one, other) for one, other in pairs)
