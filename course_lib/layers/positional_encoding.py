"""Positional encoding: attention alone sees a bag of tokens; something must tell it their order.

Every encoding here is a function of the tokens' positions 0, 1, 2, … and acts at one of three
places:

    embeddings          a vector is added     sinusoidal (2017), learned (GPT-2), none
    queries and keys    pairs are turned      RoPE, rotary position embedding (Llama)
    scores              distance is charged   ALiBi, attention with linear biases (MPT)

Shapes: B batch, T tokens, S tokens attended to, C model width, H query heads, D head width,
P = D/2 pairs of numbers in a head.
"""

import math
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.layers.sizes import require_at_least, require_divisible

# Cosines and sines of the angle by which each pair turns.
Rotation = tuple[Float[Tensor, "... T P"], Float[Tensor, "... T P"]]


def sinusoidal_encoding(positions: Int[Tensor, "... T"], d_model: int) -> Float[Tensor, "... T C"]:
    """Sines and cosines of falling frequency (Vaswani et al. 2017, §3.5).

    Pair i holds sin and cos of position / 10000^(2i/C), so its two dimensions are 2i and 2i + 1.

    >>> sinusoidal_encoding(torch.arange(2), d_model=4)
    tensor([[0.0000, 1.0000, 0.0000, 1.0000],
            [0.8415, 0.5403, 0.0100, 0.9999]])
    """
    angles = rotation_angles(
        positions, rope_frequencies(d_model, device=positions.device)
    )  # ... T C/2
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(-2)


class SinusoidalEncoding(nn.Module):
    """A fixed vector for each position, added to the embedding; nothing is learned.

    >>> SinusoidalEncoding(d_model=4)(torch.arange(3)).shape
    torch.Size([3, 4])
    """

    def __init__(self, d_model: int):
        super().__init__()
        self.d_model = d_model

    def forward(self, positions: Int[Tensor, "... T"]) -> Float[Tensor, "... T C"]:
        """Return the vectors to add."""
        return sinusoidal_encoding(positions, self.d_model)


class LearnedEncoding(nn.Module):
    """A learned vector for each position, added to the embedding; none past the context length.

    >>> LearnedEncoding(context_length=16, d_model=4)(torch.arange(3)).shape
    torch.Size([3, 4])
    """

    def __init__(self, context_length: int, d_model: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(context_length, d_model).normal_(std=0.02))  # N C

    def forward(self, positions: Int[Tensor, "... T"]) -> Float[Tensor, "... T C"]:
        """Return the vectors to add."""
        return self.weight[positions]

    def extra_repr(self) -> str:
        """Show the table's sizes in a printed model."""
        return "{}, {}".format(*self.weight.shape)


class NoEncoding(nn.Module):
    """Nothing is added: a causal decoder can still tell order from how many tokens it sees.

    >>> NoEncoding()(torch.arange(3)).tolist()
    [[0], [0], [0]]
    """

    def forward(self, positions: Int[Tensor, "... T"]) -> Int[Tensor, "... T 1"]:
        """Return zeros, which broadcast over the model width."""
        return torch.zeros_like(positions)[..., None]


@dataclass(frozen=True)
class RopeScaling:
    """Llama 3.1's change of the RoPE frequencies that stretches a trained context.

    Waves much shorter than the original context stay as they are, waves longer than it are
    stretched by ``factor``, and those between are blended (``apply_scaling`` in Meta's code).

    >>> stretched = rope_frequencies(64, 500000.0, RopeScaling(factor=8.0))
    >>> (stretched / rope_frequencies(64, 500000.0))[[0, -1]]
    tensor([1.0000, 0.1250])
    """

    factor: float
    original_context_length: int = 8192
    low_freq_factor: float = 1.0
    high_freq_factor: float = 4.0


def rope_frequencies(
    d_head: int,
    base: float = 10000.0,
    scaling: RopeScaling | None = None,
    device: torch.device | None = None,
) -> Float[Tensor, "P"]:
    """Radians per position of each pair: base^(-2i/D), from 1 down to almost 1/base.

    >>> rope_frequencies(d_head=4)
    tensor([1.0000, 0.0100])
    """
    require_at_least(2, width=d_head)
    require_divisible("the width", d_head, "the size of a pair", 2)
    exponents = torch.arange(0, d_head, 2, device=device).float() / d_head  # P
    frequencies = 1.0 / base**exponents  # P
    if scaling is None:
        return frequencies
    waves_in_context = scaling.original_context_length * frequencies / (2 * math.pi)  # P
    span = scaling.high_freq_factor - scaling.low_freq_factor
    keep = ((waves_in_context - scaling.low_freq_factor) / span).clamp(0, 1)  # P
    return (1 - keep) * frequencies / scaling.factor + keep * frequencies


def rotation_angles(
    positions: Int[Tensor, "... T"], frequencies: Float[Tensor, "P"]
) -> Float[Tensor, "... T P"]:
    """How far each pair has turned at each position, in radians.

    >>> rotation_angles(torch.tensor([0, 3]), torch.tensor([1.0, 0.5]))
    tensor([[0.0000, 0.0000],
            [3.0000, 1.5000]])
    """
    return positions[..., None].float() * frequencies


class RotaryEncoding(nn.Module):
    """RoPE: queries and keys turn with their position, so scores depend on the distance alone.

    It has no parameters and stores nothing (Su et al. 2021).

    >>> cos, sin = RotaryEncoding(d_head=4)(torch.arange(3))
    >>> cos.shape, sin[0]
    (torch.Size([1, 3, 2]), tensor([[0.0000, 0.0000],
            [0.8415, 0.0100],
            [0.9093, 0.0200]]))
    """

    def __init__(self, d_head: int, base: float = 10000.0, scaling: RopeScaling | None = None):
        super().__init__()
        self.d_head, self.base, self.scaling = d_head, base, scaling

    def forward(self, positions: Int[Tensor, "... T"]) -> Rotation:
        """Return the cosines and sines that ``apply_rope`` needs, the same for all heads."""
        frequencies = rope_frequencies(self.d_head, self.base, self.scaling, positions.device)  # P
        angles = rotation_angles(positions, frequencies).unsqueeze(-3)  # ... 1 T P
        return angles.cos(), angles.sin()

    def extra_repr(self) -> str:
        """Show head width and base in a printed model."""
        return f"d_head={self.d_head}, base={self.base}"


def apply_rope(
    x: Float[Tensor, "... T D"], cos: Float[Tensor, "... T P"], sin: Float[Tensor, "... T P"]
) -> Float[Tensor, "... T D"]:
    """Turn pair i = (x[i], x[i + D/2]) by its angle: the half-split layout of Hugging Face.

    >>> quarter_turn = torch.tensor([[0.0]]), torch.tensor([[1.0]])
    >>> apply_rope(torch.tensor([[1.0, 0.0]]), *quarter_turn)
    tensor([[0., 1.]])
    """
    first, second = x.chunk(2, dim=-1)  # ... T P
    turned = torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)
    return turned.type_as(x)


def apply_rope_interleaved(
    x: Float[Tensor, "... T D"], cos: Float[Tensor, "... T P"], sin: Float[Tensor, "... T P"]
) -> Float[Tensor, "... T D"]:
    """Turn pair i = (x[2i], x[2i + 1]) by its angle: the layout of the paper.

    >>> quarter_turn = torch.tensor([[0.0]]), torch.tensor([[1.0]])
    >>> apply_rope_interleaved(torch.tensor([[1.0, 0.0]]), *quarter_turn)
    tensor([[0., 1.]])
    """
    first, second = x[..., 0::2], x[..., 1::2]  # ... T P
    turned = torch.stack([first * cos - second * sin, second * cos + first * sin], dim=-1)
    return turned.flatten(-2).type_as(x)


def interleaved_to_half_split(rows: Float[Tensor, "HD *C"], d_head: int) -> Float[Tensor, "HD *C"]:
    """Reorder the rows of a query or key projection from interleaved pairs to half-split ones.

    A score is a sum over the head, so the order within a head is free as long as queries, keys and
    rotation agree: ``apply_rope`` on reordered rows gives ``apply_rope_interleaved``'s scores.

    >>> interleaved_to_half_split(torch.tensor([0.0, 1.0, 2.0, 3.0]), d_head=4)
    tensor([0., 2., 1., 3.])
    """
    _require_heads_of_pairs(rows, d_head)
    pairs = rows.unflatten(0, (-1, d_head // 2, 2))  # H P 2 C
    return pairs.transpose(1, 2).flatten(0, 2)


def half_split_to_interleaved(rows: Float[Tensor, "HD *C"], d_head: int) -> Float[Tensor, "HD *C"]:
    """Undo ``interleaved_to_half_split``.

    >>> half_split_to_interleaved(torch.tensor([0.0, 2.0, 1.0, 3.0]), d_head=4)
    tensor([0., 1., 2., 3.])
    """
    _require_heads_of_pairs(rows, d_head)
    halves = rows.unflatten(0, (-1, 2, d_head // 2))  # H 2 P C
    return halves.transpose(1, 2).flatten(0, 2)


def alibi_slopes(n_heads: int) -> Float[Tensor, "H"]:
    """The price of one step of distance in each head (Press et al. 2022, §3).

    For H a power of two: 2^(-8/H), 2^(-16/H), …, 2^(-8). Other H take the slopes of the power of
    two below, and then every second one of the power of two above.

    >>> alibi_slopes(4)
    tensor([0.2500, 0.0625, 0.0156, 0.0039])
    """
    require_at_least(1, n_heads=n_heads)
    power = 2 ** int(math.log2(n_heads))
    slopes = [2 ** (-8 * (i + 1) / power) for i in range(power)]
    slopes += [2 ** (-4 * (i + 1) / power) for i in range(0, 2 * (n_heads - power), 2)]
    return torch.tensor(slopes)


def alibi_bias(slopes: Float[Tensor, "H"], n_queries: int, n_keys: int) -> Float[Tensor, "H T S"]:
    """What to add to the scores: minus slope times distance, and -inf where the key is later.

    As in ``causal_mask``, the queries are the last of the keys. The result takes the place of the
    boolean mask in every attention layer.

    >>> alibi_bias(alibi_slopes(2), 2, 2)[0]
    tensor([[ 0.0000,    -inf],
            [-0.0625,  0.0000]])
    """
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries cannot be the last of {n_keys} keys; need T <= S")
    position = torch.arange(n_keys, device=slopes.device)  # S
    distance = position[n_keys - n_queries :, None] - position  # T S
    bias = slopes[:, None, None] * -distance  # H T S
    return bias.masked_fill(distance < 0, -torch.inf)


def _require_heads_of_pairs(rows: Tensor, d_head: int) -> None:
    require_at_least(2, d_head=d_head)
    require_divisible("d_head", d_head, "the size of a pair", 2)
    require_divisible("the number of rows", len(rows), "d_head", d_head)
