"""Five feed-forward networks of equal size inside one small Llama: a record of validation losses.

The table that Shazeer (2020) is known for, redone small: two matrices with ReLU, GELU or SiLU
between them, and three matrices with GELU or SiLU on the gate, at exactly equal numbers of
parameters. Five seeds each; two of them also at half and at twice the learning rate, as a check
that no kind was given a worse one than another.
``python -m course_lib.for_the_book.records.feed_forward_kinds`` writes the record again: about
six minutes on one core.

Shapes: C model width, F feed-forward width; any leading dimensions.
"""

from collections.abc import Iterator

import torch
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.for_the_book.records import small_model, write_record
from course_lib.models.llama import Llama

GATED = {"GEGLU": nn.GELU(), "SwiGLU": nn.SiLU()}
PLAIN = {"ReLU": nn.ReLU(), "GELU": nn.GELU(), "SiLU": nn.SiLU()}
KINDS = (*PLAIN, *GATED)
GATED_WIDTH = 176
PLAIN_WIDTH = GATED_WIDTH * 3 // 2  # two matrices that hold what three of the gated width hold
SEEDS = {4e-3: range(5), 2e-3: range(2), 8e-3: range(2)}  # by learning rate
N_STEPS, EVERY = 300, 100


class TwoMatrices(nn.Module):
    """Widen, bend, narrow; no biases, as in the comparison of 2020."""

    def __init__(self, d_model: int, d_ff: int, activation: nn.Module):
        super().__init__()
        self.up_proj = nn.Linear(d_model, d_ff, bias=False)
        self.activation = activation
        self.down_proj = nn.Linear(d_ff, d_model, bias=False)

    def forward(self, x: Float[Tensor, "... C"]) -> Float[Tensor, "... C"]:
        """Work on each token by itself."""
        return self.down_proj(self.activation(self.up_proj(x)))


class ThreeMatrices(nn.Module):
    """Widen twice; one copy, bent, scales the other; narrow."""

    def __init__(self, d_model: int, d_ff: int, activation: nn.Module):
        super().__init__()
        self.gate_proj = nn.Linear(d_model, d_ff, bias=False)
        self.up_proj = nn.Linear(d_model, d_ff, bias=False)
        self.activation = activation
        self.down_proj = nn.Linear(d_ff, d_model, bias=False)

    def forward(self, x: Float[Tensor, "... C"]) -> Float[Tensor, "... C"]:
        """Work on each token by itself."""
        return self.down_proj(self.activation(self.gate_proj(x)) * self.up_proj(x))


def network(kind: str, d_model: int) -> nn.Module:
    """Return a network of this kind; all kinds have equally many parameters."""
    if kind in GATED:
        return ThreeMatrices(d_model, GATED_WIDTH, GATED[kind])
    return TwoMatrices(d_model, PLAIN_WIDTH, PLAIN[kind])


def losses(
    kind: str, learning_rate: float, seed: int, n_steps: int = N_STEPS
) -> Iterator[tuple[int, float]]:
    """Train one model with networks of this kind; yield steps done and validation loss."""

    def change(model: Llama) -> None:
        for layer in model.layers:
            layer.mlp = network(kind, model.config.d_model)

    yield from small_model.losses(seed, n_steps, learning_rate, change)


def main() -> None:
    """Write the record."""
    rows = (
        [kind, learning_rate, seed, step, f"{loss:.4f}"]
        for learning_rate, seeds in SEEDS.items()
        for seed in seeds
        for kind in KINDS
        for step, loss in losses(kind, learning_rate, seed)
    )
    write_record("feed_forward_kinds", ["kind", "learning_rate", "seed", "step", "loss"], rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
