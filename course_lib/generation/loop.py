"""Generation: read the text so far, choose the next token, append it, repeat.

One loop serves every use. A KV cache remembers what was read, so each turn reads only what is new:
first the whole prompt (the prefill), then one token at a time (the decoding).

*A batch of prompts* is padded on the left, so that every row's newest token stands last; the model
hides the padding, and a greedy row gets what it would get alone. Rows that are drawn share one
stream of random numbers, so that equal prompts get different texts.

*Past the window.* A model was made for ``context_length`` tokens. Text that would not fit is
refused, unless ``slide=True``: then, each time a row has filled the window, its older half is
forgotten and the newer half is read again from position 0.

Shapes: B rows, P tokens of the longest prompt, T new tokens, S tokens so far, V vocabulary.
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import torch
from jaxtyping import Bool, Int
from torch import Tensor

from course_lib.generation.sampling import GREEDY, Sampling, choose_token
from course_lib.layers.kv_cache import KVCache
from course_lib.models.decoder import Decoder
from course_lib.models.inputs import check_token_ids
from course_lib.tokenization.characters_and_bytes import Tokenizer

PREFILL_CHUNK = 512  # bounds the memory of a long prompt's mask

Prompt = Sequence[int] | Int[Tensor, "_"] | Int[np.ndarray, "_"]
Prompts = Sequence[Prompt] | Int[Tensor, "_ _"] | Int[np.ndarray, "_ _"]


def generate_without_cache(model: Decoder, prompt: Sequence[int], max_new_tokens: int) -> list[int]:
    """Write on greedily: read everything again for every token. What follows does no more, faster.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=6))
    >>> generate_without_cache(model, [3, 1], 4) == generate(model, [[3, 1]], 4)[0]
    True
    """
    token_ids = torch.tensor([list(prompt)])  # 1 P
    for _ in range(max_new_tokens):
        logits = model.lm_head(model.hidden_states(token_ids)[:, -1])  # 1 V
        token_ids = torch.cat([token_ids, logits.argmax(dim=-1, keepdim=True)], dim=1)  # 1 T
    return token_ids[0].tolist()


def generate(
    model: Decoder,
    prompts: Prompts,
    max_new_tokens: int,
    sampling: Sampling = GREEDY,
    *,
    stop_tokens: Collection[int] = (),
    seed: int = 0,
    slide: bool = False,
) -> list[list[int]]:
    """Return each prompt with its continuation; a row ends with its first stop token.

    The same seed gives the same texts on the same device.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=6))
    >>> [len(text) for text in generate(model, [[3, 1], [4]], max_new_tokens=3)]
    [5, 4]
    """
    texts = as_lists(prompts)
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
    model: Decoder,
    prompt: Prompt,
    max_new_tokens: int,
    sampling: Sampling = GREEDY,
    *,
    stop_tokens: Collection[int] = (),
    seed: int = 0,
    slide: bool = False,
) -> Iterator[int]:
    """Yield the new tokens of one prompt as they are chosen; a stop token is the last.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=6))
    >>> [3, 1, *stream(model, [3, 1], 4)] == generate(model, [[3, 1]], 4)[0]
    True
    """
    for [token_id] in continuations(model, [prompt], max_new_tokens, sampling, seed, slide):
        yield token_id
        if token_id in stop_tokens:
            return


def stream_text(tokenizer: Tokenizer, token_ids: Iterator[int]) -> Iterator[str]:
    """Yield text as tokens arrive; bytes of an unfinished character wait for the rest of it.

    >>> from course_lib.tokenization.characters_and_bytes import ByteTokenizer
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


@torch.no_grad()
def continuations(
    model: Decoder,
    prompts: Prompts,
    max_new_tokens: int,
    sampling: Sampling,
    seed: int,
    slide: bool,
) -> Iterator[list[int]]:
    """Yield, turn by turn, the next token of every prompt: the loop.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=6))
    >>> turns = continuations(model, [[3, 1], [4]], 2, GREEDY, seed=0, slide=False)
    >>> [len(tokens) for tokens in turns]
    [2, 2]
    """
    tokens, padding_mask = pad_left(prompts)  # B P
    window = window_for(model, tokens, max_new_tokens, slide)
    device = model.embed_tokens.weight.device
    generator = torch.Generator(device).manual_seed(seed)
    tokens, padding_mask = tokens.to(device), padding_mask.to(device)
    seen = seen_tokens(tokens, padding_mask, model.config.vocab_size)  # B V
    cache = KVCache.for_model(model, len(tokens), window)
    for _ in range(max_new_tokens):
        if tokens.shape[1] > window:
            tokens, padding_mask = newer_halves(tokens, padding_mask, window)  # B window/2
            cache = KVCache.for_model(model, len(tokens), window)
        *_, newest = [
            model.hidden_states(new, padding_mask[:, : cache.length + new.shape[1]], cache)
            for new in tokens[:, cache.length :].split(PREFILL_CHUNK, dim=1)
        ]
        logits = model.lm_head(newest[:, -1])  # B V
        chosen = choose_token(logits, seen, sampling, generator)[:, None]  # B 1
        yield chosen[:, 0].tolist()
        seen = seen.scatter(1, chosen, True)  # B V
        tokens = torch.cat([tokens, chosen], dim=1)  # B S
        added = torch.ones_like(chosen, dtype=torch.bool)  # B 1
        padding_mask = torch.cat([padding_mask, added], dim=1)  # B S


def window_for(model: Decoder, tokens: Int[Tensor, "B P"], max_new_tokens: int, slide: bool) -> int:
    """Return how many tokens the cache must hold; what the model cannot read is refused.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(9, 8, 1, 2, 1, 8, context_length=6))
    >>> window_for(model, torch.tensor([[3, 1]]), max_new_tokens=3, slide=False)
    4
    >>> window_for(model, torch.tensor([[3, 1]]), max_new_tokens=30, slide=True)
    6
    """
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
    return min(n_read, limit)


def newer_halves(
    tokens: Int[Tensor, "B S"], padding_mask: Bool[Tensor, "B S"], window: int
) -> tuple[Int[Tensor, "B P"], Bool[Tensor, "B P"]]:
    """Forget the older half of each row that has outgrown the window; shorter rows stay whole.

    >>> tokens, padding_mask = pad_left([[1, 2, 3, 4, 5], [6, 7]])
    >>> newer_halves(tokens, padding_mask, window=4)[0].tolist()
    [[4, 5], [6, 7]]
    """
    rows = [row[keep] for row, keep in zip(tokens, padding_mask, strict=True)]
    newest = max(window // 2, 1)
    tokens, padding_mask = pad_left([row if len(row) <= window else row[-newest:] for row in rows])
    return tokens.to(rows[0].device), padding_mask.to(rows[0].device)


def pad_left(prompts: Prompts) -> tuple[Int[Tensor, "B P"], Bool[Tensor, "B P"]]:
    """Make a rectangle of prompts, and its mask: True at real tokens, False at the padding.

    >>> tokens, padding_mask = pad_left([[5, 6, 7], [8]])
    >>> tokens.tolist(), padding_mask[1].tolist()
    ([[5, 6, 7], [0, 0, 8]], [False, False, True])
    """
    rows = as_lists(prompts)
    if not rows or not all(rows):
        raise ValueError("every prompt needs at least one token to continue; got an empty one")
    P = max(len(row) for row in rows)
    tokens = [[0] * (P - len(row)) + row for row in rows]
    padding_mask = [[False] * (P - len(row)) + [True] * len(row) for row in rows]
    return torch.tensor(tokens), torch.tensor(padding_mask)


def as_lists(prompts: Prompts) -> list[list[int]]:
    """Return prompts as plain lists, whether they came as lists, tensors or arrays.

    >>> as_lists(torch.tensor([[5, 6]])), as_lists([np.array([7])])
    ([[5, 6]], [[7]])
    """
    return [
        prompt.tolist() if isinstance(prompt, Tensor | np.ndarray) else list(prompt)
        for prompt in prompts
    ]


def seen_tokens(
    tokens: Int[Tensor, "B P"], padding_mask: Bool[Tensor, "B P"], vocab_size: int
) -> Bool[Tensor, "B V"]:
    """Mark for each row which tokens of the vocabulary it holds, the padding left aside.

    >>> tokens, padding_mask = pad_left([[1, 2, 1], [3]])
    >>> seen_tokens(tokens, padding_mask, vocab_size=4).int().tolist()
    [[0, 1, 1, 0], [0, 0, 0, 1]]
    """
    seen = torch.zeros(len(tokens), vocab_size, dtype=torch.bool, device=tokens.device)  # B V
    rows, places = padding_mask.nonzero(as_tuple=True)
    seen[rows, tokens[rows, places]] = True
    return seen
