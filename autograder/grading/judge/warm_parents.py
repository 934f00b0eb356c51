"""The grader's hold on a warm parent: it starts one in its sandbox and asks it for kernels."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from filelock import FileLock

from autograder.base.whole_files import write_whole
from autograder.sandbox.inside.limits import Limits
from autograder.sandbox.inside.users import take_user
from autograder.sandbox.outside import sandbox
from autograder.sandbox.outside.library import write_course_library, write_own
from autograder.sandbox.outside.sandbox import Sandbox

SECONDS_TO_WARM = 120
SECONDS_TO_END = 3
MOST_USERS = 8  # of one parent, which forks their kernels one after the other
_LOCK, _PREPARED, _COMPLAINTS = "lock", "prepared.json", "stderr"
_LONGEST_COMPLAINT = 10_000  # bytes


class WarmParent:
    """A sandbox for one assignment at a time; each kernel asked for is a fresh child in it.

    It begins to import what every assignment needs at once; `prepare` tells it the rest. Processes
    forked from the one that made it may all ask it for kernels; it ends when all have closed it.
    """

    def __init__(self, kind: Sandbox, private: Collection[Path] = ()):
        self._owner = os.getpid()
        user, self._user = take_user()
        self._folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._library = library = self._folder / "library"
        library.mkdir()
        write_own(library)
        self._listener = _listen(library) if kind is Sandbox.CONTAINER else None
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = ["--control", str(theirs.fileno())]
        with theirs, (self._folder / _COMPLAINTS).open("wb") as complaints:
            self._process = subprocess.Popen(
                sandbox.command(kind, library, user, arguments, private),
                env=sandbox.environment(kind, library),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
            )
        self.left_out: set[str] = set()
        """What of the library no kernel of this parent has, by its dotted name."""
        self._used = False  # by this process

    def prepare(self, withheld: Collection[str], setup: str, imports: str = "") -> bool:
        """Give it the library without the `withheld` answers; wait until it has imported all.

        False where that cannot be: another process uses it, or has used it, for something else, or
        did not come to the end; enough of them share it; or it has died since.
        """
        wanted = [sorted(withheld), setup, imports]
        with FileLock(self._folder / _LOCK):
            before, left_out, users = self._noted()
            if before == wanted and users < MOST_USERS and self._lives():
                self.left_out = set(left_out)
            elif not self._is_vacant(users):
                return False
            else:
                self.left_out, users = write_course_library(self._library, withheld, setup), 0
                self._meet()
                with contextlib.suppress(OSError):  # it has died; its answer, which is none, tells
                    self._control.sendall(json.dumps({"imports": imports}).encode())
                self._await_warmth()
            text = json.dumps([wanted, sorted(self.left_out), users + 1])
            write_whole(self._folder / _PREPARED, text)
            self._used = True
            return True

    def fork(
        self, channel: socket.socket, lifeline: socket.socket, limits: Limits, **request: Any
    ) -> None:
        """Ask for a kernel that talks over `channel` and is watched over `lifeline`."""
        data = json.dumps(request | {"limits": dataclasses.asdict(limits)}).encode()
        socket.send_fds(self._control, [data], [channel.fileno(), lifeline.fileno()])

    def complaints(self) -> str:
        """Return what the parent has written last on stderr."""
        with contextlib.suppress(OSError), (self._folder / _COMPLAINTS).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_COMPLAINT))
            return "\n".join(file.read().decode(errors="replace").splitlines()[-20:])
        return ""

    def close(self) -> None:
        """Hang up; in the process that made it: end it and with it everything in its sandbox."""
        self._control.close()
        if os.getpid() == self._owner:
            try:
                self._process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            shutil.rmtree(self._folder, ignore_errors=True)
        self._user.close()

    def _noted(self) -> tuple[list[Any], list[str], int]:
        """What it was prepared for, what was left out, and how many have used it since."""
        note = self._folder / _PREPARED
        return json.loads(note.read_text(encoding="utf-8")) if note.is_file() else ([], [], 0)

    def _is_vacant(self, users: int) -> bool:
        """Whether it has no assignment; one of which this process is the only user is ended."""
        if self._used and users == 1:
            self._vacate()
        return not (self._library / "course_lib").exists()

    def _vacate(self) -> None:
        """Have it end its assignment, which it does when all kernels have ended."""
        self._control.settimeout(SECONDS_TO_END)
        with contextlib.suppress(OSError):  # it has died
            self._control.sendall(json.dumps({"end": True}).encode())
            if self._answer().get("free"):
                (self._folder / _PREPARED).unlink()
                shutil.rmtree(self._library / "course_lib")
        self._control.settimeout(None)

    def _meet(self) -> None:
        """Wait for a parent that could inherit no socket."""
        if self._listener is None:
            return
        self._listener.settimeout(SECONDS_TO_WARM)
        with self._listener, contextlib.suppress(TimeoutError):
            self._control.close()
            self._control, _ = self._listener.accept()
        self._listener = None

    def _await_warmth(self) -> None:
        self._control.settimeout(SECONDS_TO_WARM)
        answer = self._answer()
        if not answer.get("ready"):
            why = f"the warm parent did not start: {answer}\n{self.complaints()}"
            self.close()
            raise RuntimeError(why)
        self._control.settimeout(None)

    def _answer(self) -> dict[str, Any]:
        try:
            return json.loads(self._control.recv(1024) or b"{}")
        except (OSError, ValueError) as error:
            return {"error": str(error)}

    def _lives(self) -> bool:
        """Whether it still holds its end of the socket; it says nothing once it is warm."""
        try:
            return bool(self._control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False


def _listen(library: Path) -> socket.socket:
    """Make a socket that nobody else on this machine can reach; the container has it mounted."""
    place = sandbox.meeting_place(library)
    place.mkdir(mode=0o700)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(str(place / "control"))
    listener.listen(1)
    return listener
