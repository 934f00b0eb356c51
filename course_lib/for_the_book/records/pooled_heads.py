"""A trained multi-head model is made multi-query, in three ways: a record of losses.

``python -m course_lib.for_the_book.records.pooled_heads`` writes the record again: about six
minutes on one core.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.for_the_book.records import write_record
from course_lib.layers.attention import pool_heads
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import (
    Batch,
    RandomBatches,
    consecutive_batches,
    shakespeare_characters,
)
from course_lib.training.evaluation import evaluate, next_token_loss

BATCH_SIZE, CONTEXT, N_HEADS = 16, 64, 4
LEARNING_RATE, WARM_UP, WARM_UP_AGAIN = 5e-3, 50, 10
N_STEPS, FURTHER, N_SEEDS = 1000, (0, 50, 100), 5  # 50 is a twentieth, as in the paper

Matrix = Float[Tensor, "HD C"]
STARTS: dict[str, Callable[[Matrix, Matrix], Matrix]] = {
    "mean": lambda trained, _: pool_heads(trained, N_HEADS, 1),
    "first": lambda trained, _: trained[: len(trained) // N_HEADS],
    "fresh": lambda _, untrained: untrained,
}


class Lesson:
    """The plays, cut into what is learned and what is asked."""

    def __init__(self):
        vocab_size, self.train, asked = shakespeare_characters()
        self.questions: list[Batch] = consecutive_batches(asked[:20_000], 32, CONTEXT)
        self.config = LlamaConfig(vocab_size, 64, 2, N_HEADS, N_HEADS, 176, CONTEXT)

    def learn(self, model: Llama, n_steps: int, seed: int, warm_up: int) -> Iterator[int]:
        """Take so many steps on random windows; yield after each how many they are."""
        optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, fused=True)
        batches = RandomBatches(self.train, BATCH_SIZE, CONTEXT, seed=seed)
        for step, (x, y) in zip(range(1, n_steps + 1), batches, strict=False):
            optimizer.param_groups[0]["lr"] = LEARNING_RATE * min(step / warm_up, 1)
            loss = next_token_loss(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            yield step

    def fresh(self, n_kv_heads: int, n_steps: int, seed: int) -> Llama:
        """Return a model that has been trained from its start."""
        torch.manual_seed(seed)
        model = Llama(replace(self.config, n_kv_heads=n_kv_heads))
        for _ in self.learn(model, n_steps, seed, WARM_UP):
            pass
        return model

    def losses(self, model: Llama, seed: int) -> Iterator[tuple[int, float]]:
        """Train on; yield the further steps done and the loss on plays that it has not read."""
        yield 0, evaluate(model, self.questions)
        for step in self.learn(model, FURTHER[-1], 1000 + seed, WARM_UP_AGAIN):
            if step in FURTHER:
                yield step, evaluate(model, self.questions)


def shared(trained: Llama, start: str, seed: int) -> Llama:
    """Return a multi-query model that takes what fits from a trained multi-head model."""
    torch.manual_seed(seed)
    model = Llama(replace(trained.config, n_kv_heads=1))
    theirs, ours = trained.state_dict(), model.state_dict()
    for name in ours:
        if "k_proj" in name or "v_proj" in name:
            ours[name] = STARTS[start](theirs[name], ours[name])
        else:
            ours[name] = theirs[name]
    model.load_state_dict(ours)
    return model


def losses(seed: int, n_steps: int = N_STEPS) -> Iterator[tuple[str, int, float]]:
    """Yield every start, further steps and loss of one seed."""
    lesson = Lesson()
    trained = lesson.fresh(N_HEADS, n_steps, seed)
    for start in STARTS:
        for n, loss in lesson.losses(shared(trained, start, seed), seed):
            yield start, n, loss
    for n, loss in lesson.losses(trained, seed):
        yield "multi-head", n, loss
    for n, loss in lesson.losses(lesson.fresh(1, n_steps, seed), seed):
        yield "multi-query throughout", n, loss


def main() -> None:
    """Write the record."""
    rows = (
        [seed, start, n, f"{loss:.4f}"]
        for seed in range(N_SEEDS)
        for start, n, loss in losses(seed)
    )
    write_record("pooled_heads", ["seed", "start", "further_steps", "loss"], rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
