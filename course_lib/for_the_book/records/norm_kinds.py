"""LayerNorm, RMSNorm and a norm without gains inside one small Llama: a record of losses.

Three models that differ in nothing but their norms learn the characters of Shakespeare, each under
five seeds. ``python -m course_lib.for_the_book.records.norm_kinds`` writes the record again: about
four minutes on one core.
"""

from collections.abc import Iterator

import torch
from torch import nn

from course_lib.for_the_book.records import small_model, write_record
from course_lib.layers.normalization import LayerNorm, RMSNorm
from course_lib.models.llama import Llama

KINDS = ("LayerNorm", "RMSNorm", "RMSNorm without gains")
N_STEPS, EVERY, N_SEEDS = 500, 100, 5


def norm(kind: str, d_model: int) -> nn.Module:
    """Return a fresh norm of this kind."""
    if kind == "LayerNorm":
        return LayerNorm(d_model)
    made = RMSNorm(d_model)
    made.weight.requires_grad_(kind == "RMSNorm")
    return made


def losses(kind: str, seed: int, n_steps: int = N_STEPS) -> Iterator[tuple[int, float]]:
    """Train one model with norms of this kind; yield steps done and validation loss."""

    def change(model: Llama) -> None:
        width = model.config.d_model
        for layer in model.layers:
            layer.input_layernorm = norm(kind, width)
            layer.post_attention_layernorm = norm(kind, width)
        model.register_module("norm", norm(kind, width))

    yield from small_model.losses(seed, n_steps, change=change)


def main() -> None:
    """Write the record."""
    rows = (
        [kind, seed, step, f"{loss:.4f}"]
        for seed in range(N_SEEDS)
        for kind in KINDS
        for step, loss in losses(kind, seed)
    )
    write_record("norm_kinds", ["kind", "seed", "step", "loss"], rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
