"""The program inside the sandbox that has imported everything and forks a child for each notebook.

It runs no student code and, once warm, computes nothing: a process that used several threads
cannot be forked safely.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import signal
import socket
import sys
from typing import Any

from autograder.sandbox.inside import isolation, system_calls
from autograder.sandbox.inside.isolation.namespaces import keep_packages
from autograder.sandbox.inside.packages_at_hand import import_only
from autograder.sandbox.inside.serving import MEMORY_OF_A_MESSAGE, Origin, serve
from autograder.sandbox.inside.users import become

_IMPORTED = (
    "autograder.sandbox.inside.student_kernel",
    "autograder.testing",  # which needs the course's library: with the assignment, no sooner
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
        serve(control, Origin(shell, isolation.KINDS[options.isolation]))


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
    from autograder.sandbox.inside.shell import make_shell

    shell = make_shell()
    x = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    y = (x @ x.T / 2).softmax(-1)
    y.backward(torch.ones_like(y))  # with a gradient of our own: its first use imports sympy
    shell.run("raise ValueError('warm')")
    shell.run("import torch; torch.ones(3)")  # to show a first tensor takes long
    return shell


def _import_beforehand(statements: str) -> None:
    """Import our own side and what the set-up cells of an assignment import."""
    for name in _IMPORTED:
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
