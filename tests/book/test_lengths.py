"""A chapter takes as long to read as its banner promises, and argues with three beliefs at most."""

import ast
import re
from pathlib import Path

import pytest
from course_hours import MINUTES

from .coverage import BOOK
from .prose_numbers import CODE, NOT_PROSE

WORDS_A_MINUTE = 200
LINES_A_MINUTE = 30
SLACK = 0.15  # of the promised minutes
LONGEST = 30
MOST_BOXES = 3
LISTING = re.compile(
    r"^```\{literalinclude\} (?P<path>\S+)\n(?P<options>.*?)^```$", re.MULTILINE | re.DOTALL
)
UNSEEN = re.compile(r"^(:tags: \[|tags: \[).*(remove-|hide-)", re.MULTILINE)
FOLD = re.compile(r"^(:{3,})\{dropdown\}.*?^\1\s*$", re.MULTILINE | re.DOTALL)
CHAPTERS = [page for page in sorted(BOOK.rglob("*.md")) if MINUTES.search(page.read_text("utf-8"))]


def words(text: str) -> int:
    """What is read as prose: no code, no options, nothing that waits in a fold."""
    for pattern in (FOLD, *NOT_PROSE[:4]):
        text = pattern.sub(" ", text)
    lines = [line for line in text.splitlines() if not line.startswith("%")]
    return len(re.findall(r"\w[\w'’-]*", "\n".join(lines)))


def lines(page: Path, text: str) -> int:
    """Lines of code that stand open on the page: of its cells, and of the library that it shows."""
    text = FOLD.sub(" ", text)
    cells = [cell[0] for cell in CODE.finditer(text) if not UNSEEN.search(cell[0])]
    shown = [_listing(page, found) for found in LISTING.finditer(text)]
    return sum(bool(line.strip()) for block in cells + shown for line in block.splitlines()[1:])


def _listing(page: Path, found: re.Match[str]) -> str:
    source = (page.parent / found["path"]).resolve().read_text(encoding="utf-8")
    if not (name := re.search(r":pyobject: (\S+)", found["options"])):
        return source
    node = ast.parse(source)
    for part in name[1].split("."):
        node = next(inner for inner in node.body if getattr(inner, "name", "") == part)
    return ast.get_source_segment(source, node) or ""


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_the_banner_says_how_long_it_takes(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    promised = int(MINUTES.findall(text)[0])
    takes = words(text) / WORDS_A_MINUTE + lines(page, text) / LINES_A_MINUTE
    assert promised <= LONGEST
    assert abs(takes - promised) <= SLACK * promised, (
        f"{words(text)} words and {lines(page, text)} lines of code take {takes:.0f} minutes"
    )


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.stem)
def test_a_chapter_argues_with_few_beliefs(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count("{correction}") <= MOST_BOXES
