"""WordPiece: BERT's tokenizer, which always takes the longest piece that it knows.

A text is brought to lower case, accents go, and it is cut at spaces and around every mark. Then,
from the left, each word gives up its longest piece in the vocabulary; a piece that continues a word
is written with ``##``. A word that cannot be spelled so becomes ``[UNK]`` as a whole.

    "Unaffordable!"  →  unaffordable | !  →  una ##fford ##able !

Source: Devlin et al. 2019 (BERT), and the tokenizer published with it.
"""

import unicodedata
from collections.abc import Iterable, Sequence

import regex

from course_lib.tokenization.characters_and_bytes import in_vocabulary

LONGEST_WORD = 100
NOT_TEXT = regex.compile(r"[\p{C}\uFFFD--[\t\n\r]]", regex.V1)
CHINESE = regex.compile(
    r"[\u4E00-\u9FFF\u3400-\u4DBF\U00020000-\U0002A6DF\U0002A700-\U0002CEAF"
    r"\uF900-\uFAFF\U0002F800-\U0002FA1F]"
)
ACCENT = regex.compile(r"\p{Mn}")
MARK = r"\p{P}$+<=>^`|~"
WORD = regex.compile(rf"[{MARK}]|[^\s{MARK}]+")


class WordPieceTokenizer:
    """WordPiece with a given vocabulary; a token's id is its place in the list.

    >>> vocabulary = ["[UNK]", "[CLS]", "[SEP]", "un", "##happy", "!"]
    >>> WordPieceTokenizer(vocabulary).encode("Unhappy!")
    [1, 3, 4, 5, 2]
    """

    def __init__(self, tokens: Sequence[str]):
        self.tokens = list(tokens)
        self.ids = {token: token_id for token_id, token in enumerate(tokens)}
        missing = [token for token in ("[UNK]", "[CLS]", "[SEP]") if token not in self.ids]
        if missing:
            raise ValueError(f"a WordPiece vocabulary must hold {', '.join(missing)}")

    @property
    def vocab_size(self) -> int:
        """Number of different tokens, V."""
        return len(self.tokens)

    def encode(self, text: str) -> list[int]:
        """Return the token ids of a text, between ``[CLS]`` and ``[SEP]``."""
        pieces = [piece for word in split_words_and_marks(text) for piece in self.cut_word(word)]
        return [self.ids[token] for token in ("[CLS]", *pieces, "[SEP]")]

    def cut_word(self, word: str) -> list[str]:
        """Cut one word into the longest pieces that the vocabulary holds, from the left."""
        if len(word) > LONGEST_WORD:
            return ["[UNK]"]
        pieces: list[str] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if prefix + word[start:end] in self.ids), None)
            if end is None:
                return ["[UNK]"]
            pieces.append(prefix + word[start:end])
            start = end
        return pieces

    def decode(self, token_ids: Iterable[int]) -> str:
        """Return the words that token ids spell; case, accents and spacing are lost."""
        tokens = [self.tokens[token_id] for token_id in in_vocabulary(token_ids, self.vocab_size)]
        words = [token for token in tokens if token not in ("[CLS]", "[SEP]", "[PAD]")]
        return " ".join(words).replace(" ##", "")


def split_words_and_marks(text: str) -> list[str]:
    """Cut a text into words and single marks, in lower case and without accents.

    >>> split_words_and_marks("A naïve café-owner")
    ['a', 'naive', 'cafe', '-', 'owner']
    """
    text = NOT_TEXT.sub("", text)
    text = CHINESE.sub(r" \g<0> ", text)
    text = ACCENT.sub("", unicodedata.normalize("NFD", text))
    # Character by character: of a whole word, Greek Σ would become ς at its end.
    return WORD.findall("".join(map(str.lower, text)))
