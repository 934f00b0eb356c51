"""Prompt-lookup decoding: guess the next tokens from the text itself, check them in one pass.

Where a text repeats its prompt, or itself, what comes next stood there before: find the newest
tokens further up, draft what followed them, and let the model read all drafted tokens at once. It
says after each what it would have chosen. As far as it agrees the drafts stand, and its own choice
after the last of them comes for free. So every pass adds one token or more, and the text is the
greedy one, whatever was drafted: bad guesses cost time alone.

Exactly so where arithmetic is exact. A pass over several tokens may round otherwise than one over a
single token, and where two tokens are as good as equal, take the other: as good as never in 32
bits, now and then where the matrices compute in 16.

Shapes: N tokens of the text, T tokens of a pass, V vocabulary.

Sources: prompt lookup, Saxena 2023; copying from references, Yang et al. 2023 (arXiv
2304.04487); checking drafts of a small model, Leviathan et al. 2023 (2211.17192) and Chen et al.
2023 (2302.01318).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

import torch

from course_lib.generation.loop import PREFILL_CHUNK, Prompt, as_lists, pad_left, window_for
from course_lib.layers.kv_cache import KVCache
from course_lib.layers.sizes import require_at_least
from course_lib.models.decoder import Decoder


class Pass(NamedTuple):
    """What a pass through the model was given to check, and what it added to the text.

    >>> Pass(drafted=[5, 6, 7], added=[5, 6, 8]).n_accepted
    2
    """

    drafted: list[int]
    added: list[int]

    @property
    def n_accepted(self) -> int:
        """How many drafted tokens stand in the text; a pass adds one of its own at most."""
        agreed = [a == b for a, b in zip(self.drafted, self.added, strict=False)]
        return agreed.index(False) if False in agreed else len(agreed)


def draft_from_text(token_ids: Sequence[int], n_match: int, n_draft: int) -> list[int]:
    """Return what followed the newest ``n_match`` tokens where they last stood before.

    At most ``n_draft`` tokens come back: fewer where the text ends, none where nothing matches.

    >>> draft_from_text([1, 2, 3, 4, 1, 2], n_match=2, n_draft=3)
    [3, 4, 1]
    """
    require_at_least(1, n_match=n_match)
    require_at_least(0, n_draft=n_draft)
    text = list(token_ids)
    newest = text[-n_match:]
    for end in range(len(text) - 1, n_match - 1, -1):  # the latest place first
        if text[end - n_match : end] == newest:
            return text[end : end + n_draft]
    return []


def generate_by_lookup(
    model: Decoder,
    prompt: Prompt,
    max_new_tokens: int,
    *,
    n_match: int = 2,
    n_draft: int = 7,
    stop_tokens: Collection[int] = (),
) -> list[int]:
    """Return a prompt with its greedy continuation; the first stop token ends it.

    >>> from course_lib.generation.loop import generate
    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=16))
    >>> generate_by_lookup(model, [3, 1, 3], 10) == generate(model, [[3, 1, 3]], 10)[0]
    True
    """
    passes = lookup_passes(model, prompt, max_new_tokens, n_match, n_draft, stop_tokens)
    [text] = as_lists([prompt])
    return text + [token_id for one in passes for token_id in one.added]


@torch.no_grad()
def lookup_passes(
    model: Decoder,
    prompt: Prompt,
    max_new_tokens: int,
    n_match: int = 2,
    n_draft: int = 7,
    stop_tokens: Collection[int] = (),
    draft: Callable[[list[int], int, int], list[int]] = draft_from_text,
) -> Iterator[Pass]:
    """Yield pass after pass until ``max_new_tokens`` are written or one of them ends the text.

    ``draft`` may be another way to guess: from a text, ``n_match`` and ``n_draft``.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=16))
    >>> passes = lookup_passes(model, [3, 1, 3], max_new_tokens=10)
    >>> sum(len(one.added) for one in passes)
    10
    """
    tokens, _ = pad_left([prompt])  # 1 N
    window = window_for(model, tokens, max_new_tokens, slide=False)
    text, cache = tokens[0].tolist(), KVCache.for_model(model, 1, window)
    n_left = max_new_tokens
    while n_left > 0:
        drafted = draft(text, n_match, min(n_draft, n_left - 1))
        choices = greedy_choices(model, text, drafted, cache)
        added = up_to_first(stop_tokens, accepted(drafted, choices))
        text += added
        cache.forget_after(len(text) - 1)  # what was rejected; the newest token is not read yet
        n_left = 0 if added[-1] in stop_tokens else n_left - len(added)
        yield Pass(drafted, added)


def accepted(drafted: Sequence[int], choices: Sequence[int]) -> list[int]:
    """Return the drafted tokens that the model would have chosen, and its own choice after them.

    ``choices`` are the model's: one after the text, and one after each drafted token.

    >>> accepted([5, 6, 7], [5, 6, 8, 9])
    [5, 6, 8]
    """
    n_agreed = 0
    while n_agreed < len(drafted) and drafted[n_agreed] == choices[n_agreed]:
        n_agreed += 1
    return list(choices[: n_agreed + 1])


def greedy_choices(
    model: Decoder, text: Sequence[int], drafted: Sequence[int], cache: KVCache
) -> list[int]:
    """Read what the cache lacks and the drafts; return the choice after the text and each draft.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=16))
    >>> cache = KVCache.for_model(model, batch_size=1, capacity=16)
    >>> len(greedy_choices(model, [3, 1], [4, 4], cache)), cache.length
    (3, 4)
    """
    new = torch.tensor([[*text[cache.length :], *drafted]], device=model.embed_tokens.weight.device)
    pieces = [model.hidden_states(piece, cache=cache) for piece in new.split(PREFILL_CHUNK, dim=1)]
    states = torch.cat(pieces, dim=1)[:, -len(drafted) - 1 :]  # 1 T C
    return model.lm_head(states)[0].float().argmax(dim=-1).tolist()  # T


def up_to_first(stop_tokens: Collection[int], token_ids: list[int]) -> list[int]:
    """Return tokens up to the first that ends a text, which is kept.

    >>> up_to_first({0}, [4, 0, 5])
    [4, 0]
    """
    ends = [i for i, token_id in enumerate(token_ids) if token_id in stop_tokens]
    return token_ids[: ends[0] + 1] if ends else token_ids
