"""The process that has imported what every worker needs, and forks a worker for each request.

PyTorch is thus imported once, whatever the number of workers. It computes nothing, so that it has
one thread only and can be forked. Workers end with it, and it ends with the driver.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from autograder.errors import GraderFault
from autograder.kernels.system_calls import die_with_parent
from autograder.quick_start import importing
from autograder.run_folder import RunFolder

SECONDS_TO_END = 5
_LARGEST_REQUEST = 2**16
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
_PROGRAM = "import sys; sys.path[:] = {path}; from autograder import nursery; nursery.main()"


class Common(Protocol):
    """What all workers of a nursery use together; it must survive that each has a copy."""

    def close(self) -> None:
        """Give back this process's part of it."""
        ...


class Nursery:
    """The driver's hold on it: started when it is needed, and anew where it has died.

    `imports` are modules that every worker needs. `common`, which must be picklable, makes what
    the workers use together, before anything is imported.
    """

    def __init__(self, imports: Sequence[str] = (), common: Callable[[], Common] | None = None):
        self._imports, self._common = imports, common
        self._folder: RunFolder | None = None
        self._running: _Running | None = None

    @property
    def number(self) -> int | None:
        """The number of the process that runs."""
        return self._running.process.pid if self._running else None

    def start(self) -> None:
        """Begin to import, before a worker is asked for."""
        if self._running is None:
            self._folder = self._folder or RunFolder()
            self._running = _Running(self._imports, self._common, self._folder.path)

    def fork(self, start: bytes, connection: Connection) -> int:
        """Ask for a worker that talks over `connection`; its number."""
        for _ in range(2):  # it may have died
            self.start()
            assert self._running is not None
            try:
                return self._running.fork(start, connection)
            except OSError:
                self._lose()
        raise GraderFault("no grading process can be started: see the error above")

    def kill_worker(self, number: int) -> None:
        """Kill one worker, and wait until it is gone; nothing where the nursery has died."""
        if self._running is not None:
            self._running.kill_worker(number)

    def close(self, at_once: bool = False) -> None:
        """End it, with all workers; `at_once` does not wait until they have nothing more to do."""
        if self._running is not None and not at_once:
            self._running.end()
        self._lose()
        if self._folder is not None:
            self._folder.remove()
            self._folder = None

    def _lose(self) -> None:
        if self._running is not None:
            self._running.kill()
            self._running = None


class _Running:
    """One process of it."""

    def __init__(
        self, imports: Sequence[str], common: Callable[[], Common] | None, temporary: Path
    ):
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = [str(theirs.fileno()), str(os.getpid()), str(temporary), *imports]
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM.format(path=sys.path), *arguments],
            env=os.environ | _ONE_THREAD,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # what is typed at the terminal concerns the driver alone
        )
        theirs.close()
        with contextlib.suppress(OSError):  # it has died; the first worker's request tells
            self._control.send(pickle.dumps(common))
        self._handles: list[int] = []
        self._asked = 0

    def fork(self, start: bytes, connection: Connection) -> int:
        """Ask for a worker; its number. `OSError` if the nursery has died."""
        socket.send_fds(self._control, [start], [connection.fileno()])
        self._asked += 1
        return self._asked - 1

    def kill_worker(self, number: int) -> None:
        while len(self._handles) <= number:
            data, handles, _, _ = socket.recv_fds(self._control, 64, 1)
            if not data:
                return
            self._handles += handles
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handles[number], signal.SIGKILL)

    def end(self) -> None:
        """Wait for the workers, which have nothing more to do, so that their time is counted."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(SECONDS_TO_END)

    def kill(self) -> None:
        """Kill it, and with it all workers; nothing where it has ended."""
        self.process.kill()
        self.process.wait()
        self._control.close()
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
    common = _made(control.recv(_LARGEST_REQUEST))
    with importing():  # and then no worker's search for garbage copies what is shared
        for name in imports:
            importlib.import_module(name)
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
            _become_worker(request, sockets[0], common)
        os.close(sockets[0])
        handle = os.pidfd_open(child)
        socket.send_fds(control, [json.dumps(child).encode()], [handle])
        os.close(handle)
        _reap(os.WNOHANG)
    for each in common:
        each.close()
    _reap(0)
    os._exit(0)  # to tear PyTorch down would take longer than to grade three notebooks


def _made(common: bytes) -> list[Common]:
    """What the workers use together; without it, each makes its own and says why it cannot."""
    make = pickle.loads(common) if common else None
    try:
        return [make()] if make else []
    except Exception:
        return []


def _become_worker(start: bytes, connection: int, common: Sequence[Common]) -> None:
    try:
        work, *arguments = pickle.loads(start)
        work(Connection(connection), *arguments, *common)
    finally:
        os._exit(0)


def _reap(options: int) -> None:
    try:
        while os.waitpid(-1, options)[0]:
            pass
    except ChildProcessError:
        pass
