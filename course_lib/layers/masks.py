"""Masks: who may attend to whom. True means: may attend.

    causal    each token to itself and to those before it: decoders
    padding   to real tokens alone: batches of texts of unequal length
    window    to the newest few of those: Phi-3

``CAUSAL`` says "causal, from the first token on" without writing the triangle out: PyTorch's kernel
then skips the half that is hidden, and no table of T × S is made.

Shapes: B batch, T queries, S keys.
"""

import enum
from collections.abc import Sequence
from typing import Final

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor


class Visible(enum.Enum):
    """What can be said of a mask in a word.

    >>> written_out(Visible.CAUSAL, n_queries=1, n_keys=3)
    tensor([[True, True, True]])
    """

    CAUSAL = "causal"


CAUSAL: Final = Visible.CAUSAL

# Boolean: True = may attend. Floating-point: added to the scores (ALiBi).
Mask = Bool[Tensor, "... #T S"] | Float[Tensor, "... #T S"] | Visible


def causal_mask(
    n_queries: int, n_keys: int | None = None, *, device: torch.device | None = None
) -> Bool[Tensor, "T S"]:
    """Each query may attend to its own token and to all before it.

    The queries are the *last* tokens among the keys: a cache holds the earlier ones.

    >>> causal_mask(2, 4).int()
    tensor([[1, 1, 1, 0],
            [1, 1, 1, 1]], dtype=torch.int32)
    """
    n_keys = n_queries if n_keys is None else n_keys
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries cannot be the last of {n_keys} keys; need T <= S")
    key = torch.arange(n_keys, device=device)  # S
    query = key[n_keys - n_queries :, None]  # T 1
    return key <= query  # T S


def padding_mask(lengths: Int[Tensor, "B"] | Sequence[int], n: int) -> Bool[Tensor, "B n"]:
    """True for real tokens, False for the padding after them.

    >>> padding_mask([1, 3], n=3).int()
    tensor([[1, 0, 0],
            [1, 1, 1]], dtype=torch.int32)
    """
    lengths = torch.as_tensor(lengths)  # B
    if ((lengths < 0) | (lengths > n)).any():
        raise ValueError(f"lengths must lie between 0 and n = {n}; got {lengths.tolist()}")
    return torch.arange(n, device=lengths.device) < lengths[:, None]  # B n


def written_out(
    mask: Bool[Tensor, "... T S"] | Visible | None,
    n_queries: int,
    n_keys: int,
    device: torch.device | None = None,
) -> Bool[Tensor, "... T S"]:
    """Return a decoder's mask as a table; ``None`` stands for one query that sees every key.

    >>> written_out(CAUSAL, 2, 2).int()
    tensor([[1, 0],
            [1, 1]], dtype=torch.int32)
    """
    return mask if isinstance(mask, Tensor) else causal_mask(n_queries, n_keys, device=device)


def within_window(mask: Bool[Tensor, "... T S"], window: int) -> Bool[Tensor, "... T S"]:
    """Leave each query only the last ``window`` of the tokens that it may attend to.

    >>> within_window(torch.tensor([[True, True, False, True, False]]), window=2).int()
    tensor([[0, 1, 0, 1, 0]], dtype=torch.int32)
    """
    rank_from_the_end = mask.flip(-1).cumsum(dim=-1).flip(-1)  # ... T S
    return mask & (rank_from_the_end <= window)
