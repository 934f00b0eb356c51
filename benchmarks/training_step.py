"""One training step of a model of 5 million parameters: ours, `transformers`, a plain GPT."""

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import Row, cpu_seconds, interleave, speed_rows
from benchmarks.plain_gpt import PlainGPT
from benchmarks.smollm2 import transformers_llama
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.optimization import make_optimizer
from course_lib.training import train_step

CONFIG = LlamaConfig(
    vocab_size=1024,
    d_model=256,
    n_layers=6,
    n_heads=8,
    n_kv_heads=8,
    d_ff=688,
    context_length=128,
    tied=True,
)
BARS = [
    ("ours", "transformers", 1.0),
    ("ours", "plain GPT", 1.0),
    ("ours, bfloat16", "transformers", 1.3),
    ("ours, bfloat16", "plain GPT", 1.3),
]


def compare(rounds: int = 5, batch_size: int = 8, config: LlamaConfig = CONFIG) -> list[Row]:
    """Measure forward, backward, clipping and update; the same sizes for all."""
    torch.manual_seed(0)
    window = config.context_length
    x, y = torch.randint(config.vocab_size, (2, batch_size, window))
    ours, half = Llama(config), Llama(config)
    sizes = (config.vocab_size, config.d_model, config.n_layers, config.n_heads, window)
    theirs = transformers_llama(ours)
    candidates = {
        "ours": our_step(ours, x, y, bfloat16=False),
        "ours, bfloat16": our_step(half, x, y, bfloat16=True),
        "transformers": plain_step(theirs, lambda tokens: theirs(tokens).logits, x, y),
        "plain GPT": plain_step(gpt := PlainGPT(*sizes), gpt, x, y),
    }
    seconds = interleave(candidates, rounds)
    per_token = {name: [s / x.numel() for s in times] for name, times in seconds.items()}
    n = {"ours": ours, "transformers": theirs, "plain GPT": gpt}
    notes = {k: f"{sum(p.numel() for p in m.parameters()):,} parameters" for k, m in n.items()}
    return speed_rows("training step", "tokens/s", per_token, BARS, notes)


def our_step(model: nn.Module, x: torch.Tensor, y: torch.Tensor, bfloat16: bool) -> Any:
    """Return a measured step as the course makes it."""
    optimizer = make_optimizer(model, 1e-4, 0.1)
    return lambda: cpu_seconds(lambda: train_step(model, optimizer, x, y, bfloat16=bfloat16))


def plain_step(
    model: nn.Module, logits: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor, y: Any
) -> Any:
    """Return a measured step as others write it, with PyTorch's default AdamW."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)

    def step() -> None:
        model.train()
        optimizer.zero_grad()
        F.cross_entropy(logits(x).flatten(0, 1), y.flatten()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()

    return lambda: cpu_seconds(step)
