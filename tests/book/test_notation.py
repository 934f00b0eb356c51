"""Every capital letter in a page's mathematics stands in the tables of the notation page."""

import re
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
PAGES = sorted(
    page
    for page in BOOK.rglob("*.md")
    if page.parent.name != "exercises" and page.name != "notation.md"
)
MATHEMATICS = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
CELL = re.compile(r"^```\{code-cell\}.*?^```", re.DOTALL | re.MULTILINE)
WORDS = re.compile(r"\\(?:text|operatorname\*?|math[a-z]+|textbf)\{[^}]*\}|\\[A-Za-z]+")


def capitals(text: str) -> set[str]:
    """Single capital letters of a text's formulas, words and names of functions left out."""
    formulas = (inline or display for display, inline in MATHEMATICS.findall(CELL.sub("", text)))
    plain = (WORDS.sub(" ", formula) for formula in formulas)
    return {c for formula in plain for c in re.findall(r"(?<![A-Za-z])[A-Z](?![A-Za-z])", formula)}


def listed() -> set[str]:
    rows = (BOOK / "notation.md").read_text(encoding="utf-8").splitlines()
    return {c for row in rows if row.startswith("| $") for c in capitals(row.split("|")[1])}


def test_letters_of_formulas_are_found() -> None:
    text = r"Let $A = Q K^\top / \sqrt{D}$ in $\mathbb{R}^{T \times S}$, $\operatorname{Loss}(x)$."
    assert capitals(text) == set("AQKDTS")
    assert set("BTSCHKDFVLW") <= listed()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_notation_page_lists_every_letter(page: Path) -> None:
    missing = capitals(page.read_text(encoding="utf-8")) - listed()
    assert not missing, f"{page.name} uses {sorted(missing)}; add them to book/notation.md"
