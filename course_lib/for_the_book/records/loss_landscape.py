"""How far a gradient can be trusted, in a small Llama with norms and without: a record.

At points along its own training, each model takes one trial step down the gradient, as long as a
share of its matrices, and the gradient there is compared with the one before: their cosine, and the
loss. That is the "gradient predictiveness" of Santurkar et al. (2018, for batch norm), made free
of the scale of weights and gradients. Three seeds, each model at two learning rates.
``python -m course_lib.for_the_book.records.loss_landscape`` writes the record again: about two
minutes on one core.
"""

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn

from course_lib.for_the_book.records import write_record
from course_lib.models.llama import Llama
from course_lib.training.ablation import CONTEXT, changed_model, keep, plays, small_config
from course_lib.training.data import Batch, RandomBatches, consecutive_batches
from course_lib.training.evaluation import evaluate, next_token_loss
from course_lib.training.loop import TrainingConfig, TrainingRun

N_STEPS, N_SEEDS = 200, 3
POINTS = (0, 25, 100, 200)
SHARES = (0.003, 0.01, 0.03, 0.1)
RATES = (1e-3, 5e-3)
COLUMNS = ["norms", "rate", "seed", "step", "validation", "share", "cosine", "before", "after"]


def without_norms(model: Llama) -> None:
    """Let every norm pass on what it gets."""
    for layer in model.layers:
        layer.input_layernorm = nn.Identity()
        layer.post_attention_layernorm = nn.Identity()
    model.register_module("norm", nn.Identity())


KINDS = {"with": keep, "without": without_norms}


def matrices(model: nn.Module) -> list[nn.Parameter]:
    """The weights that both models have: all but the gains of norms."""
    return [weight for weight in model.parameters() if weight.ndim >= 2]


def loss_and_gradient(model: nn.Module, batch: Batch) -> tuple[float, list[Tensor]]:
    """Return the loss on a batch and its gradient for the matrices."""
    loss = next_token_loss(model(batch.x), batch.y)
    return loss.item(), list(torch.autograd.grad(loss, matrices(model)))


def length(tensors: Sequence[Tensor]) -> float:
    """The length of several tensors as one long vector."""
    return torch.stack([t.detach().double().norm() for t in tensors]).norm().item()


def trial(model: nn.Module, batch: Batch, share: float) -> tuple[float, float, float]:
    """Step down the gradient and back; return the cosine of both gradients, and both losses.

    ``share`` is the length of the step over the length of all matrices.
    """
    weights = matrices(model)
    kept = [weight.detach().clone() for weight in weights]
    before, here = loss_and_gradient(model, batch)
    scale = share * length(weights) / length(here)
    with torch.no_grad():
        for weight, g in zip(weights, here, strict=True):
            weight -= scale * g
    after, there = loss_and_gradient(model, batch)
    with torch.no_grad():
        for weight, old in zip(weights, kept, strict=True):
            weight.copy_(old)
    inner = sum((a.double() * b.double()).sum().item() for a, b in zip(here, there, strict=True))
    return inner / (length(here) * length(there)), before, after


def trials(
    kind: str, rate: float, seed: int, points: Sequence[int] = POINTS
) -> Iterator[tuple[int, float, float, float, float, float]]:
    """Train one model; yield step, validation loss, share, cosine, loss before and after."""
    vocab_size, read, unread = plays()
    questions = consecutive_batches(unread, 32, CONTEXT)
    [batch] = consecutive_batches(read[:5_000], 64, CONTEXT, n_batches=1)
    model = changed_model(small_config(vocab_size), KINDS[kind], seed)
    config = TrainingConfig(steps=N_STEPS, learning_rate=rate)
    run = TrainingRun(model, RandomBatches(read, config.batch_size, CONTEXT, seed), config)
    for point in points:
        while run.step < point:
            run.advance()
        validation = evaluate(model, questions)
        for share in SHARES:
            yield point, validation, share, *trial(model, batch, share)


def main() -> None:
    """Write the record."""
    rows = (
        [kind, rate, seed, step, f"{validation:.4f}", share, *(f"{n:.4f}" for n in measured)]
        for rate in RATES
        for seed in range(N_SEEDS)
        for kind in KINDS
        for step, validation, share, *measured in trials(kind, rate, seed)
    )
    write_record("loss_landscape", COLUMNS, rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
