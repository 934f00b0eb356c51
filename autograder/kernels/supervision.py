"""Watching one student's kernel from outside of what it is kept in.

The supervisor holds one end of the *lifeline*, a socket whose other end the grader holds. When the
grader closes it, or when the kernel takes too much memory, every process of the student is killed;
when the kernel ends, the lifeline tells the reason.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
from collections.abc import Iterable
from pathlib import Path

from autograder.kernels.isolation import Isolation

SECONDS_BETWEEN_LOOKS = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")
KILLED = "it used up its processor time or was killed"


def supervise(kernel: int, lifeline: socket.socket, memory: int, isolation: Isolation) -> None:
    """Stay until the process `kernel` has ended and all that it started is gone."""
    reason = _wait(kernel, lifeline, memory, isolation)
    isolation.end(kernel)
    _, status = os.waitpid(kernel, 0)
    with contextlib.suppress(OSError):  # the grader may no longer want to know
        lifeline.sendall((reason or _reason(status)).encode())


def _wait(kernel: int, lifeline: socket.socket, memory: int, isolation: Isolation) -> str:
    ended = os.pidfd_open(kernel)
    while True:
        ready, _, _ = select.select([ended, lifeline], [], [], SECONDS_BETWEEN_LOOKS)
        if lifeline in ready:
            return "it was stopped"
        if ready:
            return ""
        if (used := _memory_in_use(isolation.processes(kernel))) > memory:
            return f"it used {used / 2**30:.1f} GiB of memory; {memory / 2**30:.1f} are allowed"


def _memory_in_use(processes: Iterable[int]) -> int:
    """Bytes that these processes hold for themselves."""
    total = 0
    for process in processes:
        try:
            _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text().split()
        except OSError:
            continue  # it has ended
        total += (int(resident) - int(shared)) * _PAGE
    return total


def _reason(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU or number == signal.SIGKILL:
            return KILLED
        return f"it crashed ({signal.Signals(number).name})"
    return f"it ended itself with exit code {os.waitstatus_to_exitcode(status)}"
