"""A Dask cluster on loopback, and the death of a worker that has a task."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.grading.commands import environment


@contextlib.contextmanager
def cluster(folder: Path, port: int, workers: int = 2) -> Iterator[tuple[str, dict[str, int]]]:
    """Start a scheduler and workers; its address, and the workers' process ids by name."""
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ["-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    scheduler += ["--port", str(port), "--no-dashboard"]
    worker = ["-m", "distributed.cli.dask_worker", address, "--nworkers", "1", "--nthreads", "1"]
    worker += ["--no-nanny", "--no-dashboard"]
    names = [f"worker-{number}" for number in range(workers)]
    commands = [scheduler, *([*worker, "--name", name] for name in names)]
    processes = [
        subprocess.Popen(
            [sys.executable, *command], env=environment(), cwd=folder, stderr=subprocess.DEVNULL
        )
        for command in commands
    ]
    try:
        yield address, {n: p.pid for n, p in zip(names, processes[1:], strict=True)}
    finally:
        for process in processes:
            process.kill()
            process.wait()


class Murder:
    """Kills the first worker that is seen at work; `done` says whose task that was."""

    def __init__(self, address: str, workers: dict[str, int], after: float = 0.5):
        self.done = ""
        self._address, self._workers, self._after = address, workers, after
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._lie_in_wait)
        self._thread.start()

    def finish(self) -> None:
        """Stop waiting."""
        self._over.set()
        self._thread.join()

    def _lie_in_wait(self) -> None:
        from distributed import Client

        with Client(self._address, set_as_default=False, timeout=120) as client:
            seen = 0.0
            while not self._over.is_set():
                info = client.scheduler_info(n_workers=-1)["workers"]
                names = {address: str(about["name"]) for address, about in info.items()}
                busy = {a: keys for a, keys in client.processing().items() if keys and a in names}
                seen = seen or (time.monotonic() if busy else 0.0)
                if busy and time.monotonic() - seen > self._after:
                    address, keys = next(iter(busy.items()))
                    os.kill(self._workers[names[address]], signal.SIGKILL)
                    self.done = f"{names[address]} with {len(keys)} tasks"
                    return
                time.sleep(0.1)
