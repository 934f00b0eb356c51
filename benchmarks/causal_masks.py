"""What it is worth to say "causal" in a word: PyTorch's fast path, against a mask as a table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from unittest import mock

import torch
from torch import Tensor

from benchmarks.measure import Row, cpu_seconds, interleave, speed_rows
from course_lib.layers.masks import CAUSAL, Mask, causal_mask
from course_lib.models import llama
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.loop import train_step
from course_lib.training.optimization import make_optimizer

LENGTHS = (128, 512, 2048)
SIZES = LlamaConfig(1024, 256, 4, 8, 4, 688, max(LENGTHS), tied=True)


def compare(rounds: int = 5, lengths: tuple[int, ...] = LENGTHS) -> list[Row]:
    """Measure reading a text and learning from it, at several lengths."""
    torch.manual_seed(0)
    model = Llama(SIZES)
    optimizer = make_optimizer(model, 1e-4, 0.1)
    rows = []
    for n in lengths:
        ids = torch.randint(SIZES.vocab_size, (1, n))
        works: dict[str, Callable[[], object]] = {
            "read": partial(read, model, ids),
            "learn": partial(train_step, model, optimizer, ids, ids),
        }
        for name, work in works.items():
            candidates = {"a word": partial(cpu_seconds, work), "a table": partial(written, work)}
            seconds = interleave(candidates, rounds)
            per_token = {mask: [s / n for s in times] for mask, times in seconds.items()}
            title = f"causal mask, {name} {n} tokens"
            rows += speed_rows(title, "tokens/s", per_token, [("a word", "a table", None)])
    return rows


@torch.no_grad()
def read(model: Llama, ids: Tensor) -> Tensor:
    """Pass a text through the model."""
    return model.hidden_states(ids)


def written(work: Callable[[], object]) -> float:
    """Measure work in which every causal mask is a table."""
    with masks_as_tables():
        return cpu_seconds(work)


@contextmanager
def masks_as_tables() -> Iterator[None]:
    """Hand the layers of a Llama a table where the model would say CAUSAL."""
    said = llama.checked_positions_and_mask

    def spelled_out(*arguments: object) -> tuple[Tensor, Mask | None]:
        positions, mask = said(*arguments)
        return positions, causal_mask(len(positions)) if mask is CAUSAL else mask

    with mock.patch.object(llama, "checked_positions_and_mask", spelled_out):
        yield
