"""How probable SmolLM2 holds what people wrote, and what it chose itself under several settings.

Passages of Shakespeare and of Python's documentation are cut after some tokens; the model sees the
beginning. What a person wrote next is read token by token, and each setting writes on from the same
place. ``python -m course_lib.for_the_book.records.chosen_tokens`` writes the record again: about
three minutes on one core.

Shapes: R rows (passages times settings), P tokens read, N tokens written, V vocabulary.
"""

import pydoc_data.topics
import random
import re
from collections.abc import Iterator, Sequence

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.for_the_book.records import write_record
from course_lib.generation.sampling import GREEDY, Sampling, choose_token
from course_lib.layers.kv_cache import KVCache
from course_lib.models.llama import Llama
from course_lib.pretrained.smollm2 import load_smollm2, load_smollm2_tokenizer
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer
from course_lib.training.data import load_shakespeare

READ, WRITTEN = 40, 64  # tokens of a beginning, and after it
N_PASSAGES, N_SEEDS = 4, 3  # of each source
WINDOW = 16  # tokens of the first and of the last part
REPEAT = 6  # so many tokens in a row that stood there before are no accident
SETTINGS: dict[str, Sampling | None] = {
    "a person": None,
    "greedy": GREEDY,
    "temperature 0.7": Sampling(temperature=0.7),
    "temperature 1": Sampling(),
    "temperature 1.5": Sampling(temperature=1.5),
    "top-k 40": Sampling(top_k=40),
    "top-p 0.9": Sampling(top_p=0.9),
    "min-p 0.1": Sampling(min_p=0.1),
}
SOURCES = ("plays", "manual")
COLUMNS = (
    *("seed", "source", "passage", "setting"),
    *("surprise", "surprise_start", "surprise_end", "entropy", "first_choice", "repeated"),
)


def passages(tokenizer: BytePairTokenizer, source: str, n: int, seed: int) -> list[list[int]]:
    """Return the ids of the first tokens of some paragraphs, after the document start."""
    text = load_shakespeare() if source == "plays" else manual()
    long_enough = [part.strip() for part in re.split(r"\n{2,}", text) if len(part) > 500]
    start = tokenizer.encode("<|endoftext|>", with_special_tokens=True)
    found = []
    for part in random.Random(seed).sample(long_enough, len(long_enough)):
        ids = tokenizer.encode(part)[: READ + WRITTEN]
        if len(ids) == READ + WRITTEN:
            found.append(start + ids)
        if len(found) == n:
            return found
    raise ValueError(f"{source} has {len(found)} paragraphs of {READ + WRITTEN} tokens, not {n}")


def manual() -> str:
    """Return the pages about the language that come with Python."""
    return "\n\n".join(pydoc_data.topics.topics.values())


@torch.no_grad()
def write_on(
    model: Llama,
    texts: Sequence[Sequence[int]],
    settings: Sequence[Sampling | None],
    n_new: int,
    seed: int,
) -> tuple[Int[Tensor, "R N"], Float[Tensor, "R N"], Float[Tensor, "R N"], Bool[Tensor, "R N"]]:
    """Write on from the beginning of every text under every setting; None reads what stands there.

    Returns the tokens that follow, the logarithm of the probability that the model gave to each,
    the entropy of its distribution there, both at temperature 1, and whether the token was its
    first choice. Rows go setting by setting.
    """
    true = torch.tensor([text[: READ + 1 + n_new] for text in texts])  # texts READ+1+N
    n_texts, V = len(texts), model.config.vocab_size
    new = true[:, : READ + 1].repeat(len(settings), 1)  # R P
    cache = KVCache.for_model(model, len(new), READ + 1 + n_new)
    generator = torch.Generator().manual_seed(seed)
    nothing_seen = torch.zeros(n_texts, V, dtype=torch.bool)
    chosen, own, entropies, first = [], [], [], []
    for t in range(n_new):
        logits = model.lm_head(model.hidden_states(new, cache=cache)[:, -1])  # R V
        rows = logits.split(n_texts)
        picks = [
            true[:, READ + 1 + t]
            if setting is None
            else choose_token(part, nothing_seen, setting, generator)
            for setting, part in zip(settings, rows, strict=True)
        ]
        new = torch.cat(picks)[:, None]  # R 1
        log_p = logits.log_softmax(-1)  # R V
        chosen.append(new)
        own.append(log_p.gather(-1, new))
        entropies.append(-(log_p.exp() * log_p).sum(-1, keepdim=True))
        first.append(new == log_p.argmax(-1, keepdim=True))
    return torch.cat(chosen, 1), torch.cat(own, 1), torch.cat(entropies, 1), torch.cat(first, 1)


def repeated_share(read: Sequence[int], written: Sequence[int], length: int = REPEAT) -> float:
    """Return the share of written tokens that end a run which has stood in the text before.

    >>> repeated_share([1, 2, 3], [4, 1, 2, 3], length=3)
    0.25
    """
    text = [*read, *written]
    seen: set[tuple[int, ...]] = set()
    ends = []
    for end in range(length, len(text) + 1):
        run = tuple(text[end - length : end])
        ends.append(run in seen)
        seen.add(run)
    return sum(ends[-len(written) :]) / len(written)


def rows(
    seed: int, n_passages: int = N_PASSAGES, settings: Sequence[str] = tuple(SETTINGS)
) -> Iterator[list[int | str]]:
    """Yield the rows of one seed, which draws both the passages and the tokens."""
    model, tokenizer = load_smollm2(), load_smollm2_tokenizer()
    texts = [text for s in SOURCES for text in passages(tokenizer, s, n_passages, seed)]
    tried = [SETTINGS[name] for name in settings]
    found = write_on(model, texts, tried, WRITTEN, seed)
    for row, (ids, log_p, entropy, first) in enumerate(zip(*found, strict=True)):
        setting, text = divmod(row, len(texts))
        surprise = -log_p
        numbers = (
            surprise.mean().item(),
            surprise[:WINDOW].mean().item(),
            surprise[-WINDOW:].mean().item(),
            entropy.mean().item(),
            first.float().mean().item(),
            repeated_share(texts[text][: READ + 1], ids.tolist()),
        )
        source, passage = divmod(text, n_passages)
        place: list[int | str] = [seed, SOURCES[source], passage, settings[setting]]
        yield [*place, *(f"{number:.4f}" for number in numbers)]


def main() -> None:
    """Write the record."""
    write_record("chosen_tokens", COLUMNS, (row for seed in range(N_SEEDS) for row in rows(seed)))


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
