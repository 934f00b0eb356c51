"""The gradebook in Postgres, by `--db-url`: the rows are those of sqlite."""

import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.assignment import Assignment
from autograder.authoring import fill_in, reference_solutions, released_notebook
from autograder.course import Course
from autograder.pipeline import grade
from autograder.reports import scores
from autograder.sandbox_executor import SandboxExecutor
from autograder.trusted.settings import Settings
from tests.autograder.needs import needs_bubblewrap

pgserver = pytest.importorskip("pgserver", reason="there is no pgserver for this machine")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # nbgrader makes its tables by the command alembic, which must find the driver too
    monkeypatch.setenv("PYTHONPATH", ":".join(filter(None, sys.path)))
    server = pgserver.get_server(tmp_path / "postgres")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


def test_postgres_holds_what_sqlite_holds(tmp_path: Path, doubling: Assignment, url: str) -> None:
    needs_bubblewrap()
    reference = reference_solutions(doubling)
    kinds = {"ada": reference, "bob": {}, "eve": reference | {"halve": "def halve(x): return 0"}}
    found = {}
    for name, db_url in (("sqlite", None), ("postgres", url)):
        course = Course.at(tmp_path / name, db_url)
        course.release([doubling])
        for student, solutions in kinds.items():
            notebook = fill_in(released_notebook(doubling), solutions)
            course.submit(student, "doubling", nbformat.writes(notebook).encode())
        for again in (False, True):
            executor = SandboxExecutor(Settings(b"one secret for both"), 1)
            outcome = grade(course, [doubling], executor)
            assert outcome.faults == {}
            assert bool(outcome.unchanged) == again
        found[name] = [(s.student, s.score, s.by_test) for s in scores(course, "doubling")]
    assert found["postgres"] == found["sqlite"]
    assert not (tmp_path / "postgres" / "gradebook.db").exists()
