"""What one run of the grading allows a notebook, and what it keeps secret."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

from autograder.base.limits import SECONDS_PER_CELL
from autograder.sandbox.inside.limits import Limits
from autograder.sandbox.outside.sandbox import Sandbox


@dataclass(frozen=True)
class Settings:
    """The same for all notebooks of a run."""

    secret: bytes
    sandbox: Sandbox = Sandbox.BUBBLEWRAP
    limits: Limits = field(default_factory=Limits)
    seconds_per_cell: float = SECONDS_PER_CELL
    seconds_per_notebook: float = 600
    private: tuple[Path, ...] = ()  # folders that no sandbox may show: the course

    def seed(self, *names: str) -> int:
        """Return a seed that nobody can guess who does not know the secret.

        >>> Settings(b"s").seed("ada", "shapes") == Settings(b"s").seed("ada", "shapes")
        True
        """
        message = b"".join(len(n).to_bytes(4) + n for n in map(_bytes_of, names))
        return int.from_bytes(hmac.digest(self.secret, message, hashlib.sha256)[:6])


def _bytes_of(name: str) -> bytes:
    """The name of a folder need not be UTF-8; Python reads its other bytes as surrogates."""
    return name.encode("utf-8", "surrogateescape")
