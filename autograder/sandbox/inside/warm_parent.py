"""The program inside the sandbox that has imported everything and forks a child for each notebook.

It is two processes. One imports what every assignment needs, once; it forks another for the
assignment at hand, which imports the rest and forks the kernels. Neither runs student code or, once
warm, computes anything: a process that used several threads cannot be forked safely.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from typing import Any, NoReturn

from autograder.sandbox.inside import isolation, system_calls
from autograder.sandbox.inside.isolation.namespaces import keep_packages
from autograder.sandbox.inside.packages_at_hand import import_only
from autograder.sandbox.inside.serving import MEMORY_OF_A_MESSAGE, Origin, serve
from autograder.sandbox.inside.users import become

_FOR_ALL = (
    "numpy.random",  # numpy itself would put it off until a child needs it
    "torch.nn.attention.flex_attention",  # where there is something to refuse, too
    "torch.onnx.ops",
)
_FOR_ONE = (  # these import the course's library, of which each assignment has another
    "autograder.testing",
    "autograder.sandbox.inside.student_kernel",
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
    gc.freeze()
    if options.isolation != "process-group":
        system_calls.set_dumpable(False)  # no child may look in here
    _serve_assignments(control, Origin(shell, isolation.KINDS[options.isolation]))
    os._exit(0)  # to tear PyTorch down takes long


def _connection(number: int | None, path: str | None) -> socket.socket:
    if path is None:
        return socket.socket(fileno=number)
    control = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    control.connect(path)
    return control


def _serve_assignments(control: socket.socket, origin: Origin) -> None:
    """Fork a child for each assignment, and tell when it is free for the next one.

    A child ends when it is asked to, or when the other end hangs up; where it was killed, all ends.
    """
    while request := control.recv(MEMORY_OF_A_MESSAGE):
        own, child = os.getpid(), os.fork()
        if child == 0:
            system_calls.die_with_parent(signal.SIGKILL, own)
            _serve_assignment(json.loads(request)["imports"], control, origin)
        _, status = os.waitpid(child, 0)
        if status:
            break
        with contextlib.suppress(OSError):  # nobody is there any more
            control.sendall(json.dumps({"free": True}).encode())


def _serve_assignment(imports: str, control: socket.socket, origin: Origin) -> NoReturn:
    code = 1
    try:
        _import_beforehand(imports)
        origin.shell.reset(new_session=False)
        gc.freeze()
        gc.enable()
        threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208
        control.sendall(json.dumps({"ready": threads == 1, "threads": threads}).encode())
        if threads == 1:
            serve(control, origin)
            code = 0
    except BaseException:
        traceback.print_exc()
    os._exit(code)


def _warm_up() -> Any:
    """Import PyTorch and use it once, so that no child pays for first times."""
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    from autograder.sandbox.inside.shell import make_shell

    shell = make_shell()
    x = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    y = (x @ x.T / 2).softmax(-1)
    y.backward(torch.ones_like(y))  # with a gradient of our own: its first use imports sympy
    shell.run("raise ValueError('warm')")
    shell.run("import torch; torch.ones(3)")  # to show a first tensor takes long
    for name in _FOR_ALL:
        importlib.import_module(name)
    return shell


def _import_beforehand(statements: str) -> None:
    """Import our own side and what the set-up cells of an assignment import."""
    for name in _FOR_ONE:
        importlib.import_module(name)
    refusal = importlib.import_module("autograder.sandbox.inside.refusal")
    refusal.operators()  # a list that takes long
    for statement in statements.splitlines():
        try:
            exec(statement, {})
        except Exception as error:
            sys.stderr.write(f"cannot be imported beforehand: {statement}: {error}\n")


if __name__ == "__main__":
    main()
