"""Running one system as a command, and adding up what it and all its descendants used."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.folder import Course
from autograder.course.scores import scores

ROOT = Path(__file__).parents[2]
LOG = "bench.log"
CONVERTING = "Converting notebook"  # what nbgrader says of each notebook that it runs
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Use:
    """What one system needed for a class."""

    name: str
    wall: float
    cpu: float
    peak: float  # MiB of the command's own process
    scores: dict[str, dict[str, float]] = field(default_factory=dict)
    note: str = ""


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which every system runs: one thread for each process."""
    return os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"} | more


def engine(slug: str, *options: str) -> list[str]:
    """Return the engine's own command."""
    return [sys.executable, "-m", "autograder", "grade", slug, "--course", ".", *options]


def stock(slug: str) -> list[str]:
    """Return nbgrader's command and its own converter; a course's settings name the engine."""
    chosen = [
        "--CourseDirectory.submitted_directory=submitted",
        "--Autograde.exporter_class=nbconvert.exporters.NotebookExporter",
        "--log-level=INFO",
    ]
    return [sys.executable, "-m", "nbgrader", "autograde", slug, *chosen]


def require_conversion(folder: Path) -> None:
    """Raise `RuntimeError` if nbgrader's command in this folder has not run notebooks itself."""
    if CONVERTING not in (folder / LOG).read_text():
        raise RuntimeError(f"nbgrader converted nothing: {folder / LOG} lacks {CONVERTING!r}")


def measure(
    name: str, command: list[str], folder: Path, env: dict[str, str] | None = None, note: str = ""
) -> Use:
    """Run one command; the processor time of orphans counts too, as a sandbox leaves some."""
    before = _time_of_children()
    with _orphans_awaited():
        began = time.perf_counter()
        with (folder / LOG).open("w") as log:
            process = subprocess.Popen(
                command, cwd=folder, env=env or environment(), stdout=log, stderr=log
            )
            peaks: list[float] = []
            watch = threading.Thread(target=_watch, args=(process.pid, peaks))
            watch.start()
            code = process.wait()
        wall = time.perf_counter() - began
        watch.join()
    if code not in (0, 1):
        raise RuntimeError(f"{name} failed:\n{(folder / LOG).read_text()[-3000:]}")
    return Use(name, wall, _time_of_children() - before, max(peaks, default=0.0), note=note)


def graded(use: Use, course: Course, slug: str) -> Use:
    """Add the scores that are in the gradebook now."""
    found = {score.student: score.by_test for score in scores(course, slug)}
    return Use(use.name, use.wall, use.cpu, use.peak, found, use.note)


@contextlib.contextmanager
def _orphans_awaited() -> Iterator[None]:
    """What is started in here, and whatever that leaves behind, has ended after it."""
    others = _own_children()  # a cluster's processes, which go on
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
        while orphans := _own_children() - others:
            for orphan in orphans:
                os.waitpid(orphan, 0)
    finally:  # who comes later and waits for an orphan's end would find a zombie
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _own_children() -> set[int]:
    lists = Path("/proc/self/task").glob("*/children")
    return {int(child) for each in lists for child in each.read_text().split()}


def _time_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: int, peaks: list[float]) -> None:
    with contextlib.suppress(OSError, IndexError):
        while True:
            text = Path(f"/proc/{process}/status").read_text()
            peaks.append(int(text.split("VmHWM:")[1].split()[0]) / 1024)
            time.sleep(0.2)
