"""From options of the command line to the executor that they ask for."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from autograder.executors import Executor
from autograder.graded_index import may_be_news
from autograder.kernels import sandbox
from autograder.kernels.sandbox import Sandbox
from autograder.nursery import Nursery
from autograder.sandbox_executor import SandboxExecutor, nursery_for
from autograder.trusted.settings import Settings

if TYPE_CHECKING:
    from autograder.course import Course

NO_SANDBOX = (
    "warning: --sandbox none: student code runs with your rights. It can read and change your "
    "files, other submissions and the gradebook, and use the network. Only time and memory are "
    "limited. Scores are still decided outside the student's process."
)


@contextlib.contextmanager
def begun(options: argparse.Namespace) -> Iterator[Nursery | None]:
    """Let workers be prepared while the block imports what it needs to give them work.

    None where others will do the work, or where it looks as if there were none.
    """
    ours = sys.platform == "linux" and options.executor == "sandbox" and not options.scheduler
    asked = options.force or options.student or options.exercise
    if not ours or not (asked or may_be_news(options.course, options.assignment)):
        yield None
        return
    nursery = nursery_for(Sandbox(options.sandbox), (options.course.resolve(),))
    nursery.start()
    try:
        yield nursery
    finally:
        nursery.close(at_once=True)


def executor_for(
    course: Course, options: argparse.Namespace, nursery: Nursery | None = None
) -> Executor:
    """Make the executor; `SandboxError` where the sandbox cannot be had.

    Its workers come from the `nursery`, if one has been started for these options.
    """
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
    return SandboxExecutor(settings, options.jobs, nursery)
