"""The chapters hold what the lessons hold. (That each claim is put right: ``test_claims.py``.)"""

from collections import Counter

import pytest

from .coverage import BOOK, Anchor, Item, anchors, items, pages, uncovered, unknown

PAGE = """# Title

% covers: S1-13 C1-15
## Attention

% covers: C1-10, C1-16
## Weights

% corrects: C1-17
A paragraph tells the truth.
"""
KNOWN = {
    name: Item(name, part, "title")
    for name, part in [
        ("S1-13", "now"),
        ("C1-10", "now"),
        ("C1-15", "now"),
        ("C1-16", "now"),
        ("C1-17", "now"),
        ("C4-40", "later"),
    ]
}


@pytest.fixture(scope="module")
def found() -> list[Anchor]:
    return [
        anchor
        for page in pages()
        for anchor in anchors(page.relative_to(BOOK).as_posix(), page.read_text(encoding="utf-8"))
    ]


def test_every_anchor_names_a_known_item(found):
    assert unknown(found, items()) == []


def test_every_item_and_claim_is_anchored(found):
    missing = uncovered(found, items())
    assert not missing, f"{len(missing)} anchored nowhere:\n" + "\n".join(missing)


def test_the_list_is_whole_and_sane():
    known = items()
    counted = Counter(name[:2] for name in known if name[0] == "S")
    assert counted == {"S0": 37, "S1": 40, "S2": 43, "S3": 28, "S4": 53, "SX": 14}
    for item in known.values():
        assert item.part in ("now", "later", "form")
        assert item.title


def test_a_page_that_tells_everything_passes():
    told = list(anchors("page", PAGE))
    assert unknown(told, KNOWN) == uncovered(told, KNOWN) == []


@pytest.mark.parametrize("name", ["S1-13", "C1-17"])
def test_a_missing_anchor_is_named(name):
    told = anchors("page", PAGE.replace(name, ""))
    assert uncovered(told, KNOWN) == [f"{name} title"]


@pytest.mark.parametrize("slip", ["S1-99", "C1-1", "chapter"])
def test_a_slip_is_named_with_its_line(slip):
    assert unknown(anchors("page", PAGE.replace("S1-13", slip)), KNOWN) == [f"page:3: {slip}"]
