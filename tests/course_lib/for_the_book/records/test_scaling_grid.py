"""The grid of the scaling laws, recorded: whole, and made by its script, as alone."""

import pytest
import torch

from course_lib.for_the_book.records import read_record
from course_lib.for_the_book.records import scaling_grid as grid
from course_lib.models.llama import Llama
from course_lib.training.data import RandomBatches
from course_lib.training.evaluation import evaluate
from course_lib.training.loop import TrainingRun


def test_scaling_grid_holds_every_cell_rate_and_seed():
    found = [
        tuple(row[name] for name in ("budget", "width", "learning_rate", "seed")) for row in rows()
    ]
    expected = [
        (str(budget), str(width), str(rate), str(seed))
        for budget, widths in grid.BUDGETS.items()
        for width in widths
        for rate in grid.learning_rates(width, budget)
        for seed in range(grid.N_SEEDS)
    ]
    assert found == expected


def test_a_run_spends_its_budget_and_reads_less_than_the_text():
    _, train, _ = grid.text()
    for row in rows():
        assert float(row["flops"]) == pytest.approx(float(row["budget"]), rel=0.02)
        assert int(row["tokens"]) < len(train)


def test_scaling_grid_is_what_its_script_gives():
    budget, width = 10_000_000_000, 32
    found = {seed: loss for _, seed, loss in grid.losses(width, budget, rates=(0.016,))}
    kept = {
        int(row["seed"]): float(row["loss"])
        for row in rows()
        if (row["budget"], row["width"], row["learning_rate"]) == (str(budget), str(width), "0.016")
    }
    assert found == pytest.approx(kept, abs=0.05)


def test_models_side_by_side_end_where_one_ends_alone():
    budget, width = 300_000_000, 8
    together = {
        (rate, seed): loss for rate, seed, loss in grid.losses(width, budget, (0.008, 0.03))
    }
    _, train, questions = grid.text()
    for rate, seed in ((0.008, 0), (0.03, 2)):
        torch.manual_seed(seed)
        model = Llama(grid.model_config(width))
        batches = RandomBatches(train, grid.BATCH_SIZE, grid.CONTEXT, seed)
        for _ in TrainingRun(model, batches, grid.training_config(width, budget, rate)):
            pass
        assert together[rate, seed] == pytest.approx(evaluate(model, questions), abs=2e-3)


def rows():
    return read_record("scaling_grid")
