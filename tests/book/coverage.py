"""Which items and claims of the mirrored lessons a page answers for, read from its comments.

``% covers: S1-13 C1-15`` stands above the section that teaches these.
What is false in a claim is put right by its row on the page of claims (``book/claims/``), or by a
correction box: one anywhere in the covered section answers for all claims that the section covers,
and ``% corrects: C1-10`` directly above a box names those of this box alone. For a claim that is
true in some case a marked paragraph or cell is enough.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from claims import CONTRADICTIONS, LESSONS, Claim, read_claims

HERE = Path(__file__).parent
BOOK = HERE.parents[1] / "book"
COMMENT = re.compile(r"% (covers|corrects):\s*(.*)")
BOX = re.compile(r":::+\{correction\}")
ID = re.compile(r"(S[0-4]|SX|C[0-4]|CX)-\d\d")


@dataclass(frozen=True)
class Item:
    """One thing that a lesson contains (S…) or claims (C…)."""

    id: str
    part: str  # "now"; "later": parts still to be written; "form": the document's own markup
    verdict: str  # of a claim: one of the verdicts of its page
    title: str

    def __str__(self) -> str:
        return f"{self.id} {self.title}" + (f" [{self.verdict}]" if self.verdict else "")


@dataclass(frozen=True)
class Anchor:
    """One comment, with what stands below it."""

    place: str
    ids: tuple[str, ...]
    is_correction: bool
    has_box: bool


def rows() -> list[Claim]:
    """Every row of the page of claims."""
    return [claim for lesson in (*LESSONS, CONTRADICTIONS) for claim in read_claims(lesson)]


def items() -> dict[str, Item]:
    """Everything the course mirrors, by id: what the lessons hold, and what they claim."""
    with (HERE / "coverage_items.csv").open(encoding="utf-8", newline="") as file:
        held = [Item(row["id"], row["part"], "", row["title"]) for row in csv.DictReader(file)]
    claimed = [Item(row.id, row.part, row.verdict, row.claim) for row in rows()]
    return {item.id: item for item in held + claimed}


def pages() -> list[Path]:
    """The written pages; exercise pages are made."""
    return sorted(path for path in BOOK.rglob("*.md") if "exercises" not in path.parts)


def anchors(name: str, text: str) -> Iterator[Anchor]:
    """Every comment of a page."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if found := COMMENT.fullmatch(line.strip()):
            corrects = found[1] == "corrects"
            below = _next_block(lines[number:]) if corrects else _section(lines[number:])
            yield Anchor(
                place=f"{name}:{number}",
                ids=tuple(found[2].replace(",", " ").split()),
                is_correction=corrects,
                has_box=any(BOX.match(one.strip()) for one in below),
            )


def _next_block(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip() and not COMMENT.match(line)][:1]


def _section(lines: list[str]) -> Iterable[str]:
    """Up to the next section of the same rank, or the next anchor of a section."""
    lines = list(_without_code(lines))
    ranks = [len(line) - len(line.lstrip("#")) for line in lines if re.match(r"#+ ", line)]
    own, begun = (ranks[0] if ranks else 1), False

    def inside(line: str) -> bool:
        nonlocal begun
        if re.match(rf"#{{1,{own}}} ", line):
            begun, first = True, not begun
            return first
        return not (begun and line.startswith("% covers:"))

    return takewhile(inside, lines)


def _without_code(lines: list[str]) -> Iterator[str]:
    """Comments of Python look like headings."""
    is_code = False
    for line in lines:
        if line.startswith("```"):
            is_code = not is_code
        elif not is_code:
            yield line


def unknown(found: Iterable[Anchor], known: dict[str, Item]) -> list[str]:
    """Ids that no list holds: a slip of the pen."""
    listed = {identity[:2] for identity in known}
    return [
        f"{anchor.place}: {identity}"
        for anchor in found
        for identity in anchor.ids
        if not ID.fullmatch(identity) or (identity[:2] in listed and identity not in known)
    ]


def uncovered(found: Iterable[Anchor], known: dict[str, Item]) -> list[str]:
    """Items and claims of this part that no page answers for."""
    covered = {identity for anchor in found for identity in anchor.ids}
    return [str(item) for item in known.values() if item.part == "now" and item.id not in covered]


def uncorrected(
    found: Iterable[Anchor], known: dict[str, Item], answered: Collection[str] = ()
) -> list[str]:
    """False claims that a page covers without putting them right, and no row does.

    ``answered``: the claims whose row says what is true.
    """
    found = list(found)
    boxed = {identity for anchor in found if anchor.has_box for identity in anchor.ids}
    told = {identity for anchor in found if anchor.is_correction for identity in anchor.ids}
    boxed |= set(answered)
    enough = {"wrong": boxed, "misleading": boxed | told}
    return [
        f"{anchor.place}: {known[identity]}"
        for anchor in found
        for identity in anchor.ids
        if identity in known and identity not in enough.get(known[identity].verdict, {identity})
    ]
