"""Mistakes that people make in a Llama: models with one part done otherwise, by what is wrong.

They serve to measure what a mistake costs, and to recognize one by its numbers: what comes out is
compared with the right model's by :mod:`course_lib.inspection.first_divergence`.

Shapes: as in :mod:`course_lib.inspection.llama_in_parts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.inspection.llama_in_parts import (
    RIGHT,
    Parts,
    Tensors,
    angles_of,
    extend,
    rms_norm,
    rotate,
    swiglu,
)


def _pairs_of_neighbours(x: Tensor, angles: Tensor) -> Tensor:
    cos, sin = angles.cos().to(x.dtype), angles.sin().to(x.dtype)  # T P
    a, b = x[..., 0::2], x[..., 1::2]  # B H T P
    return torch.stack([a * cos - b * sin, b * cos + a * sin], dim=-1).flatten(-2)  # B H T D


def _layer_norm(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    return F.layer_norm(x, x.shape[-1:], gain, None, eps)


def _fresh_head(tensors: Tensors) -> Tensor:
    E = tensors["embed_tokens.weight"]  # V C
    drawn = torch.randn(E.shape, generator=torch.Generator().manual_seed(0)).to(E)  # V C
    return drawn * E.std()


@dataclass(frozen=True)
class PlantedBug:
    """A model with one mistake: in which part it is, and with the cache alone or always."""

    part: str
    parts: Parts
    needs_cache: bool = False


def _bug(part: str, needs_cache: bool = False, **changed: object) -> PlantedBug:
    return PlantedBug(part, replace(RIGHT, **changed), needs_cache)  # type: ignore[arg-type]


PLANTED: Mapping[str, PlantedBug] = {
    "the rows of q and k are left as the file has them": _bug(
        "rows", reorder_rows=lambda weight, d_head: weight
    ),
    "the rows are reordered the wrong way": _bug(
        "rows",
        reorder_rows=lambda w, d: w.unflatten(0, (-1, 2, d // 2)).transpose(1, 2).flatten(0, 2),
    ),
    "the rotary base is 10,000": _bug(
        "attention", angles=lambda positions, D, base: angles_of(positions, D, 10_000.0)
    ),
    "neighbours are turned as pairs": _bug("attention", rotate=_pairs_of_neighbours),
    "the rotation goes the wrong way": _bug("attention", rotate=lambda x, a: rotate(x, -a)),
    "nothing is turned": _bug("attention", rotate=lambda x, angles: x),
    "scores are not divided by √D": _bug("attention", scale=lambda D: 1.0),
    "scores are divided by D": _bug("attention", scale=lambda D: 1 / D),
    "a token sees the one after it": _bug(
        "attention", may_see=lambda T, S: torch.arange(S) <= torch.arange(S - T, S)[:, None] + 1
    ),
    "a token does not see itself": _bug(
        "attention", may_see=lambda T, S: torch.arange(S) < torch.arange(S - T, S)[:, None]
    ),
    "nothing is hidden": _bug("attention", may_see=lambda T, S: torch.ones(T, S, dtype=torch.bool)),
    "key/value heads take turns": _bug(
        "attention", share=lambda heads, H: heads.repeat(1, H // heads.shape[1], 1, 1)
    ),
    "positions begin anew behind the cache": _bug(
        "attention", True, positions=lambda n_kept, T: torch.arange(T)
    ),
    "positions behind the cache are one too low": _bug(
        "attention",
        True,
        positions=lambda n_kept, T: torch.arange(T) + max(n_kept - 1, 0),
    ),
    "earlier values are not kept": _bug(
        "attention", True, extend=lambda old, k, v: extend((old[0], 0 * old[1]), k, v)
    ),
    "new keys and values are put in front": _bug(
        "attention", True, extend=lambda old, k, v: extend((k, v), *old)
    ),
    "epsilon stands outside of the root": _bug(
        "layer", norm=lambda x, g, eps: x / (x.square().mean(-1, keepdim=True).sqrt() + eps) * g
    ),
    "the norms do not use the configuration's epsilon": _bug(
        "layer", norm=lambda x, g, eps: rms_norm(x, g, 1e-3)
    ),
    "the norms take the mean away": _bug("layer", norm=_layer_norm),
    "the norms have no gain": _bug("layer", norm=lambda x, g, eps: rms_norm(x, 1 + 0 * g, eps)),
    "the two norms are exchanged": _bug(
        "layer", gains=("post_attention_layernorm", "input_layernorm")
    ),
    "gate and up are exchanged": _bug(
        "layer", network=lambda x, gate, up, down: swiglu(x, up, gate, down)
    ),
    "the gate is bent by GELU": _bug(
        "layer",
        network=lambda x, g, u, d: F.linear(F.gelu(F.linear(x, g)) * F.linear(x, u), d),
    ),
    "the residual path is dropped": _bug("layer", around=lambda x, norm, part: part(norm(x))),
    "the norms stand behind the parts": _bug(
        "layer", around=lambda x, norm, part: norm(x + part(x))
    ),
    "the path goes through the norms": _bug(
        "layer", around=lambda x, norm, part: norm(x) + part(norm(x))
    ),
    "the last norm is missing": _bug("model", last_norm=lambda x, gain, eps: x),
    "the head is not the embedding": _bug("model", head=_fresh_head),
}
"""Known mistakes, in the order in which a text meets them (rows, attention, layer, model)."""
