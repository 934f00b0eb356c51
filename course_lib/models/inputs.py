"""Model inputs: which tokens may come in, where each of them stands, and whom it may see.

A batch of texts of different lengths is a rectangle with padding, on the right or on the left.
Its padding mask ("B S", True = real token) covers all tokens so far, those in the cache included.
Two laws then hold for either side of padding, with or without a cache:

    a token's position is the number of real tokens before it in its row;
    a token may attend to the real tokens that do not come after it.

The mask is written out where it must be. A text without padding that is read from its beginning is
``CAUSAL``, and a single new token sees all: no mask, ``None``.

Shapes: B batch, T new tokens, S tokens so far including the new ones.
"""

import torch
from jaxtyping import Bool, Int
from torch import Tensor

from course_lib.layers.kv_cache import KVCache
from course_lib.layers.masks import CAUSAL, Visible, causal_mask

DecoderMask = Bool[Tensor, "... T S"] | Visible | None


def checked_positions_and_mask(
    token_ids: Int[Tensor, "B T"],
    padding_mask: Bool[Tensor, "B S"] | None,
    cache: KVCache | None,
    vocab_size: int,
    context_length: int,
) -> tuple[Int[Tensor, "... T"], DecoderMask]:
    """Return `positions_and_mask` of tokens that a decoder of these sizes may read.

    >>> token_ids = torch.tensor([[3, 1]])
    >>> checked_positions_and_mask(token_ids, None, None, vocab_size=11, context_length=6)
    (tensor([0, 1]), <Visible.CAUSAL: 'causal'>)
    """
    n_earlier = 0 if cache is None else cache.length
    check_token_ids(token_ids, vocab_size)
    check_length(n_earlier + token_ids.shape[1], context_length)
    return positions_and_mask(token_ids, padding_mask, n_earlier)


def positions_and_mask(
    token_ids: Int[Tensor, "B T"], padding_mask: Bool[Tensor, "B S"] | None, n_earlier: int
) -> tuple[Int[Tensor, "... T"], DecoderMask]:
    """Return the new tokens' positions ("T" or "B T") and their attention mask.

    >>> left_padded = torch.tensor([[False, True, True]])
    >>> positions, mask = positions_and_mask(torch.tensor([[0, 5, 7]]), left_padded, n_earlier=0)
    >>> positions, mask[0, 0].int()
    (tensor([[0, 0, 1]]), tensor([[0, 0, 0],
            [0, 1, 0],
            [0, 1, 1]], dtype=torch.int32))
    """
    B, T = token_ids.shape
    S = n_earlier + T
    if padding_mask is not None:
        check_padding_mask(padding_mask, B, T, n_earlier)
    if padding_mask is None or _is_whole(padding_mask):
        positions = torch.arange(n_earlier, S, device=token_ids.device)  # T
        if n_earlier == 0:
            return positions, CAUSAL
        return positions, None if T == 1 else causal_mask(T, S, device=token_ids.device)
    positions = (padding_mask.cumsum(dim=-1) - 1).clamp(min=0)[:, n_earlier:]  # B T
    visible = causal_mask(T, S, device=token_ids.device) & padding_mask[:, None, None, :]  # B 1 T S
    return positions, visible


def _is_whole(padding_mask: Bool[Tensor, "B S"]) -> bool:
    """Whether there is no padding at all; a device is not made to wait for the answer."""
    return padding_mask.is_cpu and not torch.compiler.is_compiling() and bool(padding_mask.all())


def visible_keys(
    padding_mask: Bool[Tensor, "B S"] | None, B: int, S: int
) -> Bool[Tensor, "B 1 1 S"] | None:
    """Return the mask of an encoder: every query sees all real tokens.

    >>> visible_keys(torch.tensor([[True, False]]), B=1, S=2).shape
    torch.Size([1, 1, 1, 2])
    """
    if padding_mask is None:
        return None
    check_padding_mask(padding_mask, B, S)
    return padding_mask[:, None, None, :]


def check_padding_mask(padding_mask: Tensor, B: int, T: int, n_earlier: int = 0) -> None:
    """Refuse a mask of another shape, or of numbers, which a kernel would add to the scores.

    >>> check_padding_mask(torch.ones(1, 3), B=1, T=3)
    Traceback (most recent call last):
    ValueError: padding_mask must be boolean (True = real token); its dtype is torch.float32
    """
    S = n_earlier + T
    if padding_mask.dtype != torch.bool:
        raise ValueError(
            f"padding_mask must be boolean (True = real token); its dtype is {padding_mask.dtype}"
        )
    if padding_mask.shape != (B, S):
        raise ValueError(
            f"padding_mask must be {B} rows by {S} tokens ({n_earlier} in the cache and {T} new); "
            f"its shape is {tuple(padding_mask.shape)}"
        )


def check_token_ids(
    token_ids: Int[Tensor, "B T"], vocab_size: int, name: str = "token ids"
) -> None:
    """Refuse ids that have no row in the embedding; one look at the smallest and the largest.

    >>> check_token_ids(torch.tensor([[3, 50257]]), vocab_size=50257)
    Traceback (most recent call last):
    ValueError: token ids must lie between 0 and 50256; found 3 to 50257
    """
    if token_ids.dim() != 2 or token_ids.is_floating_point():
        raise ValueError(
            f"{name} must be whole numbers of shape (batch, tokens); "
            f"got {token_ids.dtype} of shape {tuple(token_ids.shape)}"
        )
    if token_ids.is_meta or token_ids.numel() == 0 or torch.compiler.is_compiling():
        return
    low, high = torch.stack(token_ids.aminmax()).tolist()
    if low < 0 or high >= vocab_size:
        raise ValueError(f"{name} must lie between 0 and {vocab_size - 1}; found {low} to {high}")


def check_length(n_tokens: int, context_length: int) -> None:
    """Refuse more tokens than the model was made for.

    >>> check_length(1025, context_length=1024)
    Traceback (most recent call last):
    ValueError: 1025 tokens do not fit into the context of 1024: shorten the input
    """
    if n_tokens > context_length:
        raise ValueError(
            f"{n_tokens} tokens do not fit into the context of {context_length}: shorten the input"
        )
