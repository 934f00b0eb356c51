"""Cutting a text into words before byte-pair encoding: merges never cross a cut.

A word takes the space before it along, so that ``" cat"`` is one token. The patterns are the
published ones; together their alternatives match every character, so nothing is lost.

Also here: the alphabet in which GPT-2's vocabulary files write bytes as letters that can be seen.

Source: Radford et al. 2019 (GPT-2), and the tokenizers published with the models.
"""

from functools import lru_cache

import regex

GPT2_PATTERN = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
"""GPT-2 cuts contractions, letters, digits, other marks; the last space of a run joins a word."""

SINGLE_DIGITS_PATTERN = (
    r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s+(?![^\s\p{N}])|\s+"
)
"""As GPT-2, but every digit stands alone and takes no space along; SmolLM2 has it."""

CL100K_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""In cl100k_base and Llama 3, digits go by three, and one mark may join the word after it."""


def split_words(text: str, pattern: str = GPT2_PATTERN) -> list[str]:
    """Cut a text into words; joined again they are the text.

    >>> split_words("The cat's 2 mats.")
    ['The', ' cat', "'s", ' 2', ' mats', '.']
    """
    return regex.findall(pattern, text)


def to_utf8(text: str) -> bytes:
    """Return the bytes of a text; a lone half of a surrogate pair has none and is refused.

    >>> to_utf8("né")
    b'n\\xc3\\xa9'
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(
            f"{text[error.start]!r} is half of a character, which UTF-8 cannot spell: read the "
            "text with the encoding that it was written in"
        ) from None


@lru_cache(maxsize=1)
def visible_bytes() -> dict[int, str]:
    """Return the letter that stands for each byte in GPT-2's vocabulary files, ids in this order.

    Printable bytes stand for themselves; the others take the letters from U+0100 on.

    >>> visible_bytes()[ord("a")], visible_bytes()[ord(" ")]
    ('a', 'Ġ')
    """
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in printable]
    letters = {byte: chr(byte) for byte in printable}
    return letters | {byte: chr(0x100 + i) for i, byte in enumerate(hidden)}


def to_visible(token: bytes) -> str:
    """Return the visible letters for the bytes of a token.

    >>> to_visible(b" cat")
    'Ġcat'
    """
    letters = visible_bytes()
    return "".join(letters[byte] for byte in token)


def from_visible(letters: str) -> bytes:
    """Return the bytes that visible letters stand for.

    >>> from_visible("Ġcat")
    b' cat'
    """
    byte_of = bytes_of_visible()
    return bytes([byte_of[letter] for letter in letters])


@lru_cache(maxsize=1)
def bytes_of_visible() -> dict[str, int]:
    """Return the byte that each visible letter stands for: ``visible_bytes`` turned round.

    >>> bytes_of_visible()["Ġ"] == ord(" ")
    True
    """
    return {letter: byte for byte, letter in visible_bytes().items()}
