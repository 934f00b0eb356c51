"""Generation: read the text so far, choose the next token, append it, repeat.

One loop serves every use. A KV cache remembers what was read, so each turn reads only what is new:
first the whole prompt (the prefill), then one token at a time (the decoding).

*A batch of prompts* is padded on the left, so that every row's newest token stands last; the model
hides the padding, and each row gets what it would get alone.

*Past the window.* A model was made for ``context_length`` tokens. Text that would not fit is
refused, unless ``slide=True``: then, each time the window is full, the older half is forgotten and
the newer half is read again from position 0.

Shapes: B rows, P tokens of the longest prompt, T new tokens, S tokens so far, V vocabulary.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.kv_cache import KVCache
from course_lib.model_inputs import check_token_ids
from course_lib.sampling import GREEDY, Sampling, choose_token
from course_lib.tokenizers import Tokenizer

PREFILL_CHUNK = 512


def generate(
    model: Any,
    prompts: Sequence[Sequence[int]],
    max_new_tokens: int,
    sampling: Sampling = GREEDY,
    *,
    stop_tokens: Collection[int] = (),
    seed: int = 0,
    slide: bool = False,
) -> list[list[int]]:
    """Return each prompt with its continuation; a row ends with its first stop token.

    The same seed gives the same texts on the same device.
    """
    texts = [list(prompt) for prompt in prompts]
    running = set(range(len(texts)))
    for chosen in continuations(model, prompts, max_new_tokens, sampling, seed, slide):
        for row in sorted(running):
            texts[row].append(chosen[row])
            if chosen[row] in stop_tokens:
                running.remove(row)
        if not running:
            break
    return texts


def stream(
    model: Any,
    prompt: Sequence[int],
    max_new_tokens: int,
    sampling: Sampling = GREEDY,
    *,
    stop_tokens: Collection[int] = (),
    seed: int = 0,
    slide: bool = False,
) -> Iterator[int]:
    """Yield the new tokens of one prompt as they are chosen; a stop token is the last."""
    for [token_id] in continuations(model, [prompt], max_new_tokens, sampling, seed, slide):
        yield token_id
        if token_id in stop_tokens:
            return


def stream_text(tokenizer: Tokenizer, token_ids: Iterator[int]) -> Iterator[str]:
    """Yield text as tokens arrive; bytes of an unfinished character wait for the rest of it.

    >>> from course_lib.tokenizers import ByteTokenizer
    >>> list(stream_text(ByteTokenizer(), iter("né!".encode())))
    ['n', 'é', '!']
    """
    waiting: list[int] = []
    for token_id in token_ids:
        waiting.append(token_id)
        text = tokenizer.decode(waiting)
        if not text.endswith("�"):
            yield text
            waiting.clear()
    if waiting:
        yield tokenizer.decode(waiting)


def continuations(
    model: Any,
    prompts: Sequence[Sequence[int]],
    max_new_tokens: int,
    sampling: Sampling,
    seed: int,
    slide: bool,
) -> Iterator[list[int]]:
    """Yield, turn by turn, the next token of every prompt."""
    tokens, real = pad_left(prompts)  # B P
    check_token_ids(tokens, model.config.vocab_size)
    if max_new_tokens < 0:
        raise ValueError(f"max_new_tokens must be 0 or more, got {max_new_tokens}")
    limit = model.config.context_length
    n_read = tokens.shape[1] + max(max_new_tokens - 1, 0)  # the token chosen last is not read
    if n_read > limit and not slide:
        raise ValueError(
            f"a prompt of {tokens.shape[1]} tokens and {max_new_tokens} new ones do not fit into "
            f"the context of {limit}: shorten one of them, or pass slide=True to forget the oldest"
        )
    window = min(n_read, limit)
    device = model.embed_tokens.weight.device
    generator = torch.Generator(device).manual_seed(seed)
    turns = choose_forever(model, tokens.to(device), real.to(device), sampling, generator, window)
    for chosen in islice(turns, max_new_tokens):
        yield chosen.tolist()


def choose_forever(
    model: Any,
    tokens: Int[Tensor, "B P"],
    real: Bool[Tensor, "B P"],
    sampling: Sampling,
    generator: torch.Generator,
    window: int,
) -> Iterator[Int[Tensor, " B"]]:
    """The loop. ``real`` is False at padding; ``window`` is the most that the cache can hold."""
    seen = seen_tokens(tokens, real, model.config.vocab_size)  # B V
    cache = KVCache.for_model(model, len(tokens), window)
    while True:
        if tokens.shape[1] > window:
            newest = max(window // 2, 1)
            tokens, real = tokens[:, -newest:], real[:, -newest:]  # B window/2
            cache = KVCache.for_model(model, len(tokens), window)
        logits = read(model, tokens[:, cache.length :], real, cache)  # B V
        chosen = choose_token(logits, seen, sampling, generator)[:, None]  # B 1
        yield chosen[:, 0]
        seen = seen.scatter(1, chosen, True)  # B V
        tokens = torch.cat([tokens, chosen], dim=1)  # B S
        real = torch.cat([real, torch.ones_like(chosen, dtype=torch.bool)], dim=1)  # B S


@torch.no_grad()
def read(
    model: Any,
    new_tokens: Int[Tensor, "B T"],
    real: Bool[Tensor, "B S"],
    cache: KVCache,
    chunk: int = PREFILL_CHUNK,
) -> Float[Tensor, "B V"]:
    """Read new tokens into the cache, a chunk at a time; return the logits of the token after.

    Chunks bound the memory of a long prompt's mask; the logits of earlier positions are spared.
    """
    *earlier, last = new_tokens.split(chunk, dim=1)
    for tokens in earlier:
        model.hidden_states(tokens, real[:, : cache.length + chunk], cache)
    hidden = model.hidden_states(last, real, cache)  # B T C
    return model.lm_head(hidden[:, -1])  # B V


def pad_left(
    prompts: Sequence[Sequence[int]],
) -> tuple[Int[Tensor, "B P"], Bool[Tensor, "B P"]]:
    """Make a rectangle of prompts, and its mask: True at real tokens, False at the padding.

    >>> tokens, real = pad_left([[5, 6, 7], [8]])
    >>> tokens.tolist(), real[1].tolist()
    ([[5, 6, 7], [0, 0, 8]], [False, False, True])
    """
    if not prompts or not all(prompts):
        raise ValueError("every prompt needs at least one token to continue; got an empty one")
    P = max(len(prompt) for prompt in prompts)
    tokens = [[0] * (P - len(prompt)) + list(prompt) for prompt in prompts]
    real = [[False] * (P - len(prompt)) + [True] * len(prompt) for prompt in prompts]
    return torch.tensor(tokens), torch.tensor(real)


def seen_tokens(
    tokens: Int[Tensor, "B P"], real: Bool[Tensor, "B P"], vocab_size: int
) -> Bool[Tensor, "B V"]:
    """Mark for each row which tokens of the vocabulary it holds, the padding left aside.

    >>> tokens, real = pad_left([[1, 2, 1], [3]])
    >>> seen_tokens(tokens, real, vocab_size=4).int().tolist()
    [[0, 1, 1, 0], [0, 0, 0, 1]]
    """
    seen = torch.zeros(len(tokens), vocab_size, dtype=torch.bool, device=tokens.device)  # B V
    rows, places = real.nonzero(as_tuple=True)
    seen[rows, tokens[rows, places]] = True
    return seen
