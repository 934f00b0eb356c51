"""What a student should know about how a submission was read, kept in the notebook's metadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

KEY = "remarks"


@dataclass(frozen=True)
class Remark:
    """One sentence for the student; `unreadable` says that nothing could be graded."""

    text: str
    unreadable: bool = False

    def __str__(self) -> str:
        """The sentence."""
        return self.text


def put_remarks(notebook: NotebookNode, remarks: Iterable[Remark]) -> None:
    """Keep remarks in a notebook."""
    notebook.metadata[KEY] = [asdict(remark) for remark in remarks]


def remarks_of(notebook: Mapping[str, Any]) -> tuple[Remark, ...]:
    """The remarks that a notebook of ours keeps."""
    return tuple(Remark(**kept) for kept in notebook["metadata"].get(KEY, ()))
