"""Attention: every token reads from the others, in proportion to how well they match.

    Attention(Q, K, V) = softmax(Q Kᵀ / √D) V          (Vaswani et al. 2017, §3.2.1)

``scaled_dot_product_attention`` is this equation, written out, and also returns the weights.
The layers below it compute the same thing with PyTorch's fused kernel, which never stores them.
True in a boolean mask means: may attend.

Shapes: B batch, T new tokens (queries), S tokens attended to (keys), C model width,
H query heads, K key/value heads, D head width.
"""

import math

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor, nn

from course_lib.layers.kernel_precision import attention_inputs, attention_precision
from course_lib.layers.kv_cache import LayerCache
from course_lib.layers.masks import CAUSAL, Mask
from course_lib.layers.positional_encoding import Rotation, apply_rope
from course_lib.layers.sizes import require_divisible


def scaled_dot_product_attention(
    q: Float[Tensor, "... T D"],
    k: Float[Tensor, "... S D"],
    v: Float[Tensor, "... S Dv"],
    mask: Bool[Tensor, "... #T S"] | None = None,
) -> tuple[Float[Tensor, "... T Dv"], Float[Tensor, "... T S"]]:
    """Return the attention output and the attention weights, for any leading dimensions.

    A query that may attend to no key gets zero weights and a zero output.

    >>> q, k, v = torch.tensor([[1., 0.]]), torch.eye(2), torch.tensor([[1., 2.], [3., 4.]])
    >>> scaled_dot_product_attention(q, k, v)
    (tensor([[1.6605, 2.6605]]), tensor([[0.6698, 0.3302]]))
    """
    _require_matching_shapes(q, k, v)
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])  # ... T S
    weights = scores.softmax(dim=-1) if mask is None else masked_softmax(scores, mask)  # ... T S
    return weights @ v, weights  # ... T Dv, ... T S


def masked_softmax(
    scores: Float[Tensor, "... T S"], mask: Bool[Tensor, "... #T S"]
) -> Float[Tensor, "... T S"]:
    """Softmax over the keys where ``mask`` is True; exactly zero elsewhere.

    >>> masked_softmax(torch.zeros(2, 2), torch.tensor([[True, False], [True, True]]))
    tensor([[1.0000, 0.0000],
            [0.5000, 0.5000]])
    """
    if mask.dtype != torch.bool:
        raise ValueError(f"mask must be boolean (True = may attend); its dtype is {mask.dtype}")
    hidden = ~mask.expand_as(scores)  # ... T S
    # The lowest finite number, not -inf: a row of -inf alone would become NaN, and so its gradient.
    weights = scores.masked_fill(hidden, torch.finfo(scores.dtype).min).softmax(dim=-1)  # ... T S
    return weights.masked_fill(hidden, 0.0)


def grouped_query_attention(
    q: Float[Tensor, "B H T D"],
    k: Float[Tensor, "B K S D"],
    v: Float[Tensor, "B K S D"],
    mask: Mask | None = None,
) -> Float[Tensor, "B H T D"]:
    """Attention by the fused kernel; query head ``h`` reads key/value head ``h // (H / K)``.

    >>> q, k = torch.zeros(1, 4, 1, 2), torch.zeros(1, 2, 3, 2)
    >>> v = torch.tensor([10., 20.])[:, None, None].expand(1, 2, 3, 2)
    >>> grouped_query_attention(q, k, v)[0, :, 0, 0]
    tensor([10., 10., 20., 20.])
    """
    q, k, v = attention_inputs(q, k, v)
    with attention_precision(q.device):
        if mask is CAUSAL:
            return F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True)


class GroupedQueryAttention(nn.Module):
    """Self-attention whose H query heads share K key/value heads (Ainslie et al. 2023).

    K = H is multi-head attention, K = 1 multi-query attention.
    Masks, rotations and caches come from outside: the model makes them once for all its layers.

    >>> layer = GroupedQueryAttention(d_model=8, n_heads=4, n_kv_heads=2)
    >>> layer.q_proj.weight.shape, layer.k_proj.weight.shape
    (torch.Size([8, 8]), torch.Size([4, 8]))
    >>> layer(torch.zeros(1, 3, 8)).shape
    torch.Size([1, 3, 8])
    """

    def __init__(self, d_model: int, n_heads: int, n_kv_heads: int, bias: bool = False):
        super().__init__()
        require_divisible("d_model", d_model, "n_heads", n_heads)
        require_divisible("n_heads", n_heads, "n_kv_heads", n_kv_heads)
        self.n_heads, self.n_kv_heads, self.d_head = n_heads, n_kv_heads, d_model // n_heads
        self.q_proj = nn.Linear(d_model, n_heads * self.d_head, bias=bias)
        self.k_proj = nn.Linear(d_model, n_kv_heads * self.d_head, bias=bias)
        self.v_proj = nn.Linear(d_model, n_kv_heads * self.d_head, bias=bias)
        self.o_proj = nn.Linear(n_heads * self.d_head, d_model, bias=bias)

    def forward(
        self,
        x: Float[Tensor, "B T C"],
        mask: Mask | None = None,
        rotation: Rotation | None = None,
        cache: LayerCache | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Mix each token with those it may attend to; with a cache, also with the earlier ones."""
        q = split_heads(self.q_proj(x), self.n_heads)  # B H T D
        k = split_heads(self.k_proj(x), self.n_kv_heads)  # B K T D
        v = split_heads(self.v_proj(x), self.n_kv_heads)  # B K T D
        if rotation is not None:
            q, k = apply_rope(q, *rotation), apply_rope(k, *rotation)
        if cache is not None:
            k, v = cache.extend(k, v)  # B K S D
        y = grouped_query_attention(q, k, v, mask)  # B H T D
        return self.o_proj(merge_heads(y))  # B T C


class MultiHeadAttention(GroupedQueryAttention):
    """Grouped-query attention in which every query head has its own key/value head: K = H.

    >>> layer = MultiHeadAttention(d_model=8, n_heads=4)
    >>> layer.k_proj.weight.shape == layer.q_proj.weight.shape
    True
    """

    def __init__(self, d_model: int, n_heads: int, bias: bool = False):
        super().__init__(d_model, n_heads, n_kv_heads=n_heads, bias=bias)


class CrossAttention(nn.Module):
    """Attention whose queries come from one sequence, its keys and values from another.

    >>> x, memory = torch.zeros(1, 3, 8), torch.zeros(1, 5, 8)
    >>> CrossAttention(d_model=8, n_heads=2)(x, memory).shape
    torch.Size([1, 3, 8])
    """

    def __init__(self, d_model: int, n_heads: int, bias: bool = False):
        super().__init__()
        require_divisible("d_model", d_model, "n_heads", n_heads)
        self.n_heads, self.d_head = n_heads, d_model // n_heads
        self.q_proj = nn.Linear(d_model, d_model, bias=bias)
        self.k_proj = nn.Linear(d_model, d_model, bias=bias)
        self.v_proj = nn.Linear(d_model, d_model, bias=bias)
        self.o_proj = nn.Linear(d_model, d_model, bias=bias)

    def forward(
        self,
        x: Float[Tensor, "B T C"],
        memory: Float[Tensor, "B S C"],
        mask: Bool[Tensor, "... #T S"] | None = None,
    ) -> Float[Tensor, "B T C"]:
        """Let every token of ``x`` read from the whole of ``memory``."""
        q = split_heads(self.q_proj(x), self.n_heads)  # B H T D
        k = split_heads(self.k_proj(memory), self.n_heads)  # B H S D
        v = split_heads(self.v_proj(memory), self.n_heads)  # B H S D
        y = grouped_query_attention(q, k, v, mask)  # B H T D
        return self.o_proj(merge_heads(y))  # B T C


def split_heads(x: Float[Tensor, "B T HD"], n_heads: int) -> Float[Tensor, "B H T D"]:
    """Cut the last dimension into ``n_heads`` heads, each a sequence of its own.

    >>> split_heads(torch.tensor([[[0., 1., 2., 3.], [4., 5., 6., 7.]]]), n_heads=2).tolist()
    [[[[0.0, 1.0], [4.0, 5.0]], [[2.0, 3.0], [6.0, 7.0]]]]
    """
    require_divisible("the width", x.shape[-1], "n_heads", n_heads)
    return x.unflatten(-1, (n_heads, -1)).transpose(1, 2)  # B T H D, then B H T D


def merge_heads(x: Float[Tensor, "B H T D"]) -> Float[Tensor, "B T HD"]:
    """Put the heads side by side again: the inverse of ``split_heads``.

    >>> merge_heads(torch.zeros(2, 3, 5, 4)).shape
    torch.Size([2, 5, 12])
    """
    return x.transpose(1, 2).flatten(2)


def pool_heads(
    weight: Float[Tensor, "HD *C"], n_heads: int, n_kv_heads: int
) -> Float[Tensor, "KD *C"]:
    """Average each group of neighbouring heads in a matrix of keys or values (Ainslie et al. 2023).

    So a multi-head checkpoint becomes a grouped-query one, which is then trained a little more.

    >>> pool_heads(torch.tensor([0.0, 10.0, 2.0, 30.0]), n_heads=2, n_kv_heads=1)
    tensor([ 1., 20.])
    """
    require_divisible("the number of rows", len(weight), "n_heads", n_heads)
    require_divisible("n_heads", n_heads, "n_kv_heads", n_kv_heads)
    heads = weight.unflatten(0, (n_kv_heads, n_heads // n_kv_heads, -1))  # K g D C
    return heads.mean(dim=1).flatten(0, 1)  # KD C


def _require_matching_shapes(q: Tensor, k: Tensor, v: Tensor) -> None:
    if q.shape[-1] != k.shape[-1]:
        raise ValueError(f"queries of width {q.shape[-1]} cannot meet keys of width {k.shape[-1]}")
    if k.shape[-2] != v.shape[-2]:
        raise ValueError(f"{k.shape[-2]} keys need as many values; got {v.shape[-2]}")
