"""The page of claims has one row for each, and its numbers are those that its cells compute."""

import ast
import re
from collections import Counter

import pytest
from claims import CONTRADICTIONS, LESSONS, VERDICTS, read_claims

from .coverage import BOOK, rows
from .prose_numbers import CODE, uncomputed

CLAIMS = {"C0": 71, "C1": 56, "C2": 64, "C3": 52, "C4": 70, "CX": 16}
PAGE = (BOOK / "claims.md").read_text(encoding="utf-8")
CELLS = [cell[0] for cell in CODE.finditer(PAGE)]
QUOTED = re.compile(r"\{glue:text\}`(\w+)`")


def said(cells: list[str]) -> Counter[str]:
    """The names of all values that cells let the text quote."""
    sources = ["\n".join(re.sub("^(:|```|%).*", "", line) for line in c.split("\n")) for c in cells]
    calls = [node for source in sources for node in ast.walk(ast.parse(source))]
    return Counter(
        keyword.arg
        for call in calls
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say"
        for keyword in call.keywords
        if keyword.arg
    )


def complaints(truths: list[str]) -> list[str]:
    return uncomputed("\n\n".join([*CELLS, *truths]))


def test_every_claim_has_one_row():
    numbered = [f"{lesson}-{i:02d}" for lesson, n in CLAIMS.items() for i in range(1, n + 1)]
    assert [row.id for row in rows()] == numbered


@pytest.mark.parametrize("lesson", CLAIMS)
def test_the_page_shows_every_lesson_under_its_title(lesson):
    title = LESSONS.get(lesson, "Where they contradict each other")
    assert re.search(
        rf"^## {re.escape(title)}\n(.*\n)*?:::{{claims}} {lesson}\n", PAGE, re.MULTILINE
    )


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_a_row_says_what_it_must(row):
    assert row.part in ("now", "later", "form")
    expected = ("contradiction",) if row.id.startswith(CONTRADICTIONS) else VERDICTS
    assert row.verdict in expected
    assert row.claim
    assert row.truth or row.verdict == "correct"  # what is false is put right
    if row.verdict == "open":
        assert "{cite" in row.truth or "ot measured here" in row.truth


def test_rows_state_only_numbers_that_the_page_computes():
    assert complaints([row.truth for row in rows()]) == []


@pytest.mark.parametrize("slip", ["It has 8,030,261,249 parameters.", "It is 2.82 times smaller."])
def test_a_number_that_nothing_computed_is_named(slip):
    assert len(complaints([slip])) == 1


def test_the_page_computes_what_rows_quote_and_nothing_else():
    names = said(CELLS)
    assert set(names) == {name for row in rows() for name in QUOTED.findall(row.truth)}
    assert set(names.values()) == {1}


def test_links_between_rows_lead_to_rows():
    places = {row.id.lower() for row in rows()}
    assert {place for row in rows() for place in re.findall(r"\(#([\w-]+)\)", row.truth)} <= places


def test_rows_are_read_as_they_are_written():
    first = read_claims("C1")[0]
    assert (first.id, first.part, first.verdict) == ("C1-01", "now", "correct")
