"""Formgrader as a grader uses it: pages, points and comments by hand, every button."""

import csv
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from autograder import sample_class
from autograder.__main__ import main
from autograder.assignment import Assignment
from autograder.authoring import fill_in, reference_solutions, released_notebook
from autograder.course import Course
from autograder.pipeline import grade
from tests.autograder.answering import AnsweringExecutor
from tests.book.conftest import PATIENCE, chromium  # noqa: F401

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
PATIENCE_OF_START = 300  # seconds; it takes ten, but the machine may have more to do
# what runs notebooks is not what is tested here: the server's grader answers at once
PRELUDE = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
import autograder.assignment, autograder.formgrader.converters
from tests.autograder.answering import AnsweringExecutor
autograder.assignment.ASSIGNMENTS = Path({str(ROOT / "tests/autograder/assignments")!r})
autograder.formgrader.converters.SandboxExecutor = lambda settings, workers: AnsweringExecutor()
autograder.formgrader.converters.sandbox.require = lambda kind: None
"""
HOSTILE = "<script>document.title = 'OWNED'</script><img src=x onerror=\"document.title='OWNED'\">"


@pytest.fixture
def graded(course: Course, doubling: Assignment) -> Course:
    """A class of two: one made one mistake, one tries to write into the grader's page."""
    for student in sample_class.STUDENTS[:2]:
        course.submit(student.id, "doubling", student.write(doubling).content)
    executor = AnsweringExecutor(lambda _, test: HOSTILE if test == "double-one" else None)
    grade(course, [doubling], executor)
    path = course.root / "nbgrader_config.py"
    path.write_text(PRELUDE + path.read_text())
    return course


@pytest.fixture
def formgrader(graded: Course, tmp_path: Path) -> Iterator[str]:
    """The address of Formgrader in a JupyterLab that was started in the course's folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folders = {
        f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    settings = [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="]
    log = (tmp_path / "server.log").open("w")
    server = subprocess.Popen(
        [*command, *settings],
        cwd=graded.root,
        env=os.environ | folders,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}/formgrader"
    try:
        deadline = time.monotonic() + PATIENCE_OF_START
        while time.monotonic() < deadline:
            time.sleep(0.5)
            try:
                urllib.request.urlopen(f"{address}/api/status").read()
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "server.log").read_text()
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


@pytest.fixture
def tab(chromium: Any) -> Iterator[Page]:  # noqa: F811
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def grade_of(course: Course, student: str) -> Any:
    with course.gradebook() as gradebook:
        row: Any = gradebook.find_grade("double-many", "doubling", "doubling", student)
        return row.manual_score, row.extra_credit, row.auto_score


def rows(course: Course) -> dict[str, dict[str, str]]:
    with (course.root / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def page_text(course: Course, student: str) -> str:
    path = course.folder("feedback", student, "doubling") / "doubling.html"
    return " ".join(BeautifulSoup(path.read_text(), "html.parser").get_text(" ").split())


def press(tab: Page, selector: str, reply: str) -> str:
    """Press a button; what the window says that opens then."""
    with tab.expect_response(re.compile(reply)):
        tab.locator(selector).first.click()
    window = tab.locator(".modal.in .modal-content").last
    expect(window).to_be_visible()
    said = window.inner_text()
    tab.reload()
    return said


def test_grading_by_hand_reaches_gradebook_table_and_feedback(
    graded: Course,
    doubling: Assignment,
    formgrader: str,
    tab: Page,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab.goto(f"{formgrader}/gradebook/doubling/doubling")
    tab.get_by_text("Submission #1").click()
    expect(tab.locator("#double-comment")).to_be_visible()
    assert "def double(x)" in tab.locator("#notebook").first.inner_text()
    assert tab.title() != "OWNED"

    with graded.gradebook() as gradebook:
        [submission_id] = re.findall(r"submissions/([0-9a-f]+)", tab.url)
        student = gradebook.find_submission_notebook_by_id(submission_id).student.id
    with tab.expect_response(re.compile("/api/grade/")):
        tab.locator("#double-many").fill("1.5")
        tab.locator("#double-many").blur()
    with tab.expect_response(re.compile("/api/grade/")):
        tab.locator("#double-many_extra_credit").fill("2")
        tab.locator("#double-many_extra_credit").blur()
    with tab.expect_response(re.compile("/api/comment/")):
        tab.locator("#double-comment").fill("*Well* reasoned.")
        tab.locator("#double-comment").blur()
    assert grade_of(graded, student)[:2] == (1.5, 2)

    arguments = ["doubling", "--course", str(graded.root)]
    assert main(["feedback", *arguments]) == 0
    assert "3.5 of 3 points" in page_text(graded, student)
    assert "Well reasoned." in page_text(graded, student)

    executor = AnsweringExecutor()
    monkeypatch.setattr("autograder.commands.grading.executor_for", lambda *_: executor)
    monkeypatch.setattr("autograder.execution.begun", lambda options: nullcontext())
    solved = fill_in(released_notebook(doubling), reference_solutions(doubling))
    for cell in solved.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "halve":
            cell.source += "\n# again"
    graded.submit(student, "doubling", nbformat.writes(solved).encode())
    assert main(["grade", *arguments]) == 0
    assert (student, "doubling") in executor.ran
    assert grade_of(graded, student) == (1.5, 2, 3)
    assert float(rows(graded)[student]["score"]) == 1 + 3.5 + 2
    assert "3.5 of 3 points" in page_text(graded, student)
    assert "Well reasoned." in page_text(graded, student)


def test_every_button_does_what_our_commands_do_or_says_which(
    graded: Course, formgrader: str, tab: Page
) -> None:
    tab.goto(f"{formgrader}/manage_submissions/doubling")
    assert "Successfully autograded" in press(tab, ".autograde a", "/autograde")
    assert "Successfully generated" in press(tab, ".generate-feedback a", "/generate_feedback")
    assert "llm-course-grader feedback" in press(tab, ".release-feedback a", "/release_feedback")

    tab.goto(f"{formgrader}/manage_assignments")
    expect(tab.locator(".status .label")).to_have_text("released")
    assert "exchange" not in tab.locator(".alert").all_inner_texts()
    assert "Successfully created" in press(tab, ".assign a", "/assign")
    assert "cannot be taken back" in press(tab, ".release a", "/unrelease")
    assert "llm-course-grader collect" in press(tab, ".collect a", "/collect")
    assert "Successfully generated" in press(tab, ".generate-feedback a", "/generate_feedback")
    assert "llm-course-grader feedback" in press(tab, ".release-feedback a", "/release_feedback")
    assert graded.notebook("release", ".", "doubling").is_file()
    assert graded.students("doubling") == ["ada", "blaise"]
