"""Stock nbgrader is what it is called: the engine does not grade in its place."""

from pathlib import Path

import pytest

from autograder.authoring import assignment as assignments
from autograder.course.folder import Course
from benchmarks.grading import commands
from tests.autograder.conftest import TINY


@pytest.mark.slow
def test_stock_nbgrader_runs_the_notebooks_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assignments, "ASSIGNMENTS", TINY)
    course = Course.at(tmp_path)
    course.release([assignments.load("doubling")])
    source = tmp_path / "release" / "doubling" / "doubling.ipynb"
    course.submit("ada", "doubling", source.read_bytes())

    with_engine = [word for word in commands.stock("doubling") if "exporter_class" not in word]
    commands.measure("the course's own settings", with_engine, tmp_path)
    with pytest.raises(RuntimeError, match="converted nothing"):
        commands.require_conversion(tmp_path)
    commands.measure("stock", [*commands.stock("doubling"), "--force"], tmp_path)
    commands.require_conversion(tmp_path)
