"""One warm parent for several processes: who may use it, and what neighbours in it share."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.grading.judge import warm_parents
from autograder.grading.judge.deaths import KernelFault, KernelLostError
from autograder.grading.judge.kernel import Kernel
from autograder.grading.judge.warm_parents import WarmParent
from autograder.grading.sandbox_executor import nursery_for
from autograder.sandbox.inside.isolation.running import facts_of, parent_of, running_processes
from autograder.sandbox.inside.limits import Limits, processes_count_apart
from autograder.sandbox.inside.serving import FORKS_BEFORE_HUGE_PAGES
from autograder.sandbox.inside.supervision import processor_time
from autograder.sandbox.outside import sandbox
from autograder.sandbox.outside.sandbox import Sandbox, SandboxError

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


def test_its_only_user_has_it_serve_another_assignment(parent: WarmParent) -> None:
    source = "from course_lib.layers.masks import causal_mask\nprint(causal_mask(1))"
    asked = [((), "tensor([[True]])\n"), (["causal_mask"], "")]
    before = 0
    for withheld, shown in [*asked, *asked]:
        assert parent.prepare(withheld, "", IMPORTS)
        assert parent.left_out == {f"course_lib.layers.masks.{name}" for name in withheld}
        kernel = Kernel(parent, Limits(), 0)
        [output] = kernel.ask({"do": "run", "source": source})[0]["outputs"]
        assert output.get("text", "") == shown
        assert serving(parent) != before, "what one assignment has imported, no other sees"
        before = serving(parent)
        kernel.close()


def test_one_that_does_not_end_its_assignment_in_time_is_left_alone(
    parent: WarmParent, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert parent.prepare((), "", IMPORTS)
    kernel = Kernel(parent, Limits(), 0)
    monkeypatch.setattr(warm_parents, "SECONDS_TO_END", 0.1)
    assert not parent.prepare(["causal_mask"], "", IMPORTS), "a kernel may still read the library"
    kernel.close()


def test_all_ends_where_what_serves_an_assignment_was_killed(parent: WarmParent) -> None:
    assert parent.prepare((), "", IMPORTS)
    os.kill(serving(parent), signal.SIGKILL)
    parent._process.wait(30)
    assert not parent.prepare((), "", IMPORTS)


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


MEAN, MEDIAN = ("statistics.mean",), ("statistics.median",)
REFUSED = """
import statistics
for function in (statistics.mean, statistics.median):
    try:
        print(function([1]))
    except Exception:
        print("refused")
"""


def children(process: int) -> list[int]:
    return [each for each in running_processes() if parent_of(each) == process]


def importing(parent: WarmParent) -> int:
    """The process that imports for every assignment, which two of bubblewrap's surround."""
    [first] = children(parent._process.pid)
    [warm] = children(first)
    return warm


def serving(parent: WarmParent) -> int:
    """The process that has an assignment and forks its kernels."""
    [warm] = children(importing(parent))
    return warm


def test_one_whose_assignment_comes_late_waits_for_it(parent: WarmParent) -> None:
    before, spent = -1.0, 0.0
    while spent > before:  # it imports
        time.sleep(0.5)
        before, spent = spent, processor_time([importing(parent)])
    assert parent.prepare((), "", IMPORTS)


def test_a_test_of_the_students_own_is_no_test_and_says_nothing(parent: WarmParent) -> None:
    assert parent.prepare((), "", IMPORTS)
    kernel = Kernel(parent, Limits(), 0)
    source = "def test_mine():\n    pass\n\n\ntest_mine()"
    assert kernel.ask({"do": "run", "source": source})[0]["outputs"] == []
    kernel.close()


def test_functions_are_refused_once_for_all_kernels_without_them(parent: WarmParent) -> None:
    assert parent.prepare((), "", IMPORTS)
    kernels = [Kernel(parent, Limits(), 0, names) for names in (MEAN, MEDIAN, (), MEAN)]
    found = [printed(kernel, REFUSED) for kernel in kernels]
    mean, median, plain = "refused\n1\n", "1\nrefused\n", "1\n1\n"
    assert found == [mean, median, plain, mean]
    below = [len(children(each)) for each in children(serving(parent))]
    assert sorted(below) == [1, 1, 2]  # what refuses one, a supervisor, what refuses the other
    for kernel in kernels:
        kernel.close()


def test_the_first_kernel_without_functions_dies_as_any_other_does(parent: WarmParent) -> None:
    assert parent.prepare((), "", IMPORTS)
    kernel = Kernel(parent, Limits(), 0, MEAN)
    with kernel.channel.deadline(time.monotonic() + 60), pytest.raises(KernelLostError) as lost:
        kernel.ask({"do": "run", "source": "import os; os._exit(3)"})
    assert str(lost.value) == "it ended itself with exit code 3"


def test_what_refuses_functions_is_replaced_with_larger_pages_and_where_it_died(
    parent: WarmParent,
) -> None:
    def refusing() -> int:
        """A kernel comes and goes; what it was forked from."""
        kernel = Kernel(parent, Limits(), 0, MEAN)
        assert printed(kernel, REFUSED) == "refused\n1\n"
        [process] = [each for each in children(serving(parent)) if children(each)]
        kernel.close()
        return process

    assert parent.prepare((), "", IMPORTS)
    first = refusing()
    found = [refusing() for _ in range(1, FORKS_BEFORE_HUGE_PAGES)]
    assert set(found[:-1]) == {first} != {found[-1]}
    os.kill(found[-1], signal.SIGKILL)
    while facts_of(found[-1])[0] != "Z":
        time.sleep(0.01)
    with pytest.raises(KernelFault):  # that notebook is graded again
        Kernel(parent, Limits(), 0, MEAN)
    assert refusing() not in found


@pytest.mark.parametrize(("release", "apart"), [("5.14.0-generic", True), ("4.18.0-553", False)])
def test_old_systems_count_processes_together(
    monkeypatch: pytest.MonkeyPatch, release: str, apart: bool
) -> None:
    monkeypatch.setattr("platform.release", lambda: release)
    assert processes_count_apart() == apart
    assert (nursery_for(Sandbox.BUBBLEWRAP)._common is not None) == apart
    assert nursery_for(Sandbox.CONTAINER)._common is None
