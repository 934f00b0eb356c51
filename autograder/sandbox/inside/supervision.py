"""Watching one student's kernel from outside of what it is kept in.

The supervisor holds one end of the *lifeline*, a socket whose other end the grader holds. When the
grader closes it, or when the kernel takes too much memory or processor time, every process of the
student is killed; when the kernel ends, the lifeline tells the reason.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox.inside.isolation import Isolation, Limits
from autograder.sandbox.inside.isolation.running import facts_of

SECONDS_BETWEEN_LOOKS = 0.1
KILLED = "it used up its processor time or was killed"
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
# memory of no file: a process's own, and what it shares; with and without the others' parts
_HELD = ("RssAnon:", "RssShmem:", "VmSwap:")
_HELD_PROPORTIONALLY = ("Pss_Anon:", "Pss_Shmem:", "SwapPss:")


def supervise(kernel: int, lifeline: socket.socket, limits: Limits, isolation: Isolation) -> None:
    """Stay until the process `kernel` has ended and all that it started is gone."""
    reason = _wait(kernel, lifeline, limits, isolation)
    isolation.end(kernel)
    _, status = os.waitpid(kernel, 0)
    with contextlib.suppress(OSError):  # the grader may no longer want to know
        lifeline.sendall((reason or _reason(status)).encode())


def _wait(kernel: int, lifeline: socket.socket, limits: Limits, isolation: Isolation) -> str:
    ended, began = os.pidfd_open(kernel), time.monotonic()
    while True:
        ready, _, _ = select.select([ended, lifeline], [], [], SECONDS_BETWEEN_LOOKS)
        if lifeline in ready:
            return "it was stopped"
        if ready:
            return ""
        processes = isolation.processes(kernel)
        if (used := memory_in_use(processes, limits.memory)) > limits.memory:
            allowed = limits.memory / 2**30
            return f"it used {used / 2**30:.1f} GiB of memory; {allowed:.1f} are allowed"
        allowed = time.monotonic() - began + limits.spare_cpu_seconds
        if len(processes) > 1 and processor_time(processes) > allowed:
            return "its processes together used more processor time than one can"


def memory_in_use(processes: Sequence[int], enough: int) -> int:
    """Return the bytes that these processes hold, what they share counted once.

    A quick sum comes first; what several hold together, which takes long to tell, is looked at
    only where that sum is more than `enough`.
    """
    total = sum(_bytes(process, "status", _HELD) for process in processes)
    return total if total <= enough else sum(map(_proportional, processes))


def processor_time(processes: Sequence[int]) -> float:
    """Return the seconds that these processes, and what they waited for, have computed."""
    ticks = sum(sum(map(int, facts_of(process)[11:15])) for process in processes)
    return ticks / _TICKS_A_SECOND


def _proportional(process: int) -> int:
    """Bytes of a process, each page divided by the number of processes that have it."""
    found = _bytes(process, "smaps_rollup", _HELD_PROPORTIONALLY)
    return found or _bytes(process, "status", _HELD)  # a process may forbid that look


def _bytes(process: int, table: str, rows: Sequence[str]) -> int:
    try:
        lines = Path(f"/proc/{process}/{table}").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0  # it has ended
    found = (line.split() for line in lines if line.startswith(tuple(rows)))
    return 1024 * sum(int(words[1]) for words in found)


def _reason(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU or number == signal.SIGKILL:
            return KILLED
        return f"it crashed ({signal.Signals(number).name})"
    return f"it ended itself with exit code {os.waitstatus_to_exitcode(status)}"
