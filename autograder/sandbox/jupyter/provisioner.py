"""Warm kernels for unmodified Jupyter programs, `nbgrader autograde` among them.

    JUPYTER_DEFAULT_PROVISIONER_NAME=warm-fork nbgrader autograde causal_masking

A parent process imports ipykernel and PyTorch once; every kernel is forked from it. This saves time
and nothing else: there is no sandbox here, and tests run in the student's process as they always
do in nbgrader. Kernels of other languages and environments start as usual.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

_LAUNCHER = ["-m", "ipykernel_launcher"]


class WarmForkProvisioner(LocalProvisioner):
    """Forks kernels of this environment from one warm parent."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start it cold where it is not one of this environment."""
        if not _can_be_forked(cmd):
            return await super().launch_kernel(cmd, **kwargs)
        kernel = _warm_parent().fork(cmd[3:], kwargs.get("cwd"), kwargs.get("env") or os.environ)
        self.process: Any = kernel
        self.pid = self.pgid = kernel.pid  # type: ignore[assignment]
        self.cwd = kwargs.get("cwd")
        return self.connection_info


class ForkedKernel:
    """What the provisioner needs of a process that is a child of another."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int):
        self.pid, self._handle = pid, handle

    def poll(self) -> int | None:
        """Return None while it runs; afterwards 0, as its own parent alone knows the code."""
        if self._handle < 0:
            return 0
        ended, _, _ = select.select([self._handle], [], [], 0)
        if not ended:
            return None
        os.close(self._handle)
        self._handle = -1
        return 0

    def wait(self) -> int:
        """Wait until it has ended."""
        if self._handle >= 0:
            select.select([self._handle], [], [])
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class _WarmParent:
    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        program = [sys.executable, "-m", "autograder.sandbox.jupyter.warm_ipykernel"]
        self._process = subprocess.Popen(
            [*program, str(theirs.fileno()), str(os.getpid())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"OMP_NUM_THREADS": "1"},  # a process with threads cannot be forked
        )
        theirs.close()
        self._lock = threading.Lock()

    def fork(self, arguments: list[str], cwd: str | None, env: Any) -> ForkedKernel:
        request = {"arguments": arguments, "cwd": cwd or os.getcwd(), "env": dict(env)}  # noqa: PTH109
        with self._lock:
            self._control.sendall(json.dumps(request).encode())
            data, handles, _, _ = socket.recv_fds(self._control, 1024, 1)
        if not data:
            raise RuntimeError("the warm parent of the kernels has ended")
        return ForkedKernel(json.loads(data)["pid"], handles[0])

    def close(self) -> None:
        self._control.close()
        self._process.wait()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None


_parents: list[_WarmParent] = []


def _warm_parent() -> _WarmParent:
    if not _parents or not _parents[-1].alive:
        _parents.append(_WarmParent())
        atexit.register(_parents[-1].close)
    return _parents[-1]


def _can_be_forked(cmd: list[str]) -> bool:
    same = bool(cmd) and os.path.realpath(cmd[0]) == os.path.realpath(sys.executable)
    return same and cmd[1:3] == _LAUNCHER
