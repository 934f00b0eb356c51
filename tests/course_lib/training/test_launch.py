"""Processes that are started end, whatever happens; what they said is told."""

import os
import time

import pytest

from course_lib.training.launch import run_processes

SLEEPER = "import os, pathlib, time\npathlib.Path({folder!r}, str(os.getpid())).touch()\n"


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Write a module that processes can run; return its name."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def write(source):
        (tmp_path / "started_here.py").write_text(source, encoding="utf-8")
        return "started_here"

    return write


def is_running(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_all_ranks_run_with_their_arguments(module, tmp_path):
    source = "import os, sys, pathlib\npathlib.Path(sys.argv[1], os.environ['RANK']).touch()"
    run_processes(module(source), [str(tmp_path)], n_ranks=2, timeout=300)
    assert (tmp_path / "0").exists()
    assert (tmp_path / "1").exists()


@pytest.mark.slow
def test_an_error_ends_all_and_is_told(module):
    source = (
        "import os, time\nif os.environ['RANK'] == '1':\n    raise OSError('the disk is full')\n"
        "time.sleep(600)"
    )
    with pytest.raises(RuntimeError, match="the disk is full"):
        run_processes(module(source), [], n_ranks=2, timeout=300)


@pytest.mark.slow
def test_processes_that_take_too_long_are_stopped(module, tmp_path):
    source = SLEEPER.format(folder=str(tmp_path)) + "time.sleep(600)"
    with pytest.raises(TimeoutError, match="not ended after 20 seconds"):
        run_processes(module(source), [], n_ranks=2, timeout=20)
    started = [int(path.name) for path in tmp_path.iterdir() if path.name.isdigit()]
    deadline = time.monotonic() + 20
    while any(map(is_running, started)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_running, started))


def test_no_processes_are_refused():
    with pytest.raises(ValueError, match="n_ranks must be 1 or more, got 0"):
        run_processes("course_lib", [], n_ranks=0, timeout=1)
