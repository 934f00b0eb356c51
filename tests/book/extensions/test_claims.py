"""The table of claims: rows that can be linked to, and links to the sections that show them."""

import re

import claims
import pytest

HEAD = "id,part,verdict,claim,truth\n"
ROWS = """C1-01,now,wrong,*Two* and two are five.,They are `4`.
C1-02,now,misleading,It rains.,Not always; see [the first](#c1-01).
C1-03,later,correct,Water is wet.,
"""
PAGE = """# Claims

:::{claims} C1
:::

:::{verdicts}
:::

:::{toctree}
chapter
:::
"""
CHAPTER = """# Chapter

% covers: S1-01 C1-02

## First

Text.

% covers: C1-01

(a-place)=
## Second

% corrects: C1-02

A paragraph.
"""


@pytest.fixture
def page(build, tmp_path, monkeypatch):
    monkeypatch.setattr(claims, "FOLDER", tmp_path)
    for lesson in claims.LESSONS:
        (tmp_path / f"{lesson}.csv").write_text(HEAD + (ROWS if lesson == "C1" else ""))

    def make(chapter: str = CHAPTER, **settings) -> str:
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / "chapter.md").write_text(chapter, encoding="utf-8")
        html, warnings = build("claims", PAGE, **settings)
        assert warnings == ""
        return html

    return make


def row(html: str, place: str) -> str:
    """One row of the table."""
    [found] = re.findall(rf'<tr [^>]*id="{place}".*?</tr>', html, re.DOTALL)
    return found


def places(html: str, place: str) -> list[tuple[str, str]]:
    """Where the links of a row lead, and their words."""
    found = re.findall(r'<a [^>]*href="(chapter[^"]*)"[^>]*>(.*?)</a>', row(html, place))
    return [(address, re.sub("<.*?>", "", text)) for address, text in found]


def test_a_row_has_a_verdict_in_words_a_claim_and_a_truth(page):
    first = row(page(), "c1-01")
    text = re.sub("<.*?>", "", first)
    assert re.search(r"wrong\s+C1-01\s+Two and two are five\.\s+They are 4\.", text)
    assert '<a class="reference internal" href="#c1-01">C1-01</a>' in first


def test_a_row_leads_to_the_section_below_its_comment_or_around_it(page):
    html = page()
    assert places(html, "c1-01") == [("chapter.html#second", "Chapter: Second")]
    assert places(html, "c1-02") == [
        ("chapter.html#first", "Chapter: First"),
        ("chapter.html#second", "Chapter: Second"),
    ]


def test_a_row_that_no_chapter_shows_yet_has_no_link(page):
    assert "Shown in" not in row(page(), "c1-03")


def test_a_renamed_section_keeps_its_link(page):
    page()
    html = page(CHAPTER.replace("## Second", "## Last"), freshenv=False)
    assert places(html, "c1-01") == [("chapter.html#last", "Chapter: Last")]


def test_rows_may_link_to_one_another(page):
    assert '<a class="reference internal" href="#c1-01">' in row(page(), "c1-02")


def test_verdicts_are_counted(page):
    bar = re.search(r"Lesson 1: LLM Basics.*?</li>", page())
    assert bar
    assert re.sub("<.*?>", "", bar[0]) == (
        "Lesson 1: LLM Basics: 3 claims1 correct 1 misleading 1 wrong"
    )


@pytest.mark.parametrize("row", ["C1-01,now,wrong,A, b.,No.", "C1-01,now,wrong,A."])
def test_a_row_with_a_comma_too_many_or_too_few_is_named(row, tmp_path, monkeypatch):
    monkeypatch.setattr(claims, "FOLDER", tmp_path)
    (tmp_path / "C1.csv").write_text(HEAD + row + "\n")
    with pytest.raises(ValueError, match=r"C1\.csv, C1-01: more or fewer than 5 fields; put"):
        claims.read_claims("C1")
