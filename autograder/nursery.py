"""The process that has imported what every worker needs, and forks a worker for each request.

PyTorch is thus imported once, whatever the number of workers. It computes nothing, so that it has
one thread only and can be forked. Workers end with it, and it ends with the driver.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.kernels.system_calls import die_with_parent

SECONDS_TO_END = 5
_LARGEST_REQUEST = 2**16
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
_PROGRAM = "import sys; sys.path[:] = {path}; from autograder import nursery; nursery.main()"


class Nursery:
    """The driver's hold on it."""

    def __init__(self, imports: Sequence[str], temporary: Path):
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = [str(theirs.fileno()), str(os.getpid()), str(temporary), *imports]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM.format(path=sys.path), *arguments],
            env=os.environ | _ONE_THREAD,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # what is typed at the terminal concerns the driver alone
        )
        theirs.close()
        self._handles: list[int] = []
        self._asked = 0

    def fork(self, start: bytes, connection: Connection) -> int:
        """Ask for a worker that talks over `connection`; its number. `OSError` if it has died."""
        socket.send_fds(self._control, [start], [connection.fileno()])
        self._asked += 1
        return self._asked - 1

    def kill_worker(self, number: int) -> None:
        """Kill one worker, and wait until it is gone; nothing where the nursery has died."""
        while len(self._handles) <= number:
            data, handles, _, _ = socket.recv_fds(self._control, 64, 1)
            if not data:
                return
            self._handles += handles
        try:
            signal.pidfd_send_signal(self._handles[number], signal.SIGKILL)
        except ProcessLookupError:
            return

    def end(self) -> None:
        """Wait for the workers, which have nothing more to do, so that their time is counted."""
        self._control.close()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.kill()
        self._close_handles()

    def kill(self) -> None:
        """Kill it, and with it all workers."""
        self._process.kill()
        self._process.wait()
        self._control.close()
        self._close_handles()

    def _close_handles(self) -> None:
        for handle in self._handles:
            os.close(handle)
        self._handles.clear()


def main() -> None:
    """Import, then fork a worker for every request until the driver hangs up."""
    number, driver, temporary, *imports = sys.argv[1:]
    control = socket.socket(fileno=int(number))
    control.set_inheritable(False)
    die_with_parent(signal.SIGKILL, int(driver))
    os.environ["TMPDIR"] = temporary
    for name in imports:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    while True:
        try:
            request, sockets, _, _ = socket.recv_fds(control, _LARGEST_REQUEST, 1)
        except OSError:
            break
        if not request:
            break
        own = os.getpid()
        child = os.fork()
        if child == 0:
            die_with_parent(signal.SIGKILL, own)
            control.close()
            _become_worker(request, sockets[0])
        os.close(sockets[0])
        handle = os.pidfd_open(child)
        socket.send_fds(control, [json.dumps(child).encode()], [handle])
        os.close(handle)
        _reap(os.WNOHANG)
    _reap(0)


def _become_worker(start: bytes, connection: int) -> None:
    try:
        work, *arguments = pickle.loads(start)
        work(Connection(connection), *arguments)
    finally:
        os._exit(0)  # to tear PyTorch down would take longer than to grade three notebooks


def _reap(options: int) -> None:
    try:
        while os.waitpid(-1, options)[0]:
            pass
    except ChildProcessError:
        pass
