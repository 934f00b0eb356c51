"""A Dask cluster gives the gradebook of the local pool, also when a worker dies on the way."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.pipeline import grade
from autograder.sandbox_executor import SandboxExecutor
from autograder.trusted.settings import Settings
from tests.autograder.test_killed import course_in, rows, shares  # noqa: F401

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
ROOT = Path(__file__).parents[2]
PORT = 18786


def test_serial_pooled_and_distributed_runs_agree(tmp_path: Path, shares) -> None:  # noqa: F811
    from autograder.cluster import DaskExecutor

    settings = Settings(b"one secret for all")
    address = f"tcp://127.0.0.1:{PORT}"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    dask = [sys.executable, "-m", "distributed.cli"]
    commands = [[*dask[:2], "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]]
    commands[0] += ["--port", str(PORT), "--no-dashboard"]
    worker = [*dask[:2], "distributed.cli.dask_worker", address, "--nworkers", "1"]
    commands += [[*worker, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * 2
    processes = [
        subprocess.Popen(c, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
        for c in commands
    ]
    try:
        found = {}
        for name, executor in (
            ("serial", SandboxExecutor(settings, 1)),
            ("pooled", SandboxExecutor(settings, 2)),
            ("distributed", DaskExecutor(settings, address)),
        ):
            course: Course = course_in(tmp_path / name, shares)
            if name == "distributed":
                threading.Timer(8, os.kill, (processes[1].pid, signal.SIGKILL)).start()
            assert grade(course, [shares], executor).faults == {}
            found[name] = rows(course)
        assert found["serial"] == found["pooled"] == found["distributed"]
    finally:
        for process in processes:
            process.kill()
            process.wait()
        time.sleep(1)
