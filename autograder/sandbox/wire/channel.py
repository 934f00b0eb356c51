"""Messages over a socket: a JSON header and raw buffers, with a size limit and a deadline."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import time
from collections.abc import Iterator, Sequence
from typing import Any

LARGEST_HEADER = 16 * 2**20  # bytes
LARGEST_BUFFERS = 256 * 2**20  # bytes, all buffers of a message together
_LENGTH = struct.Struct("!I")

Buffer = bytes | bytearray | memoryview


class ChannelClosedError(Exception):
    """The other end has gone."""


class MessageError(Exception):
    """The other end sent what no honest end sends."""


class TooLargeError(ValueError):
    """A value, or the text of a cell, that does not fit into a message."""


class Channel:
    """One end of a connection; every message is a JSON object and a list of buffers."""

    def __init__(self, connection: socket.socket):
        self._socket = connection
        self._deadline: float | None = None

    def send(self, message: dict[str, Any], buffers: Sequence[Buffer] = ()) -> None:
        """Send one message."""
        sizes = [len(buffer) for buffer in buffers]
        # lone surrogates are legal in Python's text, and `json.loads` reads them so
        header = json.dumps([sizes, message], ensure_ascii=False).encode("utf-8", "surrogatepass")
        if len(header) > LARGEST_HEADER or sum(sizes) > LARGEST_BUFFERS:
            total = (len(header) + sum(sizes)) / 2**20
            allowed = f"{LARGEST_HEADER >> 20} MiB of text and {LARGEST_BUFFERS >> 20} of numbers"
            raise TooLargeError(f"{total:.0f} MiB are too much to be passed on, over {allowed}")
        with self._failures():
            self._set_timeout()
            self._socket.sendall(b"".join((_LENGTH.pack(len(header)), header, *buffers)))

    def receive(self) -> tuple[dict[str, Any], list[bytearray]]:
        """Wait for one message; `TimeoutError` where the deadline passes first."""
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        if length > LARGEST_HEADER:
            raise MessageError(f"a header of {length} bytes")
        try:
            sizes, message = json.loads(self._read(length))
            if not isinstance(message, dict) or not all(type(n) is int and n >= 0 for n in sizes):
                raise ValueError("not a message")
        except (ValueError, TypeError, RecursionError) as error:
            raise MessageError(f"a header that is no message: {error}") from error
        if sum(sizes) > LARGEST_BUFFERS:
            raise MessageError(f"buffers of {sum(sizes)} bytes")
        return message, [self._read(size) for size in sizes]

    @contextlib.contextmanager
    def deadline(self, moment: float) -> Iterator[None]:
        """Give up sending and receiving at this moment of the monotonic clock."""
        self._deadline, before = moment, self._deadline
        try:
            yield
        finally:
            self._deadline = before

    def close(self) -> None:
        """Close this end."""
        self._socket.close()

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._socket.fileno()

    def _read(self, size: int) -> bytearray:
        data = bytearray(size)
        view, done = memoryview(data), 0
        with self._failures():
            while done < size:
                self._set_timeout()
                count = self._socket.recv_into(view[done:])
                if count == 0:
                    raise ChannelClosedError
                done += count
        return data

    def _set_timeout(self) -> None:
        if self._deadline is not None:
            remaining = self._deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            self._socket.settimeout(remaining)
        elif self._socket.gettimeout() is not None:
            self._socket.settimeout(None)

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError:
            raise
        except OSError as error:
            raise ChannelClosedError from error
