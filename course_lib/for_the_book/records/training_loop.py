"""Runs of the chapter on the training loop: learning rates, schedules, overfitting, a longer run.

``python -m course_lib.for_the_book.records.training_loop`` writes the record again: about eight
minutes on one core. Every run is one of ``RUNS``; its losses are those on text that it has not
read, and on text that it has.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from course_lib.for_the_book.records import write_record
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import (
    RandomBatches,
    consecutive_batches,
    shakespeare_characters,
)
from course_lib.training.evaluation import evaluate
from course_lib.training.loop import train_step
from course_lib.training.optimization import learning_rate_factor, make_optimizer

BATCH_SIZE, N_SEEDS = 16, 3
COLUMNS = ["run", "seed", "step", "training", "validation"]


@dataclass(frozen=True)
class Run:
    """One way to train: what the chapter compares."""

    name: str
    rate: float
    n_steps: int
    every: int
    warm_up: int = 0
    final_share: float = 1.0
    max_grad_norm: float = math.inf
    d_model: int = 32
    context: int = 32
    characters: int | None = None  # to read from; None is all that is set aside for training


RATES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1)
SWEEP = [
    Run(f"{kind} {rate}", rate, 200, 200, warm_up=20, max_grad_norm=limit)
    for kind, limit in (("clipped", 1.0), ("free", math.inf))
    for rate in RATES
]
SCHEDULES = [
    Run("constant", 1e-2, 400, 400),
    Run("warm-up", 1e-2, 400, 400, warm_up=40),
    Run("warm-up, cosine", 1e-2, 400, 400, warm_up=40, final_share=0.1),
]
LOWER = [
    Run("lower, constant", 2e-3, 400, 400),
    Run("longer, lower, constant", 2e-3, 1500, 500, 50, max_grad_norm=1.0, d_model=64, context=64),
]
OVERFITTING = [Run("little text", 3e-3, 1200, 100, warm_up=50, characters=20_000)]
LONGER = [
    Run("longer", 5e-3, 1500, 100, 50, 0.1, max_grad_norm=1.0, d_model=64, context=64),
    Run("longer, constant", 5e-3, 1500, 500, 50, max_grad_norm=1.0, d_model=64, context=64),
]
RUNS = [*SWEEP, *SCHEDULES, *OVERFITTING, *LONGER, *LOWER]


def losses(run: Run, seed: int, n_steps: int | None = None) -> Iterator[tuple[int, float, float]]:
    """Train one model; yield steps done, loss on what it reads, loss on what it has not read."""
    vocab_size, train, validation = shakespeare_characters()
    train = train[: run.characters]
    unread = consecutive_batches(validation[:20_000], 32, run.context)
    read = consecutive_batches(train[:20_000], 32, run.context)
    torch.manual_seed(seed)
    width, d_ff = run.d_model, round(run.d_model * 2.75)
    model = Llama(LlamaConfig(vocab_size, width, 2, 4, 4, d_ff, run.context))
    optimizer = make_optimizer(model, run.rate, weight_decay=0.1)
    batches = RandomBatches(train, BATCH_SIZE, run.context, seed=seed)
    for step, (x, y) in zip(range(n_steps or run.n_steps), batches, strict=False):
        share = learning_rate_factor(step, run.n_steps, run.warm_up, run.final_share)
        for group in optimizer.param_groups:
            group["lr"] = run.rate * share
        train_step(model, optimizer, x, y, run.max_grad_norm)
        if (step + 1) % run.every == 0:
            yield step + 1, evaluate(model, read), evaluate(model, unread)


def rows(runs: list[Run]) -> Iterator[list[object]]:
    """The rows of some runs, each under every seed."""
    for run in runs:
        for seed in range(N_SEEDS):
            for step, training, validation in losses(run, seed):
                yield [run.name, seed, step, f"{training:.4f}", f"{validation:.4f}"]


def main() -> None:
    """Write the record."""
    write_record("training_loop", COLUMNS, rows(RUNS))


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
