"""Attention maps: the weights of every head of a model, and four ways to sum one up in a number.

    previous-token share    mean weight on the token just before
    first-token share       mean weight on the first token: the attention sink (Xiao et al. 2024)
    self share              mean weight on the token itself
    effective keys          exp(entropy): an even mix of so many keys is as spread out

Means run over the queries that have a choice. A query 0 that reads itself with weight 1 says
nothing about its head, and for query 1 the token before *is* the first.

Shapes: L layers, H heads, T tokens, S keys.
"""

from collections.abc import Sequence

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.inspection.substitution import using
from course_lib.layers.attention import scaled_dot_product_attention

FIRST_WITH_A_CHOICE = 2


@torch.no_grad()
def attention_maps(
    model: nn.Module, token_ids: Sequence[int] | Int[Tensor, "T"]
) -> Float[Tensor, "L H T T"]:
    """Return the weights of every head of a decoder that reads these tokens.

    The fused kernel keeps no weights, so the written-out equation takes its place for one pass.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=8))
    >>> maps = attention_maps(model, [3, 1, 4])
    >>> maps.shape, maps[0, 0, 0].tolist()
    (torch.Size([1, 2, 3, 3]), [1.0, 0.0, 0.0])
    """
    maps: list[Tensor] = []

    def keep_weights(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        output, weights = scaled_dot_product_attention(q, k, v, mask)
        maps.append(weights[0])
        return output, weights

    with using(attention=keep_weights):
        model(torch.as_tensor(token_ids)[None])
    return torch.stack(maps)


def previous_token_share(maps: Float[Tensor, "... T T"]) -> Float[Tensor, "..."]:
    """Mean weight on the token just before, over the queries from the third on.

    >>> previous_token_share(torch.tensor([[1., 0., 0.], [.5, .5, 0.], [.1, .7, .2]]))
    tensor(0.7000)
    """
    return _with_a_choice(maps.diagonal(-1, -2, -1), maps, skip=FIRST_WITH_A_CHOICE - 1)


def first_token_share(maps: Float[Tensor, "... T T"]) -> Float[Tensor, "..."]:
    """Mean weight on the first token, over the queries from the third on.

    >>> first_token_share(torch.tensor([[1., 0., 0.], [.5, .5, 0.], [.1, .7, .2]]))
    tensor(0.1000)
    """
    return _with_a_choice(maps[..., 0], maps, skip=FIRST_WITH_A_CHOICE)


def self_share(maps: Float[Tensor, "... T T"]) -> Float[Tensor, "..."]:
    """Mean weight on the token itself, over the queries from the third on.

    >>> self_share(torch.tensor([[1., 0., 0.], [.5, .5, 0.], [.1, .7, .2]]))
    tensor(0.2000)
    """
    return _with_a_choice(maps.diagonal(0, -2, -1), maps, skip=FIRST_WITH_A_CHOICE)


def effective_keys(weights: Float[Tensor, "... S"]) -> Float[Tensor, "..."]:
    """Exp of the entropy of each row: from 1, a single key, to S, all keys alike.

    >>> effective_keys(torch.tensor([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]]))
    tensor([1., 2.])
    """
    return torch.special.entr(weights).sum(-1).exp()  # entr(0) is 0, where w · log w is NaN


def _with_a_choice(shares: Tensor, maps: Tensor, skip: int) -> Tensor:
    if maps.shape[-1] <= FIRST_WITH_A_CHOICE:
        raise ValueError(
            f"{maps.shape[-1]} tokens leave no query a choice; a share needs at least "
            f"{FIRST_WITH_A_CHOICE + 1} tokens"
        )
    return shares[..., skip:].mean(-1)
