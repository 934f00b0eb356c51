"""A small Llama learns the characters of Shakespeare: a record of validation losses.

The chapter on a whole small model trains the first steps itself; this run goes on three times as
long, under three seeds. ``python -m course_lib.for_the_book.records.small_model`` writes the record
again: about two minutes on one core.
"""

from collections.abc import Callable, Iterator

import torch

from course_lib.for_the_book.records import write_record
from course_lib.layers.initialization import initialize
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import (
    RandomBatches,
    consecutive_batches,
    shakespeare_characters,
)
from course_lib.training.evaluation import evaluate, next_token_loss

BATCH_SIZE, CONTEXT = 16, 64
LEARNING_RATE, WARM_UP = 5e-3, 50
N_STEPS, EVERY, N_SEEDS = 1500, 100, 3


def losses(
    seed: int,
    n_steps: int = N_STEPS,
    learning_rate: float = LEARNING_RATE,
    change: Callable[[Llama], None] | None = None,
) -> Iterator[tuple[int, float]]:
    """Train one model; yield the steps done and the loss on plays that it has not read.

    ``change`` may exchange parts of the fresh model, for other records.
    """
    vocab_size, train, validation = shakespeare_characters()
    questions = consecutive_batches(validation[:20_000], 32, CONTEXT)
    torch.manual_seed(seed)
    model = Llama(LlamaConfig(vocab_size, 64, 2, 4, 4, 176, CONTEXT))
    if change:
        change(model)
        initialize(model, model.config.n_layers)
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, fused=True)
    batches = RandomBatches(train, BATCH_SIZE, CONTEXT, seed=seed)
    for step, (x, y) in zip(range(1, n_steps + 1), batches, strict=False):
        optimizer.param_groups[0]["lr"] = learning_rate * min(step / WARM_UP, 1)
        loss = next_token_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % EVERY == 0:
            yield step, evaluate(model, questions)


def main() -> None:
    """Write the record."""
    rows = (
        [seed, step, step * BATCH_SIZE * CONTEXT, f"{loss:.4f}"]
        for seed in range(N_SEEDS)
        for step, loss in losses(seed)
    )
    write_record("small_model", ["seed", "step", "characters", "loss"], rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
