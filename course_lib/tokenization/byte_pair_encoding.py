"""Byte-pair encoding, second half: a tokenizer that applies learned merges.

A text is cut into words, a word into bytes; then neighbours are merged, the earliest learned merge
first, until none applies. Frequent words end as one token, rare ones as a few, and where all 256
bytes are tokens no text is out of vocabulary: at worst a word stays bytes. (SmolLM2's vocabulary
lacks 21 bytes, which no text that it was made from held.) With the merges of GPT-4:

    "unhappiness"  →  u n h a p p i n e s s  →  …  →  un h appiness
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import regex

from course_lib.tokenization.byte_pair_training import Pair, learn_merges, merge_pair
from course_lib.tokenization.pretokenization import (
    GPT2_PATTERN,
    from_visible,
    split_words,
    to_utf8,
    to_visible,
)

BYTES = [bytes([byte]) for byte in range(256)]


def apply_merges(token_ids: Sequence[int], merges: Mapping[Pair, int]) -> list[int]:
    """Encode as one learned: every merge once, over the whole word, in the order of learning.

    >>> apply_merges([0, 0, 1, 0], {(0, 1): 2, (0, 2): 3})
    [3, 0]
    """
    merged = list(token_ids)
    for pair, new_id in merges.items():
        merged = merge_pair(merged, pair, new_id)
    return merged


def merge_earliest_first(token_ids: Sequence[int], merges: Mapping[Pair, int]) -> list[int]:
    """Give the same as ``apply_merges``, but try only the merges whose pairs are there.

    >>> merge_earliest_first([0, 0, 1, 0], {(0, 1): 2, (0, 2): 3})
    [3, 0]
    """
    merged = list(token_ids)
    while mergeable := [pair for pair in pairwise(merged) if pair in merges]:
        earliest = min(mergeable, key=merges.__getitem__)
        merged = merge_pair(merged, earliest, merges[earliest])
    return merged


class BytePairTokenizer:
    """Byte-level BPE: byte strings with their ids, and the pairs of them that merge.

    Merges come in the order in which they were learned, and the tokens that they make have
    ascending ids, as in GPT-2 and its kin. ``special_tokens`` mark structure, such as the end of a
    text or the turns of a chat; ordinary text never reaches their ids.

    >>> tokenizer = BytePairTokenizer.train("low lower lowest", vocab_size=258)
    >>> tokenizer.encode("lower"), tokenizer.decode([257])
    ([257, 101, 114], 'low')
    """

    def __init__(
        self,
        vocab: Mapping[bytes, int],
        merges: Iterable[tuple[bytes, bytes]],
        pattern: str = GPT2_PATTERN,
        special_tokens: Mapping[str, int] | None = None,
    ):
        self.vocab = dict(vocab)
        self.merges = merge_table(vocab, merges)
        self.pattern = pattern
        self.special_tokens = dict(special_tokens or {})
        self.token_bytes = {token_id: token for token, token_id in vocab.items()}
        self.token_bytes |= {i: token.encode() for token, i in self.special_tokens.items()}
        self.encode_word = self.remembering()

    def remembering(self) -> Callable[[str], tuple[int, ...]]:
        """Return ``merge_word`` with a memory: most words of a text come again."""
        return lru_cache(maxsize=1 << 16)(self.merge_word)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "encode_word"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.encode_word = self.remembering()

    @classmethod
    def train(
        cls,
        text: str,
        vocab_size: int,
        pattern: str = GPT2_PATTERN,
        special_tokens: Sequence[str] = (),
    ) -> "BytePairTokenizer":
        """Learn a vocabulary: 256 bytes, then the merged tokens, then the special ones."""
        n_merges = vocab_size - 256 - len(special_tokens)
        if n_merges < 0:
            raise ValueError(
                f"vocab_size {vocab_size} is too small: 256 bytes and the special tokens need "
                f"{256 + len(special_tokens)}"
            )
        words = Counter(split_words(text, pattern))
        pairs = learn_merges({tuple(to_utf8(w)): n for w, n in words.items()}, n_merges)
        if len(pairs) < n_merges:
            raise ValueError(
                f"the text has {len(pairs)} pairs to merge, {n_merges} were asked for: give more "
                f"text, or a vocab_size of at most {vocab_size - n_merges + len(pairs)}"
            )
        tokens = list(BYTES)
        for left, right in pairs:
            tokens.append(tokens[left] + tokens[right])
        return cls(
            vocab={token: token_id for token_id, token in enumerate(tokens)},
            merges=[(tokens[left], tokens[right]) for left, right in pairs],
            pattern=pattern,
            special_tokens={token: len(tokens) + i for i, token in enumerate(special_tokens)},
        )

    @property
    def vocab_size(self) -> int:
        """One more than the largest token id, V."""
        return max(self.token_bytes) + 1

    def encode(self, text: str, with_special_tokens: bool = False) -> list[int]:
        """Return the token ids that spell a text.

        The name of a special token inside a text is spelled out like any other word, so that
        nobody can end a chat turn by typing; ``with_special_tokens=True`` is for trusted text.
        """
        if not (with_special_tokens and self.special_tokens):
            return [i for word in split_words(text, self.pattern) for i in self.encode_word(word)]
        longest_first = sorted(self.special_tokens, key=len, reverse=True)
        names = "|".join(regex.escape(token) for token in longest_first)
        token_ids: list[int] = []
        for piece in regex.split(f"({names})", text):
            special_id = self.special_tokens.get(piece)
            token_ids += self.encode(piece) if special_id is None else [special_id]
        return token_ids

    def merge_word(self, word: str) -> tuple[int, ...]:
        """Return the token ids of one word: its bytes, merged as far as the merges go."""
        try:
            token_ids = [self.vocab[BYTES[byte]] for byte in to_utf8(word)]
        except KeyError as error:
            raise ValueError(
                f"the vocabulary has no token for the byte {error.args[0]!r} in {word!r}"
            ) from None
        return tuple(merge_earliest_first(token_ids, self.merges))

    def decode(self, token_ids: Iterable[int]) -> str:
        """Return the text that token ids spell; a cut character shows as U+FFFD, ``�``."""
        try:
            spelled = b"".join([self.token_bytes[token_id] for token_id in token_ids])
        except KeyError as error:
            raise ValueError(
                f"token id {error.args[0]} lies outside the vocabulary of {self.vocab_size} ids"
            ) from None
        return spelled.decode("utf-8", errors="replace")

    def save(self, path: str | Path) -> None:
        """Write the tokenizer to a JSON file, the bytes as visible letters."""
        content = {
            "pattern": self.pattern,
            "special_tokens": self.special_tokens,
            "vocab": {to_visible(token): token_id for token, token_id in self.vocab.items()},
            "merges": list(self.merges),
        }
        Path(path).write_text(json.dumps(content), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> "BytePairTokenizer":
        """Read a tokenizer that ``save`` wrote."""
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        vocab = {from_visible(letters): i for letters, i in content["vocab"].items()}
        token_bytes = {token_id: token for token, token_id in vocab.items()}
        merges = [(token_bytes[left], token_bytes[right]) for left, right in content["merges"]]
        return cls(vocab, merges, content["pattern"], content["special_tokens"])


def merge_table(
    vocab: Mapping[bytes, int], merges: Iterable[tuple[bytes, bytes]]
) -> dict[Pair, int]:
    """Return the token that each pair of tokens becomes; a lower id is an earlier merge.

    >>> merge_table({b"a": 0, b"b": 1, b"ab": 2}, [(b"a", b"b")])
    {(0, 1): 2}
    """
    table: dict[Pair, int] = {}
    newest = -1
    for left, right in merges:
        try:
            pair, merged = (vocab[left], vocab[right]), vocab[left + right]
        except KeyError as error:
            raise ValueError(
                f"the merge {left!r} + {right!r} needs {error.args[0]!r} in the vocabulary"
            ) from None
        if merged < newest:
            raise ValueError(
                f"the merge {left!r} + {right!r} makes token {merged} after token {newest}: merges "
                "must come in the order of the ids that they make"
            )
        table[pair] = newest = merged
    return table
