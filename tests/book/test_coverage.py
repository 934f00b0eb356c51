"""The chapters hold what the lessons hold, and put right what the lessons get wrong."""

import pytest

from .coverage import (
    BOOK,
    Anchor,
    Item,
    anchors,
    items,
    pages,
    rows,
    uncorrected,
    uncovered,
    unknown,
)

PAGE = """# Title

% covers: S1-13 C1-15
## Attention

```python
# a comment
```

### Deeper

:::{correction} A box
:::

% covers: C1-10, C1-16
## Weights

% corrects: C1-16
A paragraph tells the truth.

% corrects: C1-10

::::{correction} A sum of 2
::::
"""
KNOWN = {
    name: Item(name, part, verdict, "title")
    for name, part, verdict in [
        ("S1-13", "now", ""),
        ("C1-10", "now", "wrong"),
        ("C1-15", "now", "wrong"),
        ("C1-16", "now", "misleading"),
        ("C4-40", "later", "wrong"),
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


def test_every_false_claim_is_put_right(found):
    answered = {row.id for row in rows() if row.truth}
    missing = uncorrected(found, items(), answered)
    assert not missing, f"{len(missing)} without a correction:\n" + "\n".join(missing)


def test_the_list_is_whole_and_sane():
    known = items()
    counted = {family: sum(name[:2] == family for name in known) for family in ("S1", "S3", "S4")}
    assert counted == {"S1": 40, "S3": 28, "S4": 53}
    for item in known.values():
        assert item.part in ("now", "later", "form")
        assert item.title


def test_a_page_that_tells_everything_passes():
    told = list(anchors("page", PAGE))
    assert unknown(told, KNOWN) == uncovered(told, KNOWN) == uncorrected(told, KNOWN) == []


def test_a_missing_anchor_is_named():
    told = anchors("page", PAGE.replace("S1-13 ", ""))
    assert uncovered(told, KNOWN) == ["S1-13 title"]


@pytest.mark.parametrize("slip", ["S1-99", "C1-1", "chapter"])
def test_a_slip_is_named_with_its_line(slip):
    assert unknown(anchors("page", PAGE.replace("S1-13", slip)), KNOWN) == [f"page:3: {slip}"]


def test_other_lessons_may_be_anchored_too():
    assert unknown(anchors("page", PAGE.replace("S1-13", "S0-12")), KNOWN) == []


def test_a_wrong_claim_needs_a_box_and_a_misleading_one_a_mark():
    told = anchors("page", PAGE.replace(":::{correction} A sum of 2", ":::{note}"))
    assert {line.partition(": ")[2] for line in uncorrected(told, KNOWN)} == {"C1-10 title [wrong]"}
    told = anchors("page", PAGE.replace("% corrects: C1-16\n", "").replace("::::{corr", "{corr"))
    assert {line.partition(": ")[2] for line in uncorrected(told, KNOWN)} == {
        "C1-10 title [wrong]",
        "C1-16 title [misleading]",
    }


def test_a_row_of_the_page_of_claims_does_for_a_box():
    told = list(anchors("page", PAGE.replace("{correction}", "{note}")))
    assert len(uncorrected(told, KNOWN, ["C1-10"])) == 1
    assert uncorrected(told, KNOWN, ["C1-10", "C1-15"]) == []


def test_a_box_answers_for_its_own_section_only():
    told = anchors("page", PAGE.replace("## Attention", "## Attention\n\n## Another"))
    assert [line.partition(": ")[2] for line in uncorrected(told, KNOWN)] == ["C1-15 title [wrong]"]
