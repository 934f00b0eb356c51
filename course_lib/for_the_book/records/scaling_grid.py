"""A grid of small Llamas for the scaling laws: each compute budget spent on several sizes.

Four budgets, six widths each. A run reads as many characters of Shakespeare as its budget of exact
training FLOPs pays for, and its learning rate falls to the end over just these. Every cell is
trained at three to five learning rates under three seeds; the page chooses the rate.

The models of a cell have the same shapes, so they train side by side: one pass works on
stacked weights. Each has its own data, gradient clipping and learning rate, and ends where
:class:`course_lib.training.loop.TrainingRun` would bring it alone, as a test checks.

``python -m course_lib.for_the_book.records.scaling_grid`` writes the record again: about
twenty minutes on one core.
"""

from collections.abc import Iterator
from functools import cache

import torch
from torch import Tensor
from torch.func import functional_call, grad, stack_module_state, vmap
from torch.nn.attention import SDPBackend, sdpa_kernel

from course_lib.accounting.flops import training_flops
from course_lib.accounting.parameters import count_parameters
from course_lib.for_the_book.records import write_record
from course_lib.layers.masks import causal_mask
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import (
    Batch,
    RandomBatches,
    consecutive_batches,
    shakespeare_characters,
)
from course_lib.training.evaluation import evaluate, next_token_loss
from course_lib.training.loop import TrainingConfig
from course_lib.training.optimization import learning_rate_factor

BATCH_SIZE, CONTEXT = 8, 32
BUDGETS = {  # FLOPs, and the widths that they are spent on
    10_000_000_000: (6, 8, 12, 16, 24, 32),
    25_000_000_000: (8, 12, 16, 24, 32, 48),
    63_000_000_000: (12, 16, 24, 32, 48, 64),
    100_000_000_000: (16, 24, 32, 48, 64, 96),
}
HEADS = {6: 1, 8: 1, 12: 1, 16: 1, 24: 2, 32: 2, 48: 3, 64: 4, 96: 6}
BEYOND = {  # where the best of these rates was the lowest or the highest: one more
    (10_000_000_000, 24): 0.004,
    (25_000_000_000, 48): 0.001,
    (63_000_000_000, 24): 0.032,
    (63_000_000_000, 32): 0.016,
    (63_000_000_000, 64): 0.001,
    (100_000_000_000, 32): 0.016,
    (100_000_000_000, 96): 0.001,
}
N_SEEDS = 3
WIDE = 32  # from here on lower learning rates are tried, where the budget is not the smallest
QUESTIONS = 60  # batches of 64 windows


@cache
def text() -> tuple[int, Tensor, list[Batch]]:
    """Return the size of the vocabulary, the text to train on and the batches to be asked about."""
    vocab_size, train, validation = shakespeare_characters()
    return vocab_size, train, consecutive_batches(validation, 64, CONTEXT, QUESTIONS)


def model_config(width: int) -> LlamaConfig:
    """Return a Llama of two blocks; the head is the embedding, so that no parameter is idle."""
    vocab_size, _, _ = text()
    heads = HEADS[width]
    return LlamaConfig(vocab_size, width, 2, heads, heads, 8 * width // 3, CONTEXT, tied=True)


def learning_rates(width: int, budget: int) -> tuple[float, ...]:
    """Return the rates that a cell is trained at: lower for longer runs and for wider models."""
    if budget == min(BUDGETS):
        rates = (0.008, 0.016, 0.032, 0.064)
    else:
        rates = (0.002, 0.004, 0.008) if width >= WIDE else (0.004, 0.008, 0.016)
    if budget == sorted(BUDGETS)[1]:
        rates = (*rates, 2 * rates[-1])
    beyond = BEYOND.get((budget, width))
    return rates if beyond is None else tuple(sorted((*rates, beyond)))


def n_steps(width: int, budget: int) -> int:
    """Return how many steps a budget pays for."""
    return round(budget / (BATCH_SIZE * training_flops(model_config(width), CONTEXT)))


def training_config(width: int, budget: int, learning_rate: float) -> TrainingConfig:
    """Return the settings of a run: warm-up for a tenth, then a cosine to the end of the budget."""
    steps = n_steps(width, budget)
    return TrainingConfig(
        steps, BATCH_SIZE, learning_rate=learning_rate, warmup_steps=max(steps // 10, 1)
    )


class UncheckedLlama(Llama):
    """A Llama whose forward pass looks at no value of its tokens, as ``vmap`` demands."""

    def forward(self, token_ids: Tensor) -> Tensor:  # type: ignore[override]
        """Return the logits of one text or batch from its beginning."""
        T = token_ids.shape[1]
        mask, rotation = causal_mask(T), self.rotary_emb(torch.arange(T))
        x = self.embed_tokens(token_ids)  # B T C
        for layer in self.layers:
            x = layer(x, mask, rotation)  # B T C
        return self.lm_head(self.norm(x))  # B T V


def fresh(width: int, seed: int) -> UncheckedLlama:
    """Return the untrained model of a size and a seed."""
    torch.manual_seed(seed)
    return UncheckedLlama(model_config(width))


def losses(
    width: int, budget: int, rates: tuple[float, ...], seeds: range = range(N_SEEDS)
) -> Iterator[tuple[float, int, float]]:
    """Train one cell of the grid; yield learning rate, seed and validation loss of each model."""
    _, train, questions = text()
    models = [fresh(width, seed) for _ in rates for seed in seeds]
    stacked, _ = stack_module_state(models)  # each weight R·n ..., for R rates and n seeds
    weights = {name: weight.detach() for name, weight in stacked.items()}
    optimizers = [
        optimizer_of([w[at : at + len(seeds)] for w in weights.values()], rate)
        for at, rate in zip(range(0, len(models), len(seeds)), rates, strict=True)
    ]

    def loss(one: dict[str, Tensor], x: Tensor, y: Tensor) -> Tensor:
        return next_token_loss(functional_call(models[0], one, (x,)), y)

    gradients_of = vmap(grad(loss))
    sources = [RandomBatches(train, BATCH_SIZE, CONTEXT, seed=seed) for seed in seeds]
    config = training_config(width, budget, rates[0])
    for step in range(config.steps):
        x, y = (torch.stack(part) for part in zip(*map(next, sources), strict=True))  # n B T
        each_x, each_y = (part.repeat(len(rates), 1, 1) for part in (x, y))  # R·n B T
        with sdpa_kernel(SDPBackend.MATH):
            gradients = gradients_of(weights, each_x, each_y)
        clip(list(gradients.values()), config.max_grad_norm)
        factor = learning_rate_factor(step, config.steps, config.warmup_steps)
        for i, (optimizer, rate) in enumerate(zip(optimizers, rates, strict=True)):
            mine = slice(i * len(seeds), (i + 1) * len(seeds))
            places = (p for group in optimizer.param_groups for p in group["params"])
            for place, gradient in zip(places, in_groups(gradients.values()), strict=True):
                place.grad = gradient[mine]
            for group in optimizer.param_groups:
                group["lr"] = rate * factor
            optimizer.step()
    for i, model in enumerate(models):
        model.load_state_dict({name: weight[i] for name, weight in weights.items()}, strict=False)
        yield rates[i // len(seeds)], seeds[i % len(seeds)], evaluate(model, questions)


def in_groups(weights) -> list[Tensor]:
    """Return stacked matrices first, then stacked gains: the order of an optimizer's groups."""
    weights = list(weights)
    return [w for w in weights if w.ndim > 2] + [w for w in weights if w.ndim <= 2]


def optimizer_of(weights: list[Tensor], learning_rate: float) -> torch.optim.AdamW:
    """Return the library's AdamW for stacked weights: it decays matrices, not gains."""
    decay = TrainingConfig(steps=1).weight_decay
    ordered = in_groups(weights)
    matrices = [w for w in ordered if w.ndim > 2]
    groups = [
        {"params": matrices, "weight_decay": decay},
        {"params": ordered[len(matrices) :], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=learning_rate, betas=(0.9, 0.95), fused=True)


def clip(gradients: list[Tensor], max_norm: float) -> None:
    """Shorten the gradient of each of the stacked models to at most this length, in place."""
    squares = torch.stack([g.flatten(1).square().sum(1) for g in gradients]).sum(0)  # R·n
    factors = (max_norm / (squares.sqrt() + 1e-6)).clamp(max=1)
    for gradient in gradients:
        gradient.mul_(factors.view(-1, *(1,) * (gradient.ndim - 1)))


def main() -> None:
    """Write the record."""
    columns = ["budget", "width", "parameters", "steps", "tokens", "flops"]
    rows = (
        [
            budget,
            width,
            count_parameters(model_config(width)),
            (steps := n_steps(width, budget)),
            steps * BATCH_SIZE * CONTEXT,
            steps * BATCH_SIZE * training_flops(model_config(width), CONTEXT),
            learning_rate,
            seed,
            f"{loss:.4f}",
        ]
        for budget, widths in BUDGETS.items()
        for width in widths
        for learning_rate, seed, loss in losses(width, budget, learning_rates(width, budget))
    )
    write_record("scaling_grid", [*columns, "learning_rate", "seed", "loss"], rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
