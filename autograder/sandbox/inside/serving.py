"""Forking a kernel for each request, beside a supervisor that watches it.

Requests come over one socket, which no child keeps; each brings the two sockets that the kernel and
its supervisor are to use. To refuse functions takes longer than to fork: a child does it once and
serves the requests for kernels in which they are refused.
"""

from __future__ import annotations

import array
import contextlib
import gc
import itertools
import json
import os
import socket
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.sandbox.inside.huge_pages import use_huge_pages
from autograder.sandbox.inside.isolation import Isolation, Limits
from autograder.sandbox.inside.supervision import supervise

MEMORY_OF_A_MESSAGE = 64 * 1024
FORKS_BEFORE_HUGE_PAGES = 40  # in about as many they have paid for themselves


@dataclass(frozen=True)
class Origin:
    """What every kernel of a server begins with."""

    shell: Any
    isolate: Callable[[], Isolation]
    ready_made: Sequence[Path] = ()  # from which no new process may load anything


def serve(control: socket.socket, origin: Origin, huge_pages: bool = True) -> None:
    """Fork kernels until the other end hangs up, and wait for their ends.

    `huge_pages` is for many forks: this process takes them when they pay.
    """
    refusing: dict[tuple[str, ...], socket.socket] = {}
    for number in itertools.count(1):
        request, sockets = _receive(control)
        if not sockets:
            break
        channel, lifeline = sockets
        _reap(os.WNOHANG)
        if huge_pages and number == FORKS_BEFORE_HUGE_PAGES:
            use_huge_pages()
            _close(refusing.values())
            refusing.clear()  # to be forked anew, with these pages
        ours = [control, *sockets, *refusing.values()]
        if refused := tuple(request["refused"]):
            if refused not in refusing:
                refusing[refused] = _fork_refusing(refused, origin, ours)
            if not _passed_on(request | {"refused": []}, sockets, refusing[refused]):
                refusing.pop(refused).close()
        elif os.fork() == 0:
            _close({*ours}.difference(sockets))
            _become_supervisor(request, channel, lifeline, origin)
        _close(sockets)
    _close(refusing.values())
    _reap(0)


def _fork_refusing(
    names: Sequence[str], origin: Origin, inherited: Iterable[socket.socket]
) -> socket.socket:
    """Fork a child that refuses these functions and then serves; the way to it."""
    from autograder.sandbox.inside.refusal import ready_made_files, refuse

    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        try:
            _close([ours, *inherited])
            ready_made = ready_made_files(names)
            with warnings.catch_warnings(action="ignore"):  # PyTorch's, of operators replaced
                refuse(names)
            gc.freeze()
            # most pages are its parent's; to copy anew what was written to costs more than it saves
            serve(theirs, replace(origin, ready_made=ready_made), huge_pages=False)
        except BaseException:
            traceback.print_exc()  # no kernel comes, and the grader asks why
        os._exit(0)
    theirs.close()
    return ours


def _passed_on(request: dict[str, Any], sockets: list[socket.socket], to: socket.socket) -> bool:
    """Whether the child still lives; where it does not, the grader sees that no kernel comes."""
    try:
        socket.send_fds(to, [json.dumps(request).encode()], [each.fileno() for each in sockets])
    except OSError:
        return False
    return True


def _close(sockets: Iterable[socket.socket]) -> None:
    for each in sockets:
        each.close()


def _reap(options: int) -> None:
    """Wait for children that have ended, so that their processor time is counted."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, options)[0]:
            pass


def _receive(control: socket.socket) -> tuple[dict[str, Any], list[socket.socket]]:
    size = array.array("i").itemsize
    data, ancillary, _, _ = control.recvmsg(MEMORY_OF_A_MESSAGE, socket.CMSG_SPACE(2 * size))
    numbers = array.array("i")
    for level, kind, payload in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            numbers.frombytes(payload[: len(payload) - len(payload) % size])
    return (json.loads(data) if data else {}), [socket.socket(fileno=n) for n in numbers]


def _become_supervisor(
    request: dict[str, Any], channel: socket.socket, lifeline: socket.socket, origin: Origin
) -> None:
    """Fork the student's kernel and watch it; this function does not return."""
    try:
        limits, apart = Limits(**request["limits"]), origin.isolate()
        kernel = os.fork()
        if kernel == 0:
            lifeline.close()
            _become_kernel(request["seed"], channel, limits, apart, origin)
        channel.close()
        supervise(kernel, lifeline, limits, apart)
        os._exit(0)
    except BaseException as error:
        lifeline.sendall(f"!{type(error).__name__}: {error}".encode())
        os._exit(1)


def _become_kernel(
    seed: int, channel: socket.socket, limits: Limits, apart: Isolation, origin: Origin
) -> None:
    from autograder.sandbox.inside.refusal import Refusals
    from autograder.sandbox.inside.student_kernel import StudentKernel
    from autograder.sandbox.wire.channel import Channel

    try:
        os.setsid()  # a signal to its process group must not reach the parent
        apart.settle(limits, origin.ready_made)
        _close_everything_but(channel.fileno())
        _seed(seed)
        connection = Channel(channel)
        connection.send({"hello": True})
    except BaseException as error:
        channel.sendall(b"\0\0\0\0")
        sys.stderr.write(f"kernel did not start: {error}\n")
        os._exit(1)
    StudentKernel(connection, origin.shell, Refusals()).serve()
    os._exit(0)


def _close_everything_but(kept: int) -> None:
    """Close inherited files; what is printed past Python goes nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, kept)
    os.closerange(kept + 1, 4096)


def _seed(seed: int) -> None:
    import random

    import numpy as np
    import torch

    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.default_generator.manual_seed(seed)  # `torch.manual_seed` would look for devices too
