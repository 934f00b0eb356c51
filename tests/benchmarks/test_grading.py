"""Stock nbgrader is what it is called, and what a system leaves behind is counted with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring import assignment as assignments
from autograder.course.folder import Course
from autograder.sandbox.inside.isolation.running import parent_of
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


def test_orphans_of_the_command_are_awaited_and_later_ones_are_not_ours(tmp_path: Path) -> None:
    compute = "import time\nwhile time.process_time() < 0.3: pass"
    leaves = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1]])"
    use = commands.measure("leaves one", [sys.executable, "-c", leaves, compute], tmp_path)
    assert use.cpu > 0.3

    command = ["sh", "-c", "sleep 5 >&2 & echo $!"]
    orphan = int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    assert parent_of(orphan) != os.getpid()
