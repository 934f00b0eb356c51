"""One student's kernel, as the grader holds it: every request has a deadline, every answer a check.

A kernel ends in one of two ways. `KernelLostError` is the student's loss: the code crashed, ran
too long or sent what cannot be read. `KernelFault` is ours: the sandbox or its supervisor died, or
a kernel could not be started; the notebook is graded again. Neither is an `Exception`, so that a
test which catches errors of the student's function does not take the end of the kernel for one.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from autograder.grading.judge.calls_made import Call
from autograder.grading.judge.deaths import Deaths, KernelFault, KernelLostError, LastWords
from autograder.grading.judge.warm_parents import WarmParent
from autograder.sandbox.inside.limits import Limits
from autograder.sandbox.wire.channel import Channel, ChannelClosedError, MessageError
from autograder.sandbox.wire.values import Packer, Unpacker

SECONDS_TO_START = 30
Message = dict[str, Any]


class Kernel:
    """A connection to one forked child; `alive` until it dies or is stopped.

    `stand_in` turns a reference of the kernel's into an object, `number_of` gives the number of
    such an object, and None for any other value.
    """

    def __init__(
        self,
        parent: WarmParent,
        limits: Limits,
        seed: int,
        refused: Sequence[str] = (),
        *,
        stand_in: Callable[[Kernel, list[Any]], Any] | None = None,
        number_of: Callable[[Any], int | None] = lambda value: None,
        deaths: Deaths | None = None,
    ):
        self._stand_in, self._number_of = stand_in, number_of
        self._deaths = deaths or Deaths()
        self.alive = True
        self.last_call: Call | None = None
        self.refused_calls: list[str] = []
        self.released: list[int] = []
        self._callbacks: list[Callable[..., Any]] = []
        self.setup_functions: dict[str, Any] = {}
        try:
            self.channel, self._last_words = _forked(parent, limits, seed, refused)
        except OSError as error:
            raise KernelFault(f"no kernel: {error}\n{parent.complaints()}") from error
        try:
            with self.channel.deadline(time.monotonic() + SECONDS_TO_START):
                hello, _ = self.channel.receive()
        except (ChannelClosedError, MessageError, TimeoutError) as error:
            reason = self._last_words.text()
            self.close()
            raise KernelFault(f"no kernel: {reason}\n{parent.complaints()}") from error
        assert hello == {"hello": True}

    def ask(
        self, request: Message, packer: Packer | None = None
    ) -> tuple[Message, list[bytearray]]:
        """Send a request and wait for its answer; callbacks are served meanwhile."""
        if not self.alive:
            raise KernelLostError("the kernel had ended")
        released, self.released = self.released, []
        try:
            self.channel.send(request | {"release": released}, packer.buffers if packer else ())
            answer, buffers = self.channel.receive()
            while "callback" in answer:
                self._serve_callback(answer, buffers)
                answer, buffers = self.channel.receive()
        except TimeoutError:
            self._lose("it was stopped because its time was up: look for an endless loop")
        except ChannelClosedError:
            self._lose_as_told()
        except MessageError as error:
            self._lose(f"it sent what cannot be read: {error}")
        refused = answer.get("refused")
        if isinstance(refused, list):
            self.refused_calls += [str(name)[:200] for name in refused[:10]]
        return answer, buffers

    def packer(self) -> Packer:
        """Return a packer for the next request; functions among its values become callbacks."""
        return Packer(self._refer)

    def unpacker(self, buffers: list[bytearray]) -> Unpacker:
        """Return an unpacker that makes stand-ins for what stays in the kernel."""
        return Unpacker(buffers, self._resolve)

    def close(self) -> None:
        """End the kernel and everything that it started."""
        self.alive = False
        self.channel.close()
        self._last_words.close()

    def _lose(self, reason: str) -> NoReturn:
        self.close()
        raise KernelLostError(reason)

    def _lose_as_told(self) -> NoReturn:
        """End with the supervisor's account of it."""
        try:
            reason = self._last_words.reason(self._deaths)
        finally:
            self.close()
        raise KernelLostError(reason)

    def _resolve(self, reference: list[Any]) -> Any:
        if self._stand_in is None:
            raise MessageError("a reference where none is expected")
        return self._stand_in(self, reference)

    def _refer(self, value: Any) -> list[Any]:
        number = self._number_of(value)
        if number is not None:
            return ["object", number, "", ""]
        if callable(value):
            name = str(getattr(value, "__name__", "function"))
            if self.setup_functions.get(name) is value:  # known there too, gradients and all
                return ["setup", name]
            self._callbacks.append(value)
            return ["callback", len(self._callbacks) - 1, name]
        raise TypeError(f"a {type(value).__name__} cannot be passed to a student's function")

    def _serve_callback(self, request: Message, buffers: list[bytearray]) -> None:
        packer = self.packer()
        try:
            function = self._callbacks[request["callback"]]
            inputs, options = self.unpacker(buffers).unpack(request["arguments"])
            answer = {"value": packer.pack(function(*inputs, **options))}
        except Exception as error:
            answer, packer = {"error": f"{type(error).__name__}: {error}"}, self.packer()
        self.channel.send(answer, packer.buffers)


def _forked(
    parent: WarmParent, limits: Limits, seed: int, refused: Sequence[str]
) -> tuple[Channel, LastWords]:
    """Ask the warm parent for a kernel: the channel to it and the lifeline of its supervisor."""
    ours, theirs = socket.socketpair()
    with theirs:
        lifeline, watched = socket.socketpair()
        with watched:
            try:
                parent.fork(theirs, watched, limits, seed=seed, refused=list(refused))
            except OSError:
                ours.close()
                lifeline.close()
                raise
    return Channel(ours), LastWords(lifeline)
