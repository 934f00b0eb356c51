"""Watching one student's kernel from outside its namespaces.

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

SECONDS_BETWEEN_LOOKS = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


def supervise(kernel: int, lifeline: socket.socket, memory: int, namespaced: bool) -> None:
    """Stay until the process `kernel` has ended and all that it started is gone."""
    reason = _wait(kernel, lifeline, memory, namespaced)
    _kill(kernel, namespaced)
    _, status = os.waitpid(kernel, 0)
    with contextlib.suppress(OSError):  # the grader may no longer want to know
        lifeline.sendall((reason or _reason(status)).encode())


def _wait(kernel: int, lifeline: socket.socket, memory: int, namespaced: bool) -> str:
    ended = os.pidfd_open(kernel)
    others = set(_processes()) - {kernel} if namespaced else None
    while True:
        ready, _, _ = select.select([ended, lifeline], [], [], SECONDS_BETWEEN_LOOKS)
        if lifeline in ready:
            return "it was stopped"
        if ready:
            return ""
        own = [kernel] if others is None else set(_processes()) - others
        if (used := _memory_in_use(own)) > memory:
            return f"it used {used / 2**30:.1f} GiB of memory; {memory / 2**30:.1f} are allowed"


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208


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


def _kill(kernel: int, namespaced: bool) -> None:
    # the first process of a pid namespace takes all others with it
    with contextlib.suppress(ProcessLookupError):
        (os.kill if namespaced else os.killpg)(kernel, signal.SIGKILL)


def _reason(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU or number == signal.SIGKILL:
            return "it used up its processor time or was killed"
        return f"it crashed ({signal.Signals(number).name})"
    return f"it ended itself with exit code {os.waitstatus_to_exitcode(status)}"
