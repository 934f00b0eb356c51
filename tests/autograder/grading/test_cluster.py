"""A Dask cluster gives the gradebook of the local pool, also when a worker dies on the way."""

import time
from pathlib import Path

import pytest

from autograder.base.errors import UsageError
from autograder.course.folder import Course
from autograder.grading.judge.settings import Settings
from autograder.grading.pipeline import grade
from autograder.grading.sandbox_executor import SandboxExecutor
from benchmarks.grading.dask import Murder, cluster
from tests.autograder.grading.test_killed import course_in, rows, shares  # noqa: F401

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
PORT = 18786


def test_serial_pooled_and_distributed_runs_agree(tmp_path: Path, shares) -> None:  # noqa: F811
    from autograder.grading.cluster import DaskExecutor

    settings = Settings(b"one secret for all")
    with cluster(tmp_path, PORT) as (address, workers):
        found = {}
        for name, executor in (
            ("serial", SandboxExecutor(settings, 1)),
            ("pooled", SandboxExecutor(settings, 2)),
            ("distributed", DaskExecutor(settings, address)),
        ):
            course: Course = course_in(tmp_path / name, shares)
            if name == "distributed":
                murder = Murder(address, workers, after=0)
            assert grade(course, [shares], executor).faults == {}
            found[name] = rows(course)
        murder.finish()
        assert murder.done, "no worker was killed while it had a task"
        assert found["serial"] == found["pooled"] == found["distributed"]


def test_a_scheduler_that_is_not_there_is_named_soon() -> None:
    from autograder.grading.cluster import DaskExecutor

    began = time.monotonic()
    with pytest.raises(UsageError, match=r"tcp://127.0.0.1:1: no Dask scheduler answers there"):
        list(DaskExecutor(Settings(b"s"), "tcp://127.0.0.1:1").run([]))
    assert time.monotonic() - began < 30  # 8 seconds, on a machine that has nothing else to do
