"""Feedback and analysis on a phone: nothing is cut off, no two numbers run together."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from autograder import assignment as assignments
from autograder.assignment import Assignment
from autograder.authoring import grading_template, released_notebook
from autograder.feedback.writer import feedback_html
from autograder.gradebook import Result
from autograder.item_analysis import Analysis, ExerciseReport, Item, write_analysis

CUT = "[...document.querySelectorAll('.scrolling')].filter(e => e.scrollWidth > e.clientWidth)"
CLOSE = """[...document.querySelectorAll('.summary td.number')].filter(cell => {
    const text = document.createRange(), next = document.createRange();
    const shown = [...cell.parentElement.cells].filter(c => c.offsetWidth);
    text.selectNodeContents(cell);
    next.selectNodeContents(shown[shown.indexOf(cell) + 1]);
    const [a, b] = [text.getBoundingClientRect(), next.getBoundingClientRect()];
    return b.width && b.left - a.right < 16;
})"""


@pytest.fixture(scope="module")
def phone() -> Iterator[Page]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("BROWSER TESTS NOT RUN: there is no Chromium on PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 390, "height": 800})
        browser.close()


@pytest.fixture(scope="module", params=["causal_masking", "attention_patterns"])
def assignment(request: pytest.FixtureRequest) -> Assignment:
    return assignments.load(request.param)


@pytest.mark.browser
def test_feedback_with_parts_of_points(assignment: Assignment, phone: Page, tmp_path: Path) -> None:
    points = {t: p for e in assignment.exercises for t, p in e.points_by_test.items()}
    result = Result({test: most / 3 for test, most in points.items()}, {}, late_deduction=1.25)
    text = feedback_html(
        "ada", assignment, grading_template(assignment), released_notebook(assignment), result
    )
    (tmp_path / "page.html").write_text(text)
    phone.goto((tmp_path / "page.html").as_uri())
    assert phone.evaluate(f"{CUT}.length") == 0
    assert phone.evaluate(f"{CLOSE}.length") == 0
    assert phone.evaluate("document.querySelectorAll('.summary td.number').length") > 1


@pytest.mark.browser
def test_analysis_of_every_test(assignment: Assignment, phone: Page, tmp_path: Path) -> None:
    reports = []
    for exercise in assignment.exercises:
        items = [Item(t, p, 88, 123, -0.25) for t, p in exercise.points_by_test.items()]
        scores = (0.0, 1.5, float(exercise.points))
        reports.append(ExerciseReport(exercise, 123, 123, tuple(items), (), scores, 88))
    analysis = Analysis(assignment, tuple(reports), (0.0, 2.5), ())
    page, _ = write_analysis(tmp_path, analysis)
    phone.goto(page.as_uri())
    assert phone.evaluate(f"{CUT}.length") == 0
    assert phone.evaluate("document.querySelectorAll('.scrolling').length") >= len(reports)
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for chart in phone.locator("svg.chart").all():
        labels = [label.bounding_box() for label in chart.locator("text.soft").all()]
        boxes = [box for box in labels if box is not None]
        assert len(boxes) > 1
        assert all(a["x"] + a["width"] < b["x"] for a, b in pairwise(boxes))
