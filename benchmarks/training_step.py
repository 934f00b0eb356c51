"""One training step of a model of 5 million parameters: ours, `transformers`, a plain GPT.

Each rival meets our model of its own shape: a Llama for `transformers` and for the decoder on one
page, a GPT-2 for the plain GPT.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import Row, cpu_seconds, interleave, speed_rows
from benchmarks.plain_gpt import PlainGPT
from benchmarks.smollm2 import transformers_llama
from course_lib import decoder_on_one_page as page
from course_lib.models.gpt2 import GPT2, GPT2Config
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.loop import train_step
from course_lib.training.optimization import make_optimizer

LLAMA = LlamaConfig(
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
    ("our Llama", "Llama of transformers", 1.0),
    ("our Llama", "Llama on one page", None),
    ("our GPT-2", "plain GPT", 1.0),
    ("our Llama, bfloat16", "Llama of transformers", 1.3),
    ("our GPT-2, bfloat16", "plain GPT", 1.3),
]


def compare(rounds: int = 5, batch_size: int = 8, llama: LlamaConfig = LLAMA) -> list[Row]:
    """Measure forward, backward, clipping and update; the same sizes for all."""
    torch.manual_seed(0)
    V, C, L, H, N = (
        llama.vocab_size,
        llama.d_model,
        llama.n_layers,
        llama.n_heads,
        llama.context_length,
    )
    x, y = torch.randint(V, (2, batch_size, N))
    gpt2 = GPT2Config(V, C, L, H, d_ff=4 * C, context_length=N)
    ours = {"our Llama": Llama(llama), "our GPT-2": GPT2(gpt2)}
    theirs, plain = transformers_llama(Llama(llama)), PlainGPT(V, C, L, H, N)
    sizes = {f.name: getattr(llama, f.name) for f in fields(page.Sizes)}
    one_page = page.Llama(page.Sizes(**sizes))
    candidates = {name: our_step(model, x, y, bfloat16=False) for name, model in ours.items()}
    for name, model in ours.items():
        candidates[f"{name}, bfloat16"] = our_step(deepcopy(model), x, y, bfloat16=True)
    candidates["Llama of transformers"] = plain_step(theirs, lambda ids: theirs(ids).logits, x, y)
    candidates["Llama on one page"] = plain_step(one_page, one_page, x, y)
    candidates["plain GPT"] = plain_step(plain, plain, x, y)
    seconds = interleave(candidates, rounds)
    per_token = {name: [s / x.numel() for s in times] for name, times in seconds.items()}
    rivals = {"Llama of transformers": theirs, "Llama on one page": one_page, "plain GPT": plain}
    models = ours | rivals
    notes = {k: f"{sum(p.numel() for p in m.parameters()):,} parameters" for k, m in models.items()}
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
