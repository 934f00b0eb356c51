"""An ablation: one part of a small Llama is exchanged, and everything else stays as it was.

    same text · same batches in the same order · same number of steps · same start of every part
    that both models have · one loss on the same unread plays

What differs between two runs of one seed is the exchanged part, and what follows from it. What
differs between seeds is the start and the order of the text: the noise that a difference must
exceed.

Shapes: none; a change takes a fresh model and exchanges modules in place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.layers.initialization import initialize
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import (
    RandomBatches,
    consecutive_batches,
    shakespeare_characters,
)
from course_lib.training.evaluation import evaluate
from course_lib.training.loop import TrainingConfig, TrainingRun

Change = Callable[[Llama], None]
BUDGET = TrainingConfig(steps=300, batch_size=16, learning_rate=5e-3)
WIDTH, CONTEXT = 64, 64


@dataclass(frozen=True)
class Ending:
    """How one run ended: the loss on unread plays, and what it was given to get there."""

    variant: str
    seed: int
    loss: float
    n_parameters: int
    n_tokens: int


def keep(model: Llama) -> None:
    """Change nothing: the model as it is, to compare with."""


def ablate(
    variants: Mapping[str, Change], seeds: Iterable[int], training: TrainingConfig = BUDGET
) -> Iterator[Ending]:
    """Train every variant under every seed, and yield how each run ended.

    ``training`` is the budget of every run; its seed gives way to those of ``seeds``. The loss is
    in nats a character.
    """
    if not variants:
        raise ValueError("there is nothing to compare: give at least one variant")
    vocab_size, text, unread = plays()
    questions = consecutive_batches(unread, 32, CONTEXT)
    for seed in seeds:
        for variant, change in variants.items():
            model = changed_model(small_config(vocab_size), change, seed)
            batches = RandomBatches(text, training.batch_size, CONTEXT, seed)
            for _ in TrainingRun(model, batches, training):
                pass
            n_parameters = sum(p.numel() for p in model.parameters())
            n_tokens = training.steps * training.batch_size * CONTEXT
            yield Ending(variant, seed, evaluate(model, questions), n_parameters, n_tokens)


def changed_model(config: LlamaConfig, change: Change, seed: int) -> Llama:
    """Return a fresh model with one part exchanged; new parts begin as the recipe says.

    Parts that stay keep the numbers that the unchanged model of this seed starts with.
    """
    torch.manual_seed(seed)
    model = Llama(config)
    old = set(model.modules())
    change(model)
    kept = [
        (weight, weight.detach().clone())
        for module in model.modules()
        if module in old
        for weight in module.parameters(recurse=False)
    ]
    initialize(model, config.n_layers)
    with torch.no_grad():
        for weight, start in kept:
            weight.copy_(start)
    return model


def small_config(vocab_size: int) -> LlamaConfig:
    """Return the sizes of the model that is changed: small enough for a laptop."""
    return LlamaConfig(
        vocab_size, WIDTH, n_layers=2, n_heads=4, n_kv_heads=4, d_ff=176, context_length=CONTEXT
    )


def plays() -> tuple[int, Int[Tensor, " N"], Int[Tensor, " M"]]:
    """Return the number of characters, the plays to read, and part of those that stay unread."""
    vocab_size, read, unread = shakespeare_characters()
    return vocab_size, read, unread[:20_000]
