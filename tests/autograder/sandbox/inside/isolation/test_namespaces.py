"""A student's processes, as the supervisor sees them: none of the neighbours'."""

import subprocess
import time

from autograder.sandbox.inside.isolation.namespaces import Namespaces
from autograder.sandbox.inside.isolation.running import parent_of

FAMILY = ["sh", "-c", "sleep 60 & wait"]


def test_children_count_and_later_neighbours_do_not() -> None:
    apart = object.__new__(Namespaces)  # this process stays where it is
    families = [subprocess.Popen(FAMILY, start_new_session=True) for _ in range(2)]
    try:
        for ours in families:
            ends_at = time.monotonic() + 10
            while len(apart.processes(ours.pid)) < 2 and time.monotonic() < ends_at:
                time.sleep(0.02)
            kernel, child = apart.processes(ours.pid)
            assert kernel == ours.pid
            assert parent_of(child) == ours.pid
    finally:
        for ours in families:
            subprocess.run(["pkill", "-KILL", "-g", str(ours.pid)], check=False)
            ours.wait()


def test_a_process_that_has_ended_has_no_parent() -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    assert parent_of(ended.pid) == 0
