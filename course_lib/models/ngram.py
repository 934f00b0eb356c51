"""Counting language models: how often did each token follow the n tokens before it?

A row of few counts says little. Witten and Bell (1991) mix it with the row of the context that is
one token shorter, and that with a shorter one still: in a row with c counts of d different tokens
the shorter context gets the share d / (c + d). A row that never occurred leaves all to it.

Kneser and Ney (1995) take the same amount from every count and give it to the shorter context; and
there they count in how many *different* longer contexts a token stood, not how often.

Shapes: N counted tokens, J judged tokens (or several texts of J), V vocabulary.
"""

import torch
from jaxtyping import Float, Int
from torch import Tensor


def contexts(
    token_ids: Int[Tensor, "... N"], n: int, vocab_size: int
) -> tuple[Int[Tensor, "... rest"], Int[Tensor, "... rest"]]:
    """Return the n tokens before each token, as one number in base V, and the token.

    >>> contexts(torch.tensor([1, 2, 3, 4]), n=2, vocab_size=10)
    (tensor([12, 23]), tensor([3, 4]))
    """
    if vocab_size ** (n + 1) > torch.iinfo(torch.long).max:
        raise ValueError(
            f"{n} tokens of {vocab_size} and the next do not fit into a number of 64 bits: "
            "take fewer"
        )
    number = torch.zeros_like(token_ids[..., n:])
    for back in range(n):
        number = number * vocab_size + token_ids[..., back : token_ids.shape[-1] - n + back]
    return number, token_ids[..., n:]


def look_up(
    known: Int[Tensor, "K"], counts: Int[Tensor, "K"], wanted: Int[Tensor, "... J"]
) -> Int[Tensor, "... J"]:
    """Return the count of each wanted number among the known ones, which are sorted; else 0.

    >>> look_up(torch.tensor([3, 7]), torch.tensor([5, 2]), torch.tensor([7, 4, 9]))
    tensor([2, 0, 0])
    """
    place = torch.searchsorted(known, wanted).clamp(max=len(known) - 1)
    return torch.where(known[place] == wanted, counts[place], 0)


def followers(
    counted: Int[Tensor, "N"], judged: Int[Tensor, "J"], n: int, vocab_size: int
) -> tuple[Int[Tensor, "rest"], Int[Tensor, "rest"], Int[Tensor, "rest"]]:
    """Return three counts for each judged token that has n tokens before it.

    In the counted text: how often these n tokens were followed by that token, how often by any, and
    by how many different ones.

    >>> counted = torch.tensor([1, 2, 1, 2, 1, 3])
    >>> followers(counted, torch.tensor([1, 2]), n=1, vocab_size=4)
    (tensor([2]), tensor([3]), tensor([2]))
    """
    context, token = contexts(counted, n, vocab_size)
    known, times = context.unique(return_counts=True)
    pairs, pair_times = (context * vocab_size + token).unique(return_counts=True)
    _, kinds = (pairs // vocab_size).unique(return_counts=True)  # one entry a known context
    context, token = contexts(judged, n, vocab_size)
    together = look_up(pairs, pair_times, context * vocab_size + token)
    return together, look_up(known, times, context), look_up(known, kinds, context)


def witten_bell(
    counted: Int[Tensor, "N"], judged: Int[Tensor, "J"], longest: int, vocab_size: int
) -> Float[Tensor, "orders J"]:
    """Return the probability of each judged token; row n backs off from n tokens of context.

    The first tokens of the judged text have fewer before them, and use what they have.

    >>> counted, judged = torch.tensor([0, 1, 0, 1, 0, 1]), torch.tensor([0, 1])
    >>> witten_bell(counted, judged, longest=1, vocab_size=2).tolist()
    [[0.5, 0.5], [0.5, 0.875]]
    """
    shares = torch.full((len(judged),), 1 / vocab_size, dtype=torch.float64)  # nothing known
    rows = []
    for n in range(longest + 1):
        together, alone, kinds = followers(counted, judged, n, vocab_size)
        mixed = (together + kinds * shares[n:]) / (alone + kinds).clamp(min=1)
        mixed = torch.where(alone > 0, mixed, shares[n:])
        shares = torch.cat([shares[:n], mixed])
        rows.append(shares)
    return torch.stack(rows)


def kneser_ney(
    counted: Int[Tensor, "N"],
    judged: Int[Tensor, "... J"],
    n: int,
    vocab_size: int,
    discount: float = 0.9,
) -> Float[Tensor, "... J"]:
    """Return the probability of each judged token, backing off from n tokens of context.

    The first tokens of a judged text have fewer before them, and use what they have.

    >>> counted, judged = torch.tensor([0, 1, 0, 1, 0, 1]), torch.tensor([0, 1])
    >>> kneser_ney(counted, judged, n=1, vocab_size=2)
    tensor([0.5000, 0.8500], dtype=torch.float64)
    """
    shares = torch.full(judged.shape, 1 / vocab_size, dtype=torch.float64)  # nothing known
    for length in range(n + 1):
        context, token = contexts(counted, min(length + 1, n), vocab_size)
        runs, times = (context * vocab_size + token).unique(return_counts=True)
        if length < n:  # each different longer run counts once
            runs, times = (runs % vocab_size ** (length + 1)).unique(return_counts=True)
        known, owner, kinds = (runs // vocab_size).unique(return_inverse=True, return_counts=True)
        alone = torch.zeros_like(known).index_add(0, owner, times)
        context, token = contexts(judged, length, vocab_size)
        taken = (look_up(runs, times, context * vocab_size + token) - discount).clamp(min=0)
        given = discount * look_up(known, kinds, context) * shares[..., length:]
        total = look_up(known, alone, context)
        mixed = torch.where(total > 0, (taken + given) / total.clamp(min=1), shares[..., length:])
        shares = torch.cat([shares[..., :length], mixed], dim=-1)
    return shares
