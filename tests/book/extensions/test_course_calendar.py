"""A calendar keeps the order, leaves nothing out, and is as even as that allows."""

import itertools
import re
from pathlib import Path

import course_calendar
import pytest
from bs4 import BeautifulSoup
from course_calendar import Unit, spread, units
from course_hours import minutes_of_exercises, minutes_of_reading

ROOT = Path(__file__).parents[3]
TOC = """format: jb-book
root: index
parts:
  - caption: One
    chapters:
      - file: one
      - file: two
      - file: glossary
"""
PAGE = "# {}\n\n:::{{banner}}\n:minutes: {}\n:::\n"


@pytest.fixture(scope="module")
def course() -> list[Unit]:
    return list(units(ROOT))


def test_all_reading_and_all_exercises_are_in_it(course):
    assert sum(unit.reading for unit in course) == minutes_of_reading(ROOT / "book")
    assert sum(unit.solving for unit in course) == minutes_of_exercises()


@pytest.mark.parametrize("weeks", [1, 6, 10, 14, 31])
def test_weeks_follow_the_course_and_none_is_empty(course, weeks):
    term = spread([unit.minutes for unit in course], weeks)
    assert len(term) == weeks
    assert all(term)
    assert [i for week in term for i in week] == list(range(len(course)))


@pytest.mark.parametrize("weeks", [2, 3, 4])
def test_no_other_cut_is_more_even(weeks):
    minutes = [90, 20, 70, 150, 30, 30, 110, 60]

    def unevenness(cuts):
        edges = (0, *cuts, len(minutes))
        return sum(sum(minutes[a:b]) ** 2 for a, b in itertools.pairwise(edges))

    best = min(map(unevenness, itertools.combinations(range(1, len(minutes)), weeks - 1)))
    found = spread(minutes, weeks)
    assert sum(sum(minutes[i] for i in week) ** 2 for week in found) == best


@pytest.fixture
def calendar(build, tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.mkdir()
    (source / "_toc.yml").write_text(TOC)
    for name, page in (("one", PAGE), ("two", PAGE), ("glossary", "# {} {}")):
        (source / f"{name}.md").write_text(page.format(name.title(), 50))
    monkeypatch.setattr(course_calendar.assignments, "slugs", lambda: [])
    extensions = ["myst_parser", "banner", "course_calendar"]

    def built(weeks: object) -> tuple[str, str]:
        text = (
            f"# A\n\n```{{toctree}}\none\ntwo\nglossary\n```\n\n:::{{course-calendar}} {weeks}\n:::"
        )
        return build("course_calendar", text, extensions=extensions)

    return built


def test_a_page_shows_a_week_a_row_with_links_and_sums(calendar):
    html, _ = calendar(2)
    table = BeautifulSoup(html, "html.parser").select_one("table.course-calendar")
    rows = [
        [" ".join(cell.get_text().split()) for cell in row.select("td")]
        for row in table.select("tbody tr")
    ]
    assert rows == [
        ["1", "One", "¾", "–", "¾"],
        ["2", "Two", "¾", "–", "¾"],
        ["all", "", "1¾", "–", "1¾"],
    ]
    assert [a["href"] for a in table.select("a")] == ["one.html", "two.html"]


def test_more_weeks_than_chapters_are_an_error_at_the_line(calendar):
    _, warnings = calendar(3)
    assert re.search(r"index.md:\d+.*3 weeks, but 2 chapters", warnings)
