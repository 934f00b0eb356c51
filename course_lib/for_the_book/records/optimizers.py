"""Runs that ask why AdamW: one small Llama, five optimizers, each over a sweep of learning rates.

``python -m course_lib.for_the_book.records.optimizers`` writes the record again: about eleven
minutes on one core. Three optimizers are controls: AdamW in everything, but with *one* usual size
of the gradients for the whole model, for each matrix, or for each row of a matrix, in place of one
for each weight.
"""

from collections.abc import Iterable, Iterator

import torch
from torch import Tensor, nn
from torch.optim import SGD, Optimizer

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

N_STEPS, N_SEEDS, CONTEXT = 200, 5, 32
BETA1, BETA2, EPSILON = 0.9, 0.95, 1e-8
COLUMNS = ["optimizer", "rate", "seed", "validation"]
SWEEPS = {
    "SGD with momentum": (0.03, 0.1, 0.3, 1.0, 3.0),
    "AdamW": (1e-3, 3e-3, 1e-2, 3e-2),
    "one size for all": (3e-3, 1e-2, 3e-2, 1e-1),
    "one size a matrix": (3e-3, 1e-2, 3e-2),
    "one size a row": (3e-3, 1e-2, 3e-2),
}


class OneSize(Optimizer):
    """AdamW whose second moment is a single number for each group: the mean square over it."""

    def __init__(self, groups: Iterable[list[nn.Parameter]], lr: float):
        super().__init__([{"params": group} for group in groups], {"lr": lr})
        self.steps, self.usual = 0, [0.0] * len(self.param_groups)

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        """Take one step with every weight's own mean, and one size for all of a group."""
        self.steps += 1
        for i, group in enumerate(self.param_groups):
            weights = group["params"]
            square = sum(p.grad.square().sum().item() for p in weights) / sum(
                map(Tensor.numel, weights)
            )
            self.usual[i] = BETA2 * self.usual[i] + (1 - BETA2) * square
            size = (self.usual[i] / (1 - BETA2**self.steps)) ** 0.5 + EPSILON
            for p in weights:
                mean = self.state[p].setdefault("mean", torch.zeros_like(p))
                mean.lerp_(p.grad, 1 - BETA1)
                p.mul_(1 - group["lr"] * (0.1 if p.ndim > 1 else 0.0))
                p.sub_(mean, alpha=group["lr"] / (1 - BETA1**self.steps) / size)


class OneSizeARow(Optimizer):
    """AdamW whose second moment is a single number for each row: the mean square over it.

    A row belongs to one output of a matrix, or to one token of the embedding; a gain is one row.
    """

    def __init__(self, parameters: Iterable[nn.Parameter], lr: float):
        super().__init__(parameters, {"lr": lr})
        self.steps = 0

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        """Take one step with every weight's own mean, and one size for all of a row."""
        self.steps += 1
        [group] = self.param_groups
        for p in group["params"]:
            square = p.grad.square().mean(dim=-1, keepdim=True)  # ... 1
            mean = self.state[p].setdefault("mean", torch.zeros_like(p))
            usual = self.state[p].setdefault("usual", torch.zeros_like(square))
            mean.lerp_(p.grad, 1 - BETA1)
            usual.lerp_(square, 1 - BETA2)
            size = (usual / (1 - BETA2**self.steps)).sqrt() + EPSILON
            p.mul_(1 - group["lr"] * (0.1 if p.ndim > 1 else 0.0))
            p.addcdiv_(mean, size, value=-group["lr"] / (1 - BETA1**self.steps))


def optimizer_of(name: str, model: nn.Module, rate: float) -> Optimizer:
    """The optimizer of a run."""
    if name == "AdamW":
        return make_optimizer(model, rate, weight_decay=0.1)
    if name == "one size for all":
        return OneSize([[*model.parameters()]], rate)
    if name == "one size a matrix":
        return OneSize([[p] for p in model.parameters()], rate)
    if name == "one size a row":
        return OneSizeARow(model.parameters(), rate)
    return SGD(model.parameters(), lr=rate, momentum=0.9, nesterov=True)


def final_loss(name: str, rate: float, seed: int) -> float:
    """Train one model, and return its loss on text that it has not read."""
    vocab_size, train, validation = shakespeare_characters()
    torch.manual_seed(seed)
    model = Llama(LlamaConfig(vocab_size, 32, 2, 4, 4, 88, CONTEXT))
    optimizer = optimizer_of(name, model, rate)
    batches = RandomBatches(train, 16, CONTEXT, seed=seed)
    for step, (x, y) in zip(range(N_STEPS), batches, strict=False):
        for group in optimizer.param_groups:
            group["lr"] = rate * learning_rate_factor(step, N_STEPS, warmup_steps=20)
        train_step(model, optimizer, x, y)  # type: ignore[arg-type]
    return evaluate(model, consecutive_batches(validation[:20_000], 32, CONTEXT))


def rows() -> Iterator[list[object]]:
    """Every optimizer, at every rate, under every seed."""
    for name, rates in SWEEPS.items():
        for rate in rates:
            for seed in range(N_SEEDS):
                yield [name, rate, seed, f"{final_loss(name, rate, seed):.4f}"]


def main() -> None:
    """Write the record."""
    write_record("optimizers", COLUMNS, rows())


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
