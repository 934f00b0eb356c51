"""The map of the lessons: rows that can be linked to, and that lead to what the comments name."""

import re

import lesson_map
import pytest

ROWS = """id,part,title
S1-01,now,what a mask hides
S1-02,now,how to hide it
S1-03,form,the date of the document
S10-01,now,of another lesson
"""
PAGE = """# Map

:::{lesson-map} S1
:::

:::{toctree}
chapter
:::
"""
CHAPTER = """# Chapter

% covers: S1-01

## First

Text.

% covers: S1-01 S1-02

## Second
"""


@pytest.fixture
def page(build, tmp_path, monkeypatch):
    monkeypatch.setattr(lesson_map, "FILE", tmp_path / "items.csv")
    (tmp_path / "items.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "source").mkdir()

    def make(chapter: str = CHAPTER, text: str = PAGE, **settings) -> tuple[str, str]:
        (tmp_path / "source" / "chapter.md").write_text(chapter, encoding="utf-8")
        return build("lesson_map", text, **settings)

    return make


def row(html: str, place: str) -> str:
    [found] = re.findall(rf'<tr [^>]*id="{place}".*?</tr>', html, re.DOTALL)
    return found


def places(html: str, place: str) -> list[str]:
    return re.findall(r'<a [^>]*href="(chapter[^"]*)"', row(html, place))


def test_a_row_leads_to_every_section_that_answers_for_it(page):
    html, warnings = page()
    assert warnings == ""
    assert places(html, "s1-01") == ["chapter.html#first", "chapter.html#second"]
    assert places(html, "s1-02") == ["chapter.html#second"]
    assert "what a mask hides" in row(html, "s1-01")
    assert 'href="#s1-01"' in row(html, "s1-01")


def test_a_renamed_section_keeps_its_link(page):
    page()
    html, _ = page(CHAPTER.replace("## Second", "## Last"), freshenv=False)
    assert places(html, "s1-02") == ["chapter.html#last"]


def test_the_documents_own_form_is_said_to_be_that(page):
    html, _ = page()
    assert places(html, "s1-03") == []
    assert lesson_map.FORM in row(html, "s1-03")


def test_a_table_holds_the_items_of_one_lesson(page):
    html, _ = page()
    assert html.count("<tr") == 1 + 3
    assert "of another lesson" not in html


def test_a_lesson_that_is_not_listed_is_named(page):
    _, warnings = page(text="# Map\n\n:::{lesson-map} S7\n:::\n")
    assert "holds no item of 'S7'" in warnings
