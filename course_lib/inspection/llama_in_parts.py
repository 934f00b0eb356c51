"""A Llama in which every part can be exchanged.

    read_tokens(token_ids, tensors, config, replace(RIGHT, rotate=by_my_own_hand))

Each part is a small function and a field of `Parts`, so that a model with *one* thing done
otherwise is one `replace` away: see :mod:`course_lib.inspection.planted_mistakes`.

Shapes: B texts, T new tokens, S tokens so far including the new ones, C width, H query heads,
K key/value heads, D head width, F feed-forward width, V vocabulary.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.models.llama import LlamaConfig

Kept = tuple[Tensor, Tensor]  # keys and values of one layer, B K S D each
Tensors = Mapping[str, Tensor]


def reorder_rows(weight: Tensor, d_head: int) -> Tensor:
    """Bring the rows of a query or key matrix from neighbours in pairs to half-split pairs."""
    pairs = weight.unflatten(0, (-1, d_head // 2, 2))  # H P 2 C
    return pairs.transpose(1, 2).flatten(0, 2)  # HD C


def rms_norm(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    """Bring every vector to one scale."""
    return x / (x.square().mean(-1, keepdim=True) + eps).sqrt() * gain


def positions_behind(n_kept: int, T: int) -> Tensor:
    """Number the new tokens: they go on where the cache ends."""
    return torch.arange(n_kept, n_kept + T)  # T


def angles_of(positions: Tensor, D: int, base: float) -> Tensor:
    """Return by how much each pair turns at each position."""
    return positions[:, None] / base ** (torch.arange(0, D, 2).double() / D)  # T P


def rotate(x: Tensor, angles: Tensor) -> Tensor:
    """Turn the pairs (i, i + D/2)."""
    cos, sin = angles.cos().to(x.dtype), angles.sin().to(x.dtype)  # T P
    a, b = x.chunk(2, dim=-1)  # B H T P
    return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)  # B H T D


def extend(earlier: Kept, k: Tensor, v: Tensor) -> Kept:
    """Put new keys and values behind those that are kept."""
    return torch.cat([earlier[0], k], dim=2), torch.cat([earlier[1], v], dim=2)  # B K S D


def share(heads: Tensor, n_heads: int) -> Tensor:
    """Give neighbouring query heads the same key/value head."""
    return heads.repeat_interleave(n_heads // heads.shape[1], dim=1)  # B H S D


def scale(D: int) -> float:
    """Return by what scores are multiplied."""
    return D**-0.5


def may_see(T: int, S: int) -> Tensor:
    """Say which key each new token may read: its own and those before it."""
    return torch.arange(S) <= torch.arange(S - T, S)[:, None]  # T S


def shares(scores: Tensor, visible: Tensor) -> Tensor:
    """Turn scores into shares of the keys that a token may read."""
    # the lowest finite number: a planted mask may hide a whole row, which must not become NaN
    return scores.masked_fill(~visible, torch.finfo(scores.dtype).min).softmax(-1)  # B H T S


def swiglu(x: Tensor, gate: Tensor, up: Tensor, down: Tensor) -> Tensor:
    """Widen twice, let one copy gate the other, narrow again."""
    return F.linear(F.silu(F.linear(x, gate)) * F.linear(x, up), down)  # B T C


def pre_norm(x: Tensor, norm: Callable[[Tensor], Tensor], part: Callable) -> Tensor:
    """Add to the path what a part says to a normalized copy of it."""
    return x + part(norm(x))  # B T C


def tied_head(tensors: Tensors) -> Tensor:
    """Return the head that is stored, or the embedding used again."""
    return tensors.get("lm_head.weight", tensors["embed_tokens.weight"])  # V C


@dataclass(frozen=True)
class Parts:
    """What a Llama is made of; the functions above are the right ones."""

    reorder_rows: Callable[[Tensor, int], Tensor] = reorder_rows
    norm: Callable[[Tensor, Tensor, float], Tensor] = rms_norm
    positions: Callable[[int, int], Tensor] = positions_behind
    angles: Callable[[Tensor, int, float], Tensor] = angles_of
    rotate: Callable[[Tensor, Tensor], Tensor] = rotate
    extend: Callable[[Kept, Tensor, Tensor], Kept] = extend
    share: Callable[[Tensor, int], Tensor] = share
    scale: Callable[[int], float] = scale
    may_see: Callable[[int, int], Tensor] = may_see
    shares: Callable[[Tensor, Tensor], Tensor] = shares
    network: Callable[[Tensor, Tensor, Tensor, Tensor], Tensor] = swiglu
    around: Callable[[Tensor, Callable, Callable], Tensor] = pre_norm
    gains: tuple[str, str] = ("input_layernorm", "post_attention_layernorm")
    last_norm: Callable[[Tensor, Tensor, float], Tensor] = rms_norm
    head: Callable[[Tensors], Tensor] = tied_head


RIGHT = Parts()


def attention_layer(
    x: Tensor, weights: Tensors, config: LlamaConfig, kept: Kept, parts: Parts = RIGHT
) -> tuple[Tensor, Tensor, Tensor]:
    """Return what a layer's attention says, and the keys and values to keep."""
    D, T, n_kept = config.d_head, x.shape[1], kept[0].shape[2]
    q, k, v = (
        F.linear(x, weights[f"self_attn.{name}_proj.weight"]).unflatten(-1, (-1, D)).transpose(1, 2)
        for name in "qkv"
    )  # B H T D, B K T D, B K T D
    angles = parts.angles(parts.positions(n_kept, T), D, config.rope_base)  # T P
    q, k = parts.rotate(q, angles), parts.rotate(k, angles)
    keys, values = parts.extend(kept, k, v)  # B K S D
    shared = parts.share(keys, config.n_heads), parts.share(values, config.n_heads)  # B H S D
    scores = q @ shared[0].transpose(-2, -1) * parts.scale(D)  # B H T S
    read = parts.shares(scores, parts.may_see(T, shared[0].shape[2])) @ shared[1]  # B H T D
    read = read.transpose(1, 2).flatten(2)  # B T HD
    return F.linear(read, weights["self_attn.o_proj.weight"]), keys, values


def decoder_layer(
    x: Tensor,
    weights: Tensors,
    config: LlamaConfig,
    kept: Kept,
    attention: Callable = attention_layer,
    parts: Parts = RIGHT,
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the path behind one layer, and the keys and values to keep."""
    new: list[Tensor] = []

    def attend(y: Tensor) -> Tensor:
        output, *new[:] = attention(y, weights, config, kept)
        return output

    def feed_forward(y: Tensor) -> Tensor:
        return parts.network(y, *(weights[f"mlp.{n}_proj.weight"] for n in ("gate", "up", "down")))

    for name, part in zip(parts.gains, (attend, feed_forward), strict=True):
        gain = weights[f"{name}.weight"]  # C
        x = parts.around(x, lambda y, g=gain: parts.norm(y, g, config.norm_eps), part)  # B T C
    return x, new[0], new[1]


def read_tokens(
    token_ids: Tensor,
    tensors: Tensors,
    config: LlamaConfig,
    layer: Callable = decoder_layer,
    kept: Sequence[Kept] = (),
    parts: Parts = RIGHT,
    path: list[Tensor] | None = None,
) -> tuple[Tensor, list[Kept]]:
    """Return the logits behind each new token, and what is kept of every layer.

    `path` collects the residual path: the embedding, then what each layer left.
    """
    x = tensors["embed_tokens.weight"][token_ids]  # B T C
    kept, new = kept or nothing_kept(config, len(token_ids), x.dtype), []
    path = [] if path is None else path
    path.append(x)
    for i in range(config.n_layers):
        x, *pair = layer(x, of_layer(tensors, i), config, kept[i])  # B T C
        new.append(tuple(pair))
        path.append(x)
    x = parts.last_norm(x, tensors["norm.weight"], config.norm_eps)  # B T C
    return F.linear(x, parts.head(tensors)), new  # B T V


def run(
    token_ids: Tensor,
    stored: Tensors,
    config: LlamaConfig,
    parts: Parts = RIGHT,
    kept: Sequence[Kept] = (),
    path: list[Tensor] | None = None,
) -> tuple[Tensor, list[Kept]]:
    """Run the whole model made of these parts, rows of queries and keys stored in pairs."""
    attention = partial(attention_layer, parts=parts)
    layer = partial(decoder_layer, attention=attention, parts=parts)
    tensors = with_rows(stored, config.d_head, parts.reorder_rows)
    return read_tokens(token_ids, tensors, config, layer, kept, parts, path)


def with_rows(stored: Tensors, d_head: int, reorder: Callable) -> dict[str, Tensor]:
    """Return the tensors with the rows of all query and key matrices reordered."""
    turned = ("q_proj.weight", "k_proj.weight")
    return {n: reorder(w, d_head) if n.endswith(turned) else w for n, w in stored.items()}


def of_layer(tensors: Tensors, i: int) -> dict[str, Tensor]:
    """Return the nine tensors of layer i under their short names."""
    start = f"layers.{i}."
    return {n.removeprefix(start): w for n, w in tensors.items() if n.startswith(start)}


def nothing_kept(config: LlamaConfig, B: int, dtype: torch.dtype) -> list[Kept]:
    """Return the cache of a model that has read nothing: for each layer two empty tensors."""
    empty = torch.zeros(B, config.n_kv_heads, 0, config.d_head, dtype=dtype)  # B K 0 D
    return [(empty, empty)] * config.n_layers


def random_tensors(config: LlamaConfig, normal: Callable[..., Tensor]) -> dict[str, Tensor]:
    """Draw the tensors of a model, gains near 2 and matrices at a scale that keeps numbers tame.

    >>> sizes = LlamaConfig(7, 4, 1, 2, 1, 6, 16, tied=True)
    >>> len(random_tensors(sizes, torch.randn))
    11
    """
    C, kv, n_inner = config.d_model, config.n_kv_heads * config.d_head, config.d_ff
    matrices = {"self_attn.q_proj": (C, C), "self_attn.k_proj": (kv, C)}
    matrices |= {"self_attn.v_proj": (kv, C), "self_attn.o_proj": (C, C)}
    matrices |= {"mlp.gate_proj": (n_inner, C), "mlp.up_proj": (n_inner, C)}
    matrices |= {"mlp.down_proj": (C, n_inner)}
    drawn = {"embed_tokens.weight": normal(config.vocab_size, C)}
    for i in range(config.n_layers):
        for name, (rows, columns) in matrices.items():
            drawn[f"layers.{i}.{name}.weight"] = normal(rows, columns) / columns**0.5
        for name in RIGHT.gains:
            drawn[f"layers.{i}.{name}.weight"] = 2 + normal(C) / 3
    drawn["norm.weight"] = 2 + normal(C) / 3
    if not config.tied:
        drawn["lm_head.weight"] = normal(config.vocab_size, C)
    return drawn
