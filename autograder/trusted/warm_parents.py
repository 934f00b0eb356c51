"""The grader's hold on a warm parent: it starts one in its sandbox and asks it for kernels."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import socket
import subprocess
import tempfile
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Any

from autograder.kernels import sandbox
from autograder.kernels.library import write_course_library, write_own
from autograder.kernels.limits import Limits
from autograder.kernels.sandbox import Sandbox
from autograder.kernels.users import take_user

SECONDS_TO_WARM = 120
SECONDS_TO_END = 3


class WarmParent:
    """A sandbox for one assignment; each kernel asked for is a fresh child in it.

    It begins to import what every assignment needs at once; `prepare` tells it the rest.
    """

    def __init__(self, kind: Sandbox, private: Collection[Path] = ()):
        user, self._user = take_user()
        self._folder = tempfile.TemporaryDirectory(prefix="autograder-")
        self._library = library = Path(self._folder.name) / "library"
        library.mkdir()
        write_own(library)
        self._listener = _listen(library) if kind is Sandbox.CONTAINER else None
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = ["--control", str(theirs.fileno())]
        self._process = subprocess.Popen(
            sandbox.command(kind, library, user, arguments, private),
            env=sandbox.environment(kind, library),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        theirs.close()
        self.left_out: set[str] = set()
        """What of the library no kernel of this parent has, by its dotted name."""
        self._lines: list[str] = []
        # a pipe that nobody empties would stop the parent
        self._reader = threading.Thread(target=self._read_complaints, daemon=True)
        self._reader.start()

    def prepare(self, withheld: Collection[str], setup: str, imports: str = "") -> None:
        """Give it the library without the `withheld` answers; wait until it has imported all."""
        self.left_out = write_course_library(self._library, withheld, setup)
        self._meet()
        with contextlib.suppress(OSError):  # it has died; its answer, which is none, tells
            self._control.sendall(json.dumps({"imports": imports}).encode())
        self._await_warmth()

    def fork(
        self, channel: socket.socket, lifeline: socket.socket, limits: Limits, **request: Any
    ) -> None:
        """Ask for a kernel that talks over `channel` and is watched over `lifeline`."""
        data = json.dumps(request | {"limits": dataclasses.asdict(limits)}).encode()
        socket.send_fds(self._control, [data], [channel.fileno(), lifeline.fileno()])

    def complaints(self) -> str:
        """Return what the parent has written on stderr."""
        return "\n".join(self._lines[-20:])

    def close(self) -> None:
        """End the parent and with it everything in its sandbox."""
        self._control.close()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(1)
        self._folder.cleanup()
        self._user.close()

    def _meet(self) -> None:
        """Wait for a parent that could inherit no socket."""
        if self._listener is None:
            return
        self._listener.settimeout(SECONDS_TO_WARM)
        with self._listener, contextlib.suppress(TimeoutError):
            self._control.close()
            self._control, _ = self._listener.accept()

    def _await_warmth(self) -> None:
        self._control.settimeout(SECONDS_TO_WARM)
        try:
            answer = json.loads(self._control.recv(1024) or b"{}")
        except (OSError, ValueError) as error:
            answer = {"error": str(error)}
        if not answer.get("ready"):
            self._process.kill()
            self._process.wait()
            raise RuntimeError(f"the warm parent did not start: {answer}\n{self.complaints()}")
        self._control.settimeout(None)

    def _read_complaints(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as stream:
            for line in stream:
                self._lines.append(line.rstrip()[:500])
                del self._lines[:-50]


def _listen(library: Path) -> socket.socket:
    """Make a socket that nobody else on this machine can reach; the container has it mounted."""
    place = sandbox.meeting_place(library)
    place.mkdir(mode=0o700)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(str(place / "control"))
    listener.listen(1)
    return listener
