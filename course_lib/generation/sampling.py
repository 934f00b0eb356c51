"""From logits to the next token: greedy, temperature, top-k, top-p, min-p, repetition penalty.

A model gives a score to every token of the vocabulary; ``draw_token`` turns the scores into
probabilities and draws. Each of the other functions takes such logits and returns new ones, the
excluded tokens at minus infinity, so that they compose and a single softmax at the end makes
probabilities that sum to 1.

Shapes: B rows, V vocabulary. Each function works on any leading dimensions.

Sources: top-p, Holtzman et al. 2020 (arXiv 1904.09751); min-p, Nguyen et al. 2024 (2407.01082);
repetition penalty, Keskar et al. 2019 (1909.05858).
"""

from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor


def draw_token(
    logits: Float[Tensor, "B V"], temperature: float, generator: torch.Generator | None = None
) -> Int[Tensor, " B"]:
    """Draw the next token of every row: below temperature 1 likely ones more often, above it less.

    >>> draw_token(torch.tensor([[0.0, 9.0, 1.0]]), temperature=0.01)
    tensor([1])
    """
    probabilities = (logits / temperature).softmax(dim=-1)  # B V
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)  # B


@dataclass(frozen=True)
class Sampling:
    """How the next token is chosen; the defaults draw from the model's own distribution.

    ``temperature=0`` is greedy: the most likely token, and the other settings have no say in it
    beyond the repetition penalty.

    >>> Sampling(temperature=0.7, top_p=0.9).top_k is None
    True
    >>> Sampling(top_p=90.0)
    Traceback (most recent call last):
    ValueError: top_p must lie in (0, 1], got 90.0
    """

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float = 1.0
    min_p: float = 0.0
    repetition_penalty: float = 1.0

    def __post_init__(self):
        if not self.temperature >= 0:
            raise ValueError(f"temperature must be 0 (greedy) or more, got {self.temperature}")
        if self.top_k is not None and self.top_k < 1:
            raise ValueError(f"top_k must be 1 or more, or None for all, got {self.top_k}")
        if not 0 < self.top_p <= 1:
            raise ValueError(f"top_p must lie in (0, 1], got {self.top_p}")
        if not 0 <= self.min_p <= 1:
            raise ValueError(f"min_p must lie in [0, 1], got {self.min_p}")
        if not self.repetition_penalty > 0:
            raise ValueError(
                f"repetition_penalty must be above 0 (1 is none), got {self.repetition_penalty}"
            )


GREEDY = Sampling(temperature=0.0)


def choose_token(
    logits: Float[Tensor, "B V"],
    seen: Bool[Tensor, "B V"],
    sampling: Sampling,
    generator: torch.Generator | None = None,
) -> Int[Tensor, " B"]:
    """Choose the next token of every row; ``seen`` marks the tokens that a row already holds.

    >>> logits, seen = torch.tensor([[1.0, 3.0, 2.5]]), torch.tensor([[False, True, False]])
    >>> choose_token(logits, seen, GREEDY)
    tensor([1])
    >>> choose_token(logits, seen, Sampling(temperature=0.0, repetition_penalty=1.5))
    tensor([2])
    """
    logits = penalize_repetition(logits.float(), seen, sampling.repetition_penalty)  # B V
    if sampling.temperature == 0:
        return logits.argmax(dim=-1)  # B
    # Below the largest, which becomes 0: nothing overflows, however low the temperature.
    below = logits - logits.amax(dim=-1, keepdim=True)  # B V
    logits = below / max(sampling.temperature, torch.finfo(torch.float32).tiny)  # B V
    if sampling.top_k is not None:
        logits = keep_top_k(logits, sampling.top_k)  # B V
    logits = keep_top_p(logits, sampling.top_p)  # B V
    logits = keep_min_p(logits, sampling.min_p)  # B V
    probabilities = logits.softmax(dim=-1)  # B V
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)  # B


def keep_top_k(logits: Float[Tensor, "... V"], k: int) -> Float[Tensor, "... V"]:
    """Keep the k most likely tokens; a k beyond the vocabulary keeps all.

    >>> keep_top_k(torch.tensor([1.0, 3.0, 2.0]), k=2)
    tensor([-inf, 3., 2.])
    """
    if k < 1:
        raise ValueError(f"top_k must be 1 or more, got {k}")
    places = logits.topk(min(k, logits.shape[-1]), dim=-1).indices  # ... k
    keep = torch.zeros_like(logits, dtype=torch.bool).scatter(-1, places, True)  # ... V
    return logits.masked_fill(~keep, -torch.inf)


def keep_top_p(logits: Float[Tensor, "... V"], p: float) -> Float[Tensor, "... V"]:
    """Keep the smallest set of most likely tokens whose probabilities reach p together.

    The token that crosses p belongs to the set, so at least one token stays.

    >>> keep_top_p(torch.tensor([0.5, 0.125, 0.25, 0.125]).log(), p=0.6).exp()
    tensor([0.5000, 0.0000, 0.2500, 0.0000])
    """
    if not 0 < p <= 1:
        raise ValueError(f"top_p must lie in (0, 1], got {p}")
    if p == 1:
        return logits
    probabilities, places = logits.softmax(dim=-1).sort(dim=-1, descending=True)  # ... V
    before = probabilities.cumsum(dim=-1) - probabilities  # ... V
    keep = torch.zeros_like(logits, dtype=torch.bool).scatter(-1, places, before < p)  # ... V
    return logits.masked_fill(~keep, -torch.inf)


def keep_min_p(logits: Float[Tensor, "... V"], p: float) -> Float[Tensor, "... V"]:
    """Keep the tokens that are at least p times as likely as the most likely one.

    >>> keep_min_p(torch.tensor([0.6, 0.3, 0.1]).log(), p=0.25).exp()
    tensor([0.6000, 0.3000, 0.0000])
    """
    if not 0 <= p <= 1:
        raise ValueError(f"min_p must lie in [0, 1], got {p}")
    probabilities = logits.softmax(dim=-1)  # ... V
    keep = probabilities >= p * probabilities.amax(dim=-1, keepdim=True)  # ... V
    return logits.masked_fill(~keep, -torch.inf)


def penalize_repetition(
    logits: Float[Tensor, "... V"], seen: Bool[Tensor, "... V"], penalty: float
) -> Float[Tensor, "... V"]:
    """Make the tokens that are already there less likely: divide scores above 0, multiply others.

    >>> penalize_repetition(torch.tensor([4.0, -1.0, 2.0]), torch.tensor([True, True, False]), 2.0)
    tensor([ 2., -2.,  2.])
    """
    if not penalty > 0:
        raise ValueError(f"repetition_penalty must be above 0 (1 is none), got {penalty}")
    lower = torch.where(logits > 0, logits / penalty, logits * penalty)  # ... V
    return torch.where(seen, lower, logits)
