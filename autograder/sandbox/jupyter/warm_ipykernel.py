"""The program that has imported ipykernel and PyTorch and forks an ordinary kernel on request."""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
from typing import Any

from autograder.sandbox.inside import system_calls
from autograder.sandbox.inside.huge_pages import use_huge_pages

_BEFOREHAND = ("ipykernel.kernelapp", "ipykernel.ipkernel", "numpy", "torch", "matplotlib")
_LARGEST_REQUEST = 2**20
_SHOWN_IN_NOTEBOOKS = "module://matplotlib_inline.backend_inline"  # ipykernel's own choice


def main() -> None:
    """Import, then fork a kernel for every request until the connection closes."""
    number, parent = map(int, sys.argv[1:])
    control = socket.socket(fileno=number)
    control.set_inheritable(False)
    system_calls.die_with_parent(signal.SIGKILL, parent)
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # read at import: no kernel of a terminal
    for name in _BEFOREHAND:
        importlib.import_module(name)
    import torch

    torch.set_num_threads(1)
    y = torch.ones(2, requires_grad=True) * 2
    y.backward(torch.ones(2))  # its first use imports sympy
    gc.collect()
    gc.freeze()
    use_huge_pages()
    while request := control.recv(_LARGEST_REQUEST):
        child = os.fork()
        if child == 0:
            control.close()
            _become_kernel(json.loads(request))
        handle = os.pidfd_open(child)
        socket.send_fds(control, [json.dumps({"pid": child}).encode()], [handle])
        os.close(handle)
        _reap(os.WNOHANG)
    _reap(0)


def _reap(options: int) -> None:
    try:
        while os.waitpid(-1, options)[0]:
            pass
    except ChildProcessError:
        pass


def _become_kernel(request: dict[str, Any]) -> None:
    os.setsid()
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    system_calls.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: no kernel outlives the parent
    import matplotlib
    import torch
    from ipykernel.kernelapp import IPKernelApp

    torch.seed()
    # it was read when the parent imported matplotlib, before any kernel had a say
    matplotlib.rcParams["backend"] = os.environ.get("MPLBACKEND", _SHOWN_IN_NOTEBOOKS)
    sys.path.insert(0, "")
    sys.argv = ["ipykernel_launcher.py", *request["arguments"]]
    IPKernelApp.launch_instance(argv=sys.argv[1:])
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
