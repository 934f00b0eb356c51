"""Whatever is killed, and whenever: run again, the gradebook is that of an undisturbed run."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from autograder.authoring import assignment
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook
from autograder.course.folder import Course
from tests.autograder.needs import needs_bubblewrap

TINY = Path(__file__).parents[1] / "assignments"
ROOT = Path(__file__).parents[3]
DRIVER = (
    "import sys; from pathlib import Path; from autograder import __main__;"
    "from autograder.authoring import assignment;"
    f"assignment.ASSIGNMENTS = Path({str(TINY)!r});"
    "sys.exit(__main__.main(['grade', 'shares', '--jobs', '2', '--course', sys.argv[1]]))"
)
STUDENTS, MOMENTS = 8, 3
STUDENTS_IN_FULL, MOMENTS_IN_FULL = 30, 20

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shares() -> Assignment:
    needs_bubblewrap()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "ASSIGNMENTS", TINY)
        return assignment.load("shares")


def course_in(folder: Path, shares: Assignment, students: int = STUDENTS) -> Course:
    course = Course.at(folder)
    course.release([shares])
    (folder / ".secret").write_bytes(b"one secret for both")
    reference = reference_solutions(shares)
    kinds = (reference, {}, reference | {"shares": "def shares(x):\n    return x"})
    for number in range(students):
        notebook = fill_in(released_notebook(shares), kinds[number % 3])
        course.submit(f"s{number:02}", "shares", nbformat.writes(notebook).encode())
    return course


def start(course: Course) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", DRIVER, str(course.root)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


def rows(course: Course) -> list[tuple]:
    with course.gradebook() as gradebook:
        return sorted(
            (s.student_id, g.cell.name, g.auto_score, g.manual_score, g.needs_manual_grade)
            for s in gradebook.assignment_submissions("shares")
            for n in s.notebooks
            for g in n.grades
        )


def forget(course: Course, chance: random.Random) -> None:
    """Leave something to do: a third of the feedback pages, without which a grade is made anew."""
    for page in sorted(course.root.glob("feedback/*/*/*.html")):
        if chance.random() < 1 / 3:
            page.unlink()


def pages(course: Course) -> set[str]:
    return {str(p.relative_to(course.root)) for p in course.root.glob("feedback/*/*/*.html")}


def descendants(process: int) -> list[int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError, IndexError):
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(stat[1])
    found = [process]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found[1:]


def left_after(processes: list[int], seconds: float) -> list[str]:
    end, left = time.monotonic() + seconds, ["?"]
    while left and time.monotonic() < end:
        time.sleep(0.1)
        left = []
        for process in processes:
            with contextlib.suppress(OSError):
                command = Path(f"/proc/{process}/cmdline").read_bytes()
                left += [command.replace(b"\0", b" ").decode()] if command else []
    return left


def test_kills_at_random_moments_change_nothing(
    tmp_path: Path, shares: Assignment, full: bool
) -> None:
    students, moments = (STUDENTS_IN_FULL, MOMENTS_IN_FULL) if full else (STUDENTS, MOMENTS)
    calm, disturbed = (course_in(tmp_path / name, shares, students) for name in ("calm", "other"))
    began = time.monotonic()
    assert start(calm).wait() == 0
    usual = time.monotonic() - began
    chance = random.Random(4711)
    for moment in range(moments):
        forget(disturbed, chance)
        driver = start(disturbed)
        time.sleep(chance.uniform(0.2, 0.9) * usual)
        below = descendants(driver.pid)
        target = driver.pid if moment % 2 == 0 or not below else chance.choice(below)
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)
        if target == driver.pid:
            driver.wait()
            assert left_after(below, seconds=10) == []
        else:
            assert driver.wait() == 0
    assert start(disturbed).wait() == 0
    assert rows(disturbed) == rows(calm)
    assert pages(disturbed) == pages(calm)
    before = {p: p.stat().st_mtime_ns for p in disturbed.root.glob("autograded/*/*/*")}
    assert start(disturbed).wait() == 0
    assert {p: p.stat().st_mtime_ns for p in disturbed.root.glob("autograded/*/*/*")} == before
