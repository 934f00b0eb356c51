"""The limits that the operating system keeps by itself."""

from __future__ import annotations

import resource
import signal

from autograder.sandbox.inside.limits import Limits


def restrict(limits: Limits) -> None:
    """Set them for this process and all that it starts."""
    for which, amount in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        _, highest = resource.getrlimit(which)  # whoever started us may have set less
        limit = amount if highest == resource.RLIM_INFINITY else min(amount, highest)
        resource.setrlimit(which, (limit, limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # too large a file is an error, not a death
