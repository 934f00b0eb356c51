"""Text to integers and back: one token a character, and one token a byte.

A character vocabulary is collected from a text, so it is tiny and it fails on a character that the
text did not hold. Bytes never fail: UTF-8 spells every text with 256 of them. Both make long
sequences; ``course_lib.tokenization.byte_pair_encoding`` shortens them.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from course_lib.tokenization.pretokenization import to_utf8


@runtime_checkable
class Tokenizer(Protocol):
    """What the rest of the course asks of a tokenizer.

    >>> isinstance(ByteTokenizer(), Tokenizer), isinstance(str, Tokenizer)
    (True, False)
    """

    @property
    def vocab_size(self) -> int:
        """Number of different token ids, V."""
        ...

    def encode(self, text: str) -> list[int]:
        """Return the token ids that spell a text."""
        ...

    def decode(self, token_ids: Iterable[int]) -> str:
        """Return the text that token ids spell."""
        ...


class CharacterTokenizer:
    """One token a character, from an alphabet that is fixed when the tokenizer is made.

    >>> tokenizer = CharacterTokenizer.train("hello")
    >>> tokenizer.alphabet, tokenizer.encode("hole")
    ('ehlo', [1, 3, 2, 0])
    """

    def __init__(self, alphabet: Sequence[str]):
        self.alphabet = "".join(alphabet)
        self.ids = {character: token_id for token_id, character in enumerate(self.alphabet)}
        if len(self.ids) != len(self.alphabet):
            twice = next(c for c in self.alphabet if self.alphabet.count(c) > 1)
            raise ValueError(f"the alphabet holds {twice!r} twice, so it would have two token ids")

    @classmethod
    def train(cls, text: str) -> "CharacterTokenizer":
        """Collect the alphabet of a text, in the order of Unicode."""
        return cls(sorted(set(text)))

    @property
    def vocab_size(self) -> int:
        """Number of different characters, V."""
        return len(self.alphabet)

    def encode(self, text: str) -> list[int]:
        """Return one token id a character."""
        try:
            return [self.ids[character] for character in text]
        except KeyError as error:
            raise ValueError(
                f"the character {error.args[0]!r} is not among the {self.vocab_size} of this "
                "tokenizer's alphabet: train it on text that holds it, or use bytes"
            ) from None

    def decode(self, token_ids: Iterable[int]) -> str:
        """Return the text that token ids spell."""
        return "".join(self.alphabet[i] for i in in_vocabulary(token_ids, self.vocab_size))

    def save(self, path: str | Path) -> None:
        """Write the alphabet to a JSON file."""
        Path(path).write_text(json.dumps({"alphabet": self.alphabet}), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> "CharacterTokenizer":
        """Read a tokenizer that ``save`` wrote."""
        return cls(json.loads(Path(path).read_text(encoding="utf-8"))["alphabet"])


class ByteTokenizer:
    """One token a byte of UTF-8: 256 tokens spell every text in every script.

    >>> ByteTokenizer().encode("né")
    [110, 195, 169]
    """

    vocab_size = 256

    def encode(self, text: str) -> list[int]:
        """Return the bytes of a text."""
        return list(to_utf8(text))

    def decode(self, token_ids: Iterable[int]) -> str:
        """Return the text that bytes spell; bytes that spell nothing become U+FFFD, ``�``."""
        return bytes(in_vocabulary(token_ids, 256)).decode("utf-8", errors="replace")


def in_vocabulary(token_ids: Iterable[int], vocab_size: int) -> Iterable[int]:
    """Pass token ids on, and refuse one that the vocabulary does not hold.

    >>> list(in_vocabulary([0, 2], vocab_size=3))
    [0, 2]
    """
    for token_id in token_ids:
        if not 0 <= token_id < vocab_size:
            raise ValueError(f"token id {token_id} lies outside the vocabulary 0..{vocab_size - 1}")
        yield token_id
