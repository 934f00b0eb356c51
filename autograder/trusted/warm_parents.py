"""The grader's hold on a warm parent: it starts one in its sandbox and asks it for kernels."""

from __future__ import annotations

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
from autograder.kernels.isolation import Limits
from autograder.kernels.library import write_library
from autograder.kernels.sandbox import Sandbox

SECONDS_TO_WARM = 120
SECONDS_TO_END = 3


class WarmParent:
    """A sandbox for one assignment; each kernel asked for is a fresh child in it."""

    def __init__(
        self, kind: Sandbox, withheld: Collection[str], setup: str, user: int = 0, imports: str = ""
    ):
        self._folder = tempfile.TemporaryDirectory(prefix="autograder-")
        library = Path(self._folder.name) / "library"
        library.mkdir()
        write_library(library, withheld, setup)
        for path in (library.parent, *library.rglob("*"), library):
            path.chmod(0o755 if path.is_dir() else 0o644)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = ["--control", str(theirs.fileno()), "--imports", imports]
        self._process = subprocess.Popen(
            sandbox.command(kind, library, user, arguments),
            env=sandbox.environment(kind, library),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        theirs.close()
        self._lines: list[str] = []
        # a pipe that nobody empties would stop the parent
        self._reader = threading.Thread(target=self._read_complaints, daemon=True)
        self._reader.start()
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
