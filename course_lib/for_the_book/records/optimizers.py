"""Runs that ask why AdamW: one small Llama, three optimizers, each over a sweep of learning rates.

``python -m course_lib.for_the_book.records.optimizers`` writes the record again: about seven
minutes on one core. The third optimizer is the control: AdamW in everything, but with *one* usual
size of the gradients for the whole model in place of one for each weight.
"""

from collections.abc import Iterable, Iterator

import torch
from torch import Tensor, nn
from torch.optim import SGD, Optimizer

from course_lib.for_the_book.records import write_record
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.tokenization.characters_and_bytes import CharacterTokenizer
from course_lib.training.data import (
    RandomBatches,
    consecutive_batches,
    load_shakespeare,
    split_text,
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
}


class OneSizeForAll(Optimizer):
    """AdamW whose second moment is a single number: the mean square over all weights."""

    def __init__(self, parameters: Iterable[Tensor], lr: float):
        super().__init__(parameters, {"lr": lr})
        self.steps, self.usual = 0, 0.0

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        """Take one step with every weight's own mean, and one size for all of them."""
        self.steps += 1
        weights = [p for group in self.param_groups for p in group["params"]]
        square = sum(p.grad.square().sum().item() for p in weights) / sum(
            map(Tensor.numel, weights)
        )
        self.usual = BETA2 * self.usual + (1 - BETA2) * square
        size = (self.usual / (1 - BETA2**self.steps)) ** 0.5 + EPSILON
        for group in self.param_groups:
            for p in group["params"]:
                mean = self.state[p].setdefault("mean", torch.zeros_like(p))
                mean.lerp_(p.grad, 1 - BETA1)
                p.mul_(1 - group["lr"] * (0.1 if p.ndim > 1 else 0.0))
                p.sub_(mean, alpha=group["lr"] / (1 - BETA1**self.steps) / size)


def optimizer_of(name: str, model: nn.Module, rate: float) -> Optimizer:
    """The optimizer of a run."""
    if name == "AdamW":
        return make_optimizer(model, rate, weight_decay=0.1)
    if name == "one size for all":
        return OneSizeForAll(model.parameters(), rate)
    return SGD(model.parameters(), lr=rate, momentum=0.9, nesterov=True)


def final_loss(name: str, rate: float, seed: int) -> float:
    """Train one model, and return its loss on text that it has not read."""
    text = load_shakespeare()
    tokenizer = CharacterTokenizer.train(text)
    train, validation = (torch.tensor(tokenizer.encode(part)) for part in split_text(text))
    torch.manual_seed(seed)
    model = Llama(LlamaConfig(tokenizer.vocab_size, 32, 2, 4, 4, 88, CONTEXT))
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
