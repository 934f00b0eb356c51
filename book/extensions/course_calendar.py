"""A term's calendar: ``{course-calendar} 10`` spreads the course over ten weeks.

Chapters keep the order of ``_toc.yml``, each with its exercises; weeks are as even as that allows.
The minutes are those of the chapters' banners and of the exercises, so that no page states them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from course_hours import MINUTES
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from autograder.authoring import assignment as assignments

EXERCISES = Path("book/exercises")
HEADS = ("Week", "Chapters, each with its exercises", "Read", "Solve", "Hours")
QUARTER = 15  # minutes; a calendar that says 3:07 promises what nobody can


@dataclass(frozen=True)
class Unit:
    """A chapter with its exercises, which one week holds together."""

    page: str
    reading: int  # minutes
    solving: int  # minutes

    @property
    def minutes(self) -> int:
        """Both."""
        return self.reading + self.solving


def units(root: Path) -> Iterator[Unit]:
    """Yields the chapters of a course's table of contents, in order; pages with no banner take no
    time of a calendar's."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    for chapter in (it for part in toc["parts"] for it in part["chapters"]):
        text = (root / f"{chapter['file']}.md").read_text(encoding="utf-8")
        reading = sum(int(minutes) for minutes in MINUTES.findall(text))
        below = [Path(it["file"]) for it in chapter.get("sections", [])]
        slugs = [file.name for file in below if file.parent == EXERCISES]
        solving = sum(assignments.load(slug).minutes for slug in slugs)
        if reading or solving:
            yield Unit(chapter["file"], reading, solving)


def spread(minutes: Sequence[int], weeks: int) -> list[list[int]]:
    """Cuts a row of minutes into weeks, none of them empty, as evenly as its order allows.

    Even means that the squares of the weeks' sums add up to the least: one long week costs more
    than two that are a little too long.

    Returns:
        The indices of each week.

    >>> spread([60, 60, 120, 30, 90], 3)
    [[0, 1], [2], [3, 4]]
    """

    @cache
    def best(start: int, left: int) -> tuple[int, tuple[int, ...]]:
        if left == 1:
            return sum(minutes[start:]) ** 2, (len(minutes),)
        options = []
        for end in range(start + 1, len(minutes) - left + 2):
            cost, ends = best(end, left - 1)
            options.append((sum(minutes[start:end]) ** 2 + cost, (end, *ends)))
        return min(options)

    _, ends = best(0, weeks)
    return [list(range(start, end)) for start, end in zip((0, *ends), ends, strict=False)]


def hours(quarters: int) -> str:
    """Quarters of an hour as hours.

    >>> hours(7), hours(3), hours(8), hours(0)
    ('1¾', '¾', '2', '–')
    """
    whole, left = divmod(quarters, 4)
    part = ("", "¼", "½", "¾")[left]
    return f"{whole or ''}{part}" if quarters else "–"


class CourseCalendar(SphinxDirective):
    """The calendar of a term of so many weeks, as a table."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Builds the table; more weeks than chapters are an error at the directive's line."""
        root = Path(self.env.srcdir)
        weeks = directives.positive_int(self.arguments[0])
        # of this page's calendars the first has read them for all
        course = self.env.temp_data.get("units") or list(units(root))
        self.env.temp_data["units"] = course
        if weeks > len(course):
            raise self.error(f"course-calendar: {weeks} weeks, but {len(course)} chapters")
        self._depend_on(root, course)
        term = [[course[i] for i in week] for week in spread([it.minutes for it in course], weeks)]
        rows = [self._row(str(number), week) for number, week in enumerate(term, start=1)]
        rows.append(_row([_text("all")], [nodes.paragraph()], course))
        head = nodes.row("", *(nodes.entry("", _text(name)) for name in HEADS))
        columns = [nodes.colspec(colwidth=1) for _ in HEADS]
        body = nodes.tbody("", *rows)
        group = nodes.tgroup("", *columns, nodes.thead("", head), body, cols=len(HEADS))
        return [nodes.table("", group, classes=["course-calendar"])]

    def _depend_on(self, root: Path, course: list[Unit]) -> None:
        files = [root / "_toc.yml", *(root / f"{unit.page}.md" for unit in course)]
        files += sorted(assignments.ASSIGNMENTS.glob("*/assignment.md"))
        for file in files:
            self.env.note_dependency(str(file))

    def _row(self, number: str, week: list[Unit]) -> nodes.row:
        links = nodes.paragraph()
        for unit in week:
            if links.children:
                links += nodes.Text(" · ")
            links += self._link(unit.page)
        return _row([_text(number)], [links], week)

    def _link(self, page: str) -> nodes.Node:
        where: dict[str, Any] = {"refdoc": self.env.docname, "reftarget": f"/{page}"}
        return pending_xref(
            "",
            nodes.inline("", page),
            refdomain="std",
            reftype="doc",
            refexplicit=False,
            refwarn=True,
            **where,
        )


def _row(name: list[nodes.Node], pages: list[nodes.Node], week: list[Unit]) -> nodes.row:
    read = round(sum(it.reading for it in week) / QUARTER)
    solve = round(sum(it.solving for it in week) / QUARTER)
    # the sum of what is shown, so that a row adds up
    times = [nodes.entry("", _text(hours(it))) for it in (read, solve, read + solve)]
    return nodes.row("", nodes.entry("", *name), nodes.entry("", *pages), *times)


def _text(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text(text))


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive."""
    app.add_directive("course-calendar", CourseCalendar)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
