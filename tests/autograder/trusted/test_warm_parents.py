"""One warm parent for several processes: who may use it, and what neighbours in it share."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.kernels import sandbox
from autograder.kernels.limits import Limits, processes_count_apart
from autograder.kernels.sandbox import Sandbox, SandboxError
from autograder.sandbox_executor import nursery_for
from autograder.trusted import warm_parents
from autograder.trusted.kernel import Kernel
from autograder.trusted.warm_parents import WarmParent

IMPORTS = "import torch"


@pytest.fixture
def parent() -> Iterator[WarmParent]:
    try:
        sandbox.require(Sandbox.BUBBLEWRAP)
    except SandboxError as error:
        pytest.skip(str(error))
    made = WarmParent(Sandbox.BUBBLEWRAP)
    yield made
    made.close()


def elsewhere(function: Callable[[], Any]) -> Any:
    """What a function returns in a process forked from this one."""
    ours, theirs = multiprocessing.Pipe()
    child = os.fork()
    if child == 0:
        try:
            theirs.send(function())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return ours.recv()


def printed(kernel: Kernel, source: str) -> str:
    [output] = kernel.ask({"do": "run", "source": source})[0]["outputs"]
    return output["text"]


def used_and_closed(parent: WarmParent, source: str) -> str:
    assert parent.prepare((), "", IMPORTS)
    kernel = Kernel(parent, Limits(), 0)
    try:
        return printed(kernel, source)
    finally:
        kernel.close()
        parent.close()


def test_several_processes_use_one_and_whoever_closes_it_takes_it_from_nobody(
    parent: WarmParent,
) -> None:
    source = "import torch\nprint(torch.ones(3).sum())"
    assert elsewhere(lambda: used_and_closed(parent, source)) == "tensor(3.)\n"
    assert elsewhere(lambda: used_and_closed(parent, source)) == "tensor(3.)\n"
    assert used_and_closed(parent, source) == "tensor(3.)\n"


def test_it_is_of_use_to_nobody_else_who_wants_something_else(parent: WarmParent) -> None:
    assert elsewhere(lambda: parent.prepare(["causal_mask"], "", IMPORTS))
    assert parent.prepare(["causal_mask"], "", IMPORTS)
    assert parent.left_out == {"course_lib.layers.masks.causal_mask"}
    assert not parent.prepare((), "", IMPORTS)
    assert not parent.prepare(["causal_mask"], "x = 1", IMPORTS)


def test_it_is_shared_by_so_many_and_no_more(
    parent: WarmParent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_parents, "MOST_USERS", 2)
    assert [parent.prepare((), "", IMPORTS) for _ in range(3)] == [True, True, False]


def test_one_that_was_prepared_by_halves_or_has_died_is_left_alone(parent: WarmParent) -> None:
    (parent._library / "course_lib").mkdir()
    assert not parent.prepare((), "", IMPORTS)
    (parent._library / "course_lib").rmdir()
    assert parent.prepare((), "", IMPORTS)
    os.kill(parent._process.pid, signal.SIGKILL)
    end = time.monotonic() + 30
    while parent.prepare((), "", IMPORTS):
        assert time.monotonic() < end, "it is dead"
        time.sleep(0.01)


def test_neighbours_have_limits_of_their_own(parent: WarmParent) -> None:
    if not processes_count_apart():
        pytest.skip("this system counts the processes of a user together")
    assert parent.prepare((), "", IMPORTS)
    source = """
import threading, time
started = 0
try:
    while started < 1000:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        started += 1
except RuntimeError:
    print(started)
"""
    neighbours = [Kernel(parent, Limits(processes=32), number) for number in range(3)]
    started = [int(printed(kernel, source)) for kernel in neighbours]
    for kernel in neighbours:
        kernel.close()
    assert len(set(started)) == 1
    assert 16 < started[0] < 32


@pytest.mark.parametrize(("release", "apart"), [("5.14.0-generic", True), ("4.18.0-553", False)])
def test_old_systems_count_processes_together(
    monkeypatch: pytest.MonkeyPatch, release: str, apart: bool
) -> None:
    monkeypatch.setattr("platform.release", lambda: release)
    assert processes_count_apart() == apart
    assert (nursery_for(Sandbox.BUBBLEWRAP)._common is not None) == apart
    assert nursery_for(Sandbox.CONTAINER)._common is None
