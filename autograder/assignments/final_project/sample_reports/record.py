"""The runs behind the sample reports: five variants of the small Llama, three seeds each.

``python autograder/assignments/final_project/sample_reports/record.py`` writes ``record.csv``
again: about four minutes on one core. It lies here, and not among the book's records, since
students receive those.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from course_lib.layers.attention import GroupedQueryAttention
from course_lib.models.llama import Llama
from course_lib.training.ablation import BUDGET, CONTEXT, Change, ablate, keep

RECORD = Path(__file__).with_name("record.csv")
COLUMNS = ["variant", "learning_rate", "seed", "parameters", "tokens", "loss"]
SEEDS = range(3)


class NoTurn(nn.Module):
    """A rotation by nothing: queries and keys do not know where they stand."""

    def __init__(self, d_head: int):
        super().__init__()
        self.n_pairs = d_head // 2

    def forward(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        """Return cosines of 1 and sines of 0."""
        still = torch.zeros(len(positions), self.n_pairs)
        return still + 1, still


class PlacedEmbedding(nn.Module):
    """Embeddings with a learned vector for each position added, as in GPT-2."""

    def __init__(self, vocab_size: int, d_model: int):
        super().__init__()
        self.tokens = nn.Embedding(vocab_size, d_model)
        self.places = nn.Embedding(CONTEXT, d_model)

    def forward(self, token_ids: Tensor) -> Tensor:
        """Add what the token is and where it stands."""
        return self.tokens(token_ids) + self.places(torch.arange(token_ids.shape[1]))


class TwoMatrices(nn.Module):
    """Widen, bend, narrow: ReLU in as many parameters as SwiGLU has."""

    def __init__(self, d_model: int, d_ff: int):
        super().__init__()
        self.up_proj = nn.Linear(d_model, d_ff, bias=False)
        self.down_proj = nn.Linear(d_ff, d_model, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Work on each token by itself."""
        return self.down_proj(self.up_proj(x).relu())


def without_positions(model: Llama) -> None:
    """Take RoPE away and put nothing in its place."""
    model.register_module("rotary_emb", NoTurn(model.config.d_head))


def with_learned_positions(model: Llama) -> None:
    """Take RoPE away and add a learned vector for each position."""
    without_positions(model)
    tokens = model.embed_tokens
    placed = PlacedEmbedding(model.config.vocab_size, model.config.d_model)
    placed.tokens = tokens  # the same start as with RoPE
    model.register_module("embed_tokens", placed)


def with_relu(model: Llama) -> None:
    """Exchange SwiGLU for two matrices with ReLU, equal in parameters."""
    for layer in model.layers:
        layer.mlp = TwoMatrices(model.config.d_model, model.config.d_ff * 3 // 2)


def with_one_kv_head(model: Llama) -> None:
    """Let all query heads share one key/value head."""
    for layer in model.layers:
        layer.self_attn = GroupedQueryAttention(model.config.d_model, model.config.n_heads, 1)


POSITIONS: dict[str, Change] = {
    "RoPE": keep,
    "learned": with_learned_positions,
    "none": without_positions,
}
OTHERS: dict[str, Change] = {"ReLU": with_relu, "one kv head": with_one_kv_head}
PLANS = [(POSITIONS | OTHERS, 5e-3), (POSITIONS, 1e-2)]


def rows() -> Iterator[list[object]]:
    """The rows of the record."""
    for variants, rate in PLANS:
        for end in ablate(variants, SEEDS, replace(BUDGET, learning_rate=rate)):
            ending = [end.n_parameters, end.n_tokens, f"{end.loss:.4f}"]
            yield [end.variant, rate, end.seed, *ending]


def main() -> None:
    """Write the record."""
    with RECORD.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows():
            writer.writerow(row)
            file.flush()


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
