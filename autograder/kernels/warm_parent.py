"""The program inside the sandbox that has imported everything and forks a child for each notebook.

It runs no student code and, once warm, computes nothing: a process that used several threads
cannot be forked safely. Requests come over one inherited socket, which no child keeps; each brings
the two sockets that the child and its supervisor are to use.
"""

from __future__ import annotations

import argparse
import array
import gc
import importlib
import itertools
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from autograder.kernels import isolation, system_calls
from autograder.kernels.huge_pages import use_huge_pages
from autograder.kernels.isolation import Isolation, Limits
from autograder.kernels.isolation.namespaces import keep_packages
from autograder.kernels.packages_at_hand import import_only
from autograder.kernels.supervision import supervise
from autograder.kernels.users import become

MEMORY_OF_A_MESSAGE = 64 * 1024
FORKS_BEFORE_HUGE_PAGES = 40  # in about as many they have paid for themselves
_IMPORTED = (
    "autograder.kernels.student_kernel",
    "autograder.testing",
    "numpy.random",  # numpy itself would put it off until a child needs it
    "torch.nn.attention.flex_attention",  # where there is something to refuse, too
    "torch.onnx.ops",
)


def main() -> None:
    """Become the unprivileged user, import, and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--control", type=int, help="inherited socket of the grader's")
    parser.add_argument("--connect", help="or the path of one to connect to")
    parser.add_argument("--user", type=int, help="become this user (needs root)")
    parser.add_argument(
        "--isolation",
        choices=isolation.KINDS,
        default="namespaces",
        help="how children are set apart (%(default)s)",
    )
    parser.add_argument("--packages", type=json.loads, help="hide other packages than these")
    parser.add_argument("--parent", type=int, help="end when this process ends")
    options = parser.parse_args()
    control = _connection(options.control, options.connect)
    control.set_inheritable(False)
    if options.parent:
        system_calls.die_with_parent(signal.SIGKILL, options.parent)
    if options.user is not None:
        become(options.user)
    if options.packages:
        hide = keep_packages if options.isolation == "namespaces" else import_only
        hide(options.packages)
    if options.isolation != "process-group":
        system_calls.forbid_new_privileges()
    gc.disable()  # imports leave next to no garbage; to look for it would take a sixth of the time
    shell = _warm_up()
    _import_beforehand(json.loads(control.recv(MEMORY_OF_A_MESSAGE) or "{}").get("imports", ""))
    shell.reset(new_session=False)
    gc.freeze()
    gc.enable()
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208
    control.sendall(json.dumps({"ready": threads == 1, "threads": threads}).encode())
    if options.isolation != "process-group":
        system_calls.set_dumpable(False)  # no child may look in here
    if threads == 1:
        _serve(control, shell, isolation.KINDS[options.isolation])


def _connection(number: int | None, path: str | None) -> socket.socket:
    if path is None:
        return socket.socket(fileno=number)
    control = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    control.connect(path)
    return control


def _warm_up() -> Any:
    """Import PyTorch and use it once, so that no child pays for first times."""
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    from autograder.kernels.shell import make_shell

    shell = make_shell()
    x = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    y = (x @ x.T / 2).softmax(-1)
    y.backward(torch.ones_like(y))  # with a gradient of our own: its first use imports sympy
    shell.run("raise ValueError('warm')")
    shell.run("[1, 2]")
    return shell


def _import_beforehand(statements: str) -> None:
    """Import our own side and what the set-up cells of an assignment import."""
    for name in _IMPORTED:
        importlib.import_module(name)
    importlib.import_module("autograder.kernels.refusal").operators()  # a list that takes long
    for statement in statements.splitlines():
        try:
            exec(statement, {})
        except Exception as error:
            sys.stderr.write(f"cannot be imported beforehand: {statement}: {error}\n")


def _serve(control: socket.socket, shell: Any, isolate: Callable[[], Isolation]) -> None:
    for number in itertools.count(1):
        request, sockets = _receive(control)
        _reap(block=not sockets)
        if not sockets:
            return
        if number == FORKS_BEFORE_HUGE_PAGES:
            use_huge_pages()
        channel, lifeline = sockets
        if os.fork() == 0:
            control.close()
            _become_supervisor(request, channel, lifeline, shell, isolate)
        channel.close()
        lifeline.close()


def _reap(block: bool) -> None:
    """Wait for supervisors that have ended, so that their processor time is counted."""
    try:
        while os.waitpid(-1, 0 if block else os.WNOHANG)[0]:
            pass
    except ChildProcessError:
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
    request: dict[str, Any],
    channel: socket.socket,
    lifeline: socket.socket,
    shell: Any,
    isolate: Callable[[], Isolation],
) -> None:
    """Fork the student's kernel and watch it; this function does not return."""
    try:
        limits, apart = Limits(**request["limits"]), isolate()
        kernel = os.fork()
        if kernel == 0:
            lifeline.close()
            _become_kernel(request, channel, shell, limits, apart)
        channel.close()
        supervise(kernel, lifeline, limits, apart)
        os._exit(0)
    except BaseException as error:
        lifeline.sendall(f"!{type(error).__name__}: {error}".encode())
        os._exit(1)


def _become_kernel(
    request: dict[str, Any],
    channel: socket.socket,
    shell: Any,
    limits: Limits,
    apart: Isolation,
) -> None:
    from autograder.kernels.refusal import Refusals, ready_made_files, refuse
    from autograder.kernels.student_kernel import StudentKernel
    from autograder.wire.channel import Channel

    try:
        os.setsid()  # a signal to its process group must not reach the parent
        refused = request["refused"]
        apart.settle(limits, ready_made_files(refused) if refused else [])
        _close_everything_but(channel.fileno())
        refuse(refused)
        _seed(request["seed"])
        connection = Channel(channel)
        connection.send({"hello": True})
    except BaseException as error:
        channel.sendall(b"\0\0\0\0")
        sys.stderr.write(f"kernel did not start: {error}\n")
        os._exit(1)
    StudentKernel(connection, shell, Refusals()).serve()
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


if __name__ == "__main__":
    main()
