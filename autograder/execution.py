"""From options of the command line to the executor that they ask for."""

from __future__ import annotations

import argparse
import sys

from autograder.course import Course
from autograder.executors import Executor
from autograder.kernels import sandbox
from autograder.kernels.sandbox import Sandbox
from autograder.sandbox_executor import SandboxExecutor
from autograder.trusted.settings import Settings

NO_SANDBOX = (
    "warning: --sandbox none: student code runs with your rights. It can read and change your "
    "files, other submissions and the gradebook, and use the network. Only time and memory are "
    "limited. Scores are still decided outside the student's process."
)


def executor_for(course: Course, options: argparse.Namespace) -> Executor:
    """Make the executor; `SandboxError` where the sandbox cannot be had."""
    if options.executor == "stock":
        from autograder.stock_executor import StockExecutor

        return StockExecutor(options.jobs)
    kind = Sandbox(options.sandbox)
    settings = Settings(course.secret(), kind, private=(course.root.resolve(),))
    if not options.scheduler:
        sandbox.require(kind, settings.private)
    if kind is Sandbox.NONE:
        print(NO_SANDBOX, file=sys.stderr)  # noqa: T201 - said once, where nobody can miss it
    if options.scheduler:
        from autograder.cluster import DaskExecutor

        return DaskExecutor(settings, options.scheduler)
    return SandboxExecutor(settings, options.jobs)
