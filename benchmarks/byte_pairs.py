"""Byte-pair encoding of Shakespeare: training and encoding, against `tokenizers` and a plain loop.

The textbook's loop counts all pairs anew for every merge. It would take minutes, so a few of its
merges are timed at the beginning, in the middle and at the end; the rest is their mean.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import islice
from statistics import mean

from benchmarks.measure import Row, cpu_seconds, interleave, speed_rows
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer, merge_earliest_first
from course_lib.tokenization.byte_pair_training import (
    Pair,
    learn_merges,
    learn_merges_by_recounting,
)
from course_lib.tokenization.pretokenization import split_words
from course_lib.training.data import load_shakespeare

Words = dict[tuple[int, ...], int]


def compare(rounds: int = 5, n_characters: int = 1_000_000, vocab_size: int = 4096) -> list[Row]:
    """Measure training to a vocabulary, then encoding with it."""
    text = load_shakespeare()[:n_characters]
    ours = BytePairTokenizer.train(text, vocab_size)
    theirs = library_tokenizer(text, vocab_size)
    training = {
        "ours": lambda: cpu_seconds(lambda: BytePairTokenizer.train(text, vocab_size)),
        "tokenizers": lambda: cpu_seconds(lambda: library_tokenizer(text, vocab_size)),
        "textbook loop": lambda: recounting_seconds(text, vocab_size - 256),
    }
    encoding: dict[str, Callable[[], float]] = {
        "ours": lambda: cpu_seconds(lambda: encode_afresh(ours, text)),
        "tokenizers": lambda: cpu_seconds(lambda: theirs.encode(text)),
    }
    rows = speed_rows(
        f"BPE training to {vocab_size}",
        "texts/s",
        interleave(training, rounds),
        [("ours", "textbook loop", 30.0), ("ours", "tokenizers", None)],
        {"textbook loop": "extrapolated from 9 merges"},
    )
    seconds = {name: [s / len(text) for s in t] for name, t in interleave(encoding, rounds).items()}
    return rows + speed_rows(
        "BPE encoding", "characters/s", seconds, [("ours", "tokenizers", None)]
    )


def library_tokenizer(text: str, vocab_size: int):
    """Train the library's byte-level BPE on a text."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator([text], trainer)
    return tokenizer


def encode_afresh(tokenizer: BytePairTokenizer, text: str) -> list[int]:
    """Encode with no word remembered from before."""
    tokenizer.encode_word = tokenizer.remembering()
    return tokenizer.encode(text)


def recounting_seconds(text: str, n_merges: int, n_timed: int = 3) -> float:
    """Estimate the CPU time in which the textbook's loop would learn all merges."""
    words: Words = {tuple(w.encode()): n for w, n in Counter(split_words(text)).items()}
    merges = {pair: 256 + i for i, pair in enumerate(learn_merges(words, n_merges))}
    stages = []
    for done in (0, n_merges // 2, n_merges - n_timed):
        state = after_merges(words, dict(islice(merges.items(), done)))
        learn = partial(learn_merges_by_recounting, state, n_timed, 256 + done)
        stages.append(cpu_seconds(learn) / n_timed)
    return mean(stages) * n_merges


def after_merges(words: Words, merges: dict[Pair, int]) -> Words:
    """Return the words as they are after some merges."""
    result: Words = {}
    for word, frequency in words.items():
        # Two words never become one: a token spells the same bytes wherever it stands.
        result[tuple(merge_earliest_first(word, merges))] = frequency
    return result
