"""Which items and claims of the mirrored lessons a page answers for, read from its comments.

``% covers: S1-13 C1-15`` stands above the section that teaches these, ``% corrects: C1-10`` above
the box or the paragraph that puts one right; the map of the lessons and the page of claims link to
either. What is true of each claim stands in its row there (``book/claims/``), so that a chapter
needs a box for beliefs alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claims import CONTRADICTIONS, LESSONS, Claim, read_claims
from lesson_map import Item, read_items

BOOK = Path(__file__).parents[2] / "book"
COMMENT = re.compile(r"% (?:covers|corrects):\s*(.*)")


@dataclass(frozen=True)
class Anchor:
    """One comment: where it stands, and what it names."""

    place: str
    ids: tuple[str, ...]


def rows() -> list[Claim]:
    """Every row of the page of claims."""
    return [claim for lesson in (*LESSONS, CONTRADICTIONS) for claim in read_claims(lesson)]


def items() -> dict[str, Item]:
    """Everything the course mirrors, by id: what the lessons hold, and what they claim."""
    claimed = [Item(row.id, row.part, row.claim) for row in rows()]
    return {item.id: item for item in read_items() + claimed}


def pages() -> list[Path]:
    """The written pages; exercise pages are made."""
    return sorted(path for path in BOOK.rglob("*.md") if "exercises" not in path.parts)


def anchors(name: str, text: str) -> Iterator[Anchor]:
    """Every comment of a page."""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := COMMENT.fullmatch(line.strip()):
            yield Anchor(f"{name}:{number}", tuple(found[1].replace(",", " ").split()))


def unknown(found: Iterable[Anchor], known: dict[str, Item]) -> list[str]:
    """Ids that no list holds: a slip of the pen."""
    return [
        f"{anchor.place}: {identity}"
        for anchor in found
        for identity in anchor.ids
        if identity not in known
    ]


def uncovered(found: Iterable[Anchor], known: dict[str, Item]) -> list[str]:
    """Items and claims of this part that no page answers for."""
    covered = {identity for anchor in found for identity in anchor.ids}
    return [str(item) for item in known.values() if item.part == "now" and item.id not in covered]
