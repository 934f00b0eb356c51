"""Where does a model that somebody wrote begin to differ from the right one?

    report = first_divergence(YourModel(rows_for_half_split, …), stored, config, token_ids)

The last number of a model says that something is wrong, never what: a mistake in one layer spoils
all that comes behind it. So each part is judged by itself, on the inputs that it has in the *right*
model; the first one whose output differs is wrong, and the fault of no other. The output is then
compared with those of models in which one known mistake was planted.

Shapes: as in :mod:`course_lib.inspection.llama_in_parts`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import torch
from torch import Tensor

from course_lib.inspection.llama_in_parts import (
    RIGHT,
    Parts,
    Tensors,
    attention_layer,
    decoder_layer,
    nothing_kept,
    of_layer,
    read_tokens,
    with_rows,
)
from course_lib.inspection.planted_mistakes import PLANTED
from course_lib.models.llama import LlamaConfig


class YourModel(NamedTuple):
    """The four functions that make a model; their signatures are those of the exercises."""

    rows_for_half_split: Callable[..., Any]
    attention_layer: Callable[..., Any]
    decoder_layer: Callable[..., Any]
    read_tokens: Callable[..., Any]


def model_of(parts: Parts = RIGHT) -> YourModel:
    """Return the functions of a model that is made of these parts."""
    return YourModel(
        parts.reorder_rows,
        partial(attention_layer, parts=parts),
        partial(decoder_layer, parts=parts),
        partial(read_tokens, parts=parts),
    )


@dataclass(frozen=True)
class Stage:
    """A part on right inputs: `of` computes it with the functions of any model."""

    name: str
    part: str
    of: Callable[[YourModel], tuple[Tensor, ...]]


@dataclass(frozen=True)
class Divergence:
    """The first part that differs, by how much, and the planted mistakes with the same numbers."""

    stage: str
    part: str
    difference: float
    causes: tuple[str, ...] = ()
    error: str = ""

    def __str__(self) -> str:
        if self.error:
            return f"{self.stage}: {self.error}"
        known = "; or: ".join(self.causes) or "no mistake that is known here"
        return f"{self.stage}: differs by {self.difference:.1e}; likely: {known}"


@torch.no_grad()
def first_divergence(
    yours: YourModel,
    stored: Tensors,
    config: LlamaConfig,
    token_ids: Tensor,
    tolerance: float = 1e-4,
) -> Divergence | None:
    """Return the first part of your model that is wrong, or None where all agree.

    `stored` holds the tensors by their names on the hub, the rows of q and k in pairs of
    neighbours, as in a GGUF file; `token_ids` (B T) at least two tokens to a text.
    """
    if token_ids.dim() != 2 or token_ids.shape[1] < 2:
        raise ValueError(f"token_ids must be B T with T of 2 or more, got {tuple(token_ids.shape)}")
    for stage in stages(stored, config, token_ids):
        right = stage.of(model_of())
        try:
            came = stage.of(yours)
        except NotImplementedError:
            raise
        except Exception as error:
            said = f"raised {type(error).__name__}: {error}"
            return Divergence(stage.name, stage.part, float("inf"), error=said)
        worst = difference(came, right)
        if worst > tolerance:
            near = min(tolerance, worst / 10)
            causes = tuple(
                sentence
                for sentence, bug in PLANTED.items()
                if bug.part == stage.part
                and difference(came, stage.of(model_of(bug.parts))) <= near
            )
            return Divergence(stage.name, stage.part, worst, causes)
    return None


def stages(stored: Tensors, config: LlamaConfig, token_ids: Tensor) -> Iterator[Stage]:
    """Yield the parts in the order of the data, each on the right model's inputs."""
    queries = stored["layers.0.self_attn.q_proj.weight"]  # HD C
    yield Stage(
        "the rows of layer 0's queries",
        "rows",
        lambda m: (m.rows_for_half_split(queries, config.d_head),),
    )
    tensors = with_rows(stored, config.d_head, RIGHT.reorder_rows)
    own, T = of_layer(tensors, 0), token_ids.shape[1]
    x = tensors["embed_tokens.weight"][token_ids]  # B T C
    copy = RIGHT.norm(x, own[f"{RIGHT.gains[0]}.weight"], config.norm_eps)  # B T C
    empty = nothing_kept(config, len(token_ids), x.dtype)[0]
    yield Stage(
        "the attention of layer 0, a whole text",
        "attention",
        lambda m: m.attention_layer(copy, own, config, empty),
    )
    _, *kept = attention_layer(copy[:, : T // 2], own, config, empty)
    yield Stage(
        "the attention of layer 0, a piece behind a cache",
        "attention",
        lambda m: m.attention_layer(copy[:, T // 2 :], own, config, tuple(kept)),
    )
    yield Stage(
        "layer 0, with the right attention",
        "layer",
        lambda m: m.decoder_layer(x[:, T // 2 :], own, config, tuple(kept), attention_layer),
    )
    _, all_kept = read_tokens(token_ids[:, : T // 2], tensors, config, decoder_layer, [])

    def in_one_and_two_pieces(m: YourModel) -> tuple[Tensor, ...]:
        """The logits of the whole text, and of its second half; and all that is to be kept."""
        whole, pairs = m.read_tokens(token_ids, tensors, config, decoder_layer, [])
        second, more = m.read_tokens(
            token_ids[:, T // 2 :], tensors, config, decoder_layer, all_kept
        )
        return whole, second, *(tensor for pair in [*pairs, *more] for tensor in pair)

    yield Stage("the whole model, with the right layers", "model", in_one_and_two_pieces)


def difference(ours: tuple[Tensor, ...], theirs: tuple[Tensor, ...]) -> float:
    """Return the largest difference, in units of the right tensor's size; infinite for NaN.

    >>> difference((torch.tensor([3.0, 0.0]),), (torch.tensor([2.0, 0.0]),)) > 0.4
    True
    """
    if len(ours) != len(theirs):
        return float("inf")
    worst = 0.0
    for a, b in zip(ours, theirs, strict=True):
        if a.shape != b.shape:
            return float("inf")
        gap = ((a - b).abs().max() / b.abs().max().clamp(min=1e-12)).item()
        worst = max(worst, gap if gap == gap else float("inf"))
    return worst
