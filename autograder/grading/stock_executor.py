"""nbgrader's own way of running a notebook: tests inside the student's kernel, cold starts.

Kept for comparison, and for assignments whose tests cannot leave the student's process.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from traitlets.config import Config

from autograder.base.limits import SECONDS_PER_CELL
from autograder.base.marks import is_test
from autograder.grading.executors import Job


@dataclass(frozen=True)
class StockExecutor:
    """nbgrader's own way: every notebook in a kernel of its own, ``workers`` at a time."""

    workers: int = os.cpu_count() or 1

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Execute in worker processes; results come in the order in which they finish."""
        context = multiprocessing.get_context("spawn")  # a fork would copy our threads' locks
        with ProcessPoolExecutor(self.workers, mp_context=context) as pool:
            for future in as_completed([pool.submit(execute, job) for job in jobs]):
                yield future.result()


def execute(job: Job) -> Job:
    """Run one notebook in a fresh kernel, in an empty folder."""
    os.environ["OMP_NUM_THREADS"] = "1"  # one core a student, and sums that repeat exactly
    notebook, reason = job.notebook, "This cell was not run."
    with tempfile.TemporaryDirectory() as folder:
        runner = Execute(config=_kernel_config(folder))
        try:
            notebook, _ = runner.preprocess(notebook, {"metadata": {"path": folder}})
        except DeadKernelError:
            notebook = runner.nb  # what ran before the kernel died still counts
            reason = "The kernel died before this cell: look for a crash or for too much memory."
    settle(notebook, reason)
    return Job(job.student, job.assignment, notebook)


def _kernel_config(folder: str) -> Config:
    config = Config()
    config.Execute.timeout = config.Execute.iopub_timeout = SECONDS_PER_CELL
    reason = f"The cell was stopped after {SECONDS_PER_CELL} seconds: look for an endless loop."
    config.Execute.error_on_timeout = {"ename": "Timeout", "evalue": reason, "traceback": [reason]}
    config.Execute.shutdown_kernel = "immediate"  # a graceful one costs a second each
    config.KernelManager.transport = "ipc"  # sockets that only this user's processes can open
    config.KernelManager.ip = f"{folder}/.kernel"
    return config


def settle(notebook: NotebookNode, reason: str) -> None:
    """Give every scored cell one verdict: one that never ran fails, and a warning is no failure."""
    for cell in notebook.cells:
        if cell.cell_type != "code" or not is_test(cell):
            continue
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if cell.execution_count is None and not errors:
            errors = [new_output("error", ename="NotRun", evalue=reason, traceback=[])]
        shown = [o for o in cell.outputs if o not in errors and o.get("name") != "stderr"]
        cell.outputs = shown + errors[-1:]  # after an interrupt, the last error says why
