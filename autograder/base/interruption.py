"""A signal that ends a command: everything is put away, and one line says what stays.

Without this, only Ctrl-C would unwind a command; a closed terminal or a system that shuts down
would leave its temporary folders behind.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
SECONDS_TO_PUT_AWAY = 2  # a second signal within this time changes nothing


class Interrupted(KeyboardInterrupt):
    """Somebody wants the command to end."""

    def __init__(self, number: int):
        super().__init__(signal.Signals(number).name)
        self.exit_code = 128 + number


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Turn each of these signals into `Interrupted`, in the main thread.

    Once it was raised, the signals are ignored for good: what is left is to say so and to exit,
    and a late second signal would replace the exit code by a death.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    last = -float("inf")

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal last
        if time.monotonic() - last > SECONDS_TO_PUT_AWAY:
            last = time.monotonic()
            raise Interrupted(number)

    before = {number: signal.signal(number, end) for number in _ENDING}
    afterwards: dict[signal.Signals, Any] = before
    try:
        yield
    except Interrupted:
        afterwards = dict.fromkeys(_ENDING, signal.SIG_IGN)
        raise
    finally:
        for number, handler in afterwards.items():
            signal.signal(number, handler)
