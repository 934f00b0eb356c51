"""Starting processes that train together, from a program or a notebook, and waiting for them.

``torchrun --standalone`` finds a free port by itself, so that several of these may run side by
side. The processes talk over the loopback interface alone, and are stopped when their time is up.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

LOOPBACK = {"linux": "lo", "darwin": "lo0"}  # gloo is told to use no other interface


def run_processes(module: str, arguments: Sequence[str], n_ranks: int, timeout: int) -> None:
    """Run a module in n processes, and return when all have ended well.

    A process that fails, or all of them when ``timeout`` seconds have passed, end the others; the
    error says what they wrote last.
    """
    if n_ranks < 1:
        raise ValueError(f"n_ranks must be 1 or more, got {n_ranks}")
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    addresses = ["--local-addr=127.0.0.1", f"--nproc-per-node={n_ranks}"]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    if interface := LOOPBACK.get(sys.platform):
        environment |= {"GLOO_SOCKET_IFNAME": interface}
    process = subprocess.Popen(
        [*launcher, *addresses, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
    )
    try:
        said, _ = process.communicate(timeout=timeout)
    except BaseException as error:  # an interrupted notebook leaves nothing running, either
        process.terminate()  # the launcher stops its processes
        try:
            said, _ = process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        raise TimeoutError(
            f"{n_ranks} processes of {module} had not ended after {timeout} seconds and were "
            f"stopped: give them longer, or less to do. They wrote last:\n{_last_lines(said)}"
        ) from None
    if process.returncode:
        raise RuntimeError(
            f"{n_ranks} processes of {module} ended with code {process.returncode}. They wrote "
            f"last:\n{_last_lines(said)}"
        )


def _last_lines(said: str, most: int = 25) -> str:
    """What the processes wrote last; the launcher's own report of the failure is left out."""
    own, _, _ = said.partition("failed (exitcode")  # how that report begins
    lines = own.strip().splitlines()
    if own != said:
        lines = lines[:-1] or said.strip().splitlines()
    return "\n".join(lines[-most:])
