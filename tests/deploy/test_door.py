"""What the command refuses, each in one line, before anything is made."""

import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder.commands import Exit
from deploy import __main__ as door
from deploy import hub
from deploy.hub import Door, free_port, is_free, is_open

AS_ROOT = 0
AS_ADA = 1000


@pytest.mark.parametrize(
    ("user", "arguments", "said"),
    [
        (AS_ADA, [], "which needs root: start with sudo"),
        (AS_ROOT, ["--one-user"], "would give everybody root's rights"),
        (AS_ROOT, ["--address", "0.0.0.0"], "is open to the network"),
        (AS_ROOT, ["--address", "everywhere"], "expected an IP address"),
        (AS_ROOT, ["--certificate", "cert.pem"], "--certificate and --key go together"),
        (AS_ROOT, ["--certificate", "/no", "--key", "/no"], "there is no such file"),
    ],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: int,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: user)
    assert door.main(["--data", str(tmp_path / "class"), *arguments]) == Exit.USAGE
    words = capsys.readouterr().out
    assert said in " ".join(words.split())
    assert "Traceback" not in words
    assert not (tmp_path / "class").exists()


def test_elsewhere_than_on_linux_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert door.main([]) == Exit.USAGE
    assert "virtual machine" in capsys.readouterr().out


def test_a_loopback_address_needs_no_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jupyterhub")
    monkeypatch.setattr(os, "getuid", lambda: AS_ROOT)
    door._check(door._parser().parse_args([]))
    door._check(door._parser().parse_args(["--address", "0.0.0.0", "--without-tls"]))


def test_a_busy_port_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("jupyterhub")
    monkeypatch.setattr(os, "getuid", lambda: AS_ROOT)
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        assert door.main(["--data", str(tmp_path / "class"), "--port", port]) == Exit.USAGE
    assert f"--port {port}: something listens there already" in capsys.readouterr().out
    assert [it.name for it in (tmp_path / "class").iterdir()] == ["hub"]


def test_a_closed_terminal_ends_the_class_and_a_killed_starter_takes_the_hub_along() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    try:
        assert signal.SIGHUP in hub.ends()
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        assert signal.SIGHUP not in hub.ends(), "nohup"
    finally:
        signal.signal(signal.SIGHUP, before)
    script = (
        "import os, signal, subprocess, time\n"
        "from deploy.hub import ends_with_us\n"
        "quiet = subprocess.DEVNULL\n"
        "child = subprocess.Popen(['sleep', '600'], preexec_fn=ends_with_us(), stdout=quiet)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as starter:
        assert starter.stdout
        child = Path("/proc", starter.stdout.readline().decode().strip())
        assert child.exists()
        starter.kill()
    deadline = time.monotonic() + 60
    while child.exists() and "State:\tZ" not in (child / "status").read_text():
        assert time.monotonic() < deadline, "it is still there"
        time.sleep(0.1)


def test_it_is_open_when_the_hub_answers_and_not_when_its_proxy_does() -> None:
    known = {"/other"}

    class Proxy(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in known else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    place = Door(port=free_port())
    assert is_free(place)
    assert not is_open(place)
    with http.server.HTTPServer((place.address, place.port), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert not is_free(place)
        assert not is_open(place)
        known.add("/hub/health")
        assert is_open(place)
        server.shutdown()


@pytest.mark.parametrize(
    ("address", "to_open"), [("0.0.0.0", "127.0.0.1"), ("10.0.0.0", "10.0.0.0")]
)
def test_what_is_said_to_open_can_be_opened(address: str, to_open: str) -> None:
    assert Door(address, 80).to_open == f"http://{to_open}:80"
    assert Door(address, 80).url == f"http://{address}:80"
