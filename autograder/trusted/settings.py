"""What one run of the grading allows a notebook, and what it keeps secret."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

from autograder.kernels.limits import Limits
from autograder.kernels.sandbox import Sandbox


@dataclass(frozen=True)
class Settings:
    """The same for all notebooks of a run."""

    secret: bytes
    sandbox: Sandbox = Sandbox.BUBBLEWRAP
    limits: Limits = field(default_factory=Limits)
    seconds_per_cell: float = 60
    seconds_per_notebook: float = 600
    private: tuple[Path, ...] = ()  # folders that no sandbox may show: the course

    def seed(self, *names: str) -> int:
        """Return a seed that nobody can guess who does not know the secret.

        >>> Settings(b"s").seed("ada", "shapes") == Settings(b"s").seed("ada", "shapes")
        True
        """
        message = b"".join(len(n.encode()).to_bytes(4) + n.encode() for n in names)
        return int.from_bytes(hmac.digest(self.secret, message, hashlib.sha256)[:6])
