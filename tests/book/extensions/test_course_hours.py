"""The hours of the course are the sum of what its chapters and exercises promise."""

import course_hours
import pytest

PAGE = "# Title\n\n{{ reading_hours }} hours of reading, {{ exercise_hours }} of exercises.\n"
BANNER = "# A chapter\n\n:::{banner}\n:minutes: %d\n:::\n"


@pytest.fixture
def hours(build, tmp_path, monkeypatch):
    monkeypatch.setattr(course_hours, "minutes_of_exercises", lambda: 200)
    chapters = tmp_path / "source" / "book" / "part"
    chapters.mkdir(parents=True)
    for name, minutes in (("one", 25), ("two", 40), ("three", 30)):
        (chapters / f"{name}.md").write_text(BANNER % minutes, encoding="utf-8")

    def built(page: str = PAGE) -> str:
        settings = {"myst_enable_extensions": ["substitution"], "exclude_patterns": ["book"]}
        extensions = ["myst_nb", "course_hours"]
        html, warnings = build("course_hours", page, extensions=extensions, **settings)
        assert warnings == ""
        return html

    return built


def test_a_page_says_the_sums_in_whole_hours(hours):
    assert "2 hours of reading, 3 of exercises." in hours()  # 95 and 200 minutes


def test_the_exercises_of_the_course_are_counted():
    assert 5 * 60 < course_hours.minutes_of_exercises() < 50 * 60
