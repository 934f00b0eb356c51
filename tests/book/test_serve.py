"""The site is served with its own page for an address that leads nowhere."""

import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.serve import SiteHandler, server

SERVE = Path(__file__).parents[2] / "book" / "serve.py"


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(SiteHandler, "log_message", lambda *_: None)
    (tmp_path / "index.html").write_text("the course", encoding="utf-8")
    with server(tmp_path, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


def missing(address: str, method: str = "GET") -> tuple[int, str]:
    """Status and text of the answer for a page that is not there."""
    request = urllib.request.Request(f"{address}none.html", method=method)
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    with error.value as answer:
        return answer.code, answer.read().decode()


def test_a_page_that_is_there_is_served(address):
    with urllib.request.urlopen(address) as answer:
        assert answer.read() == b"the course"


def test_programs_have_types_that_browsers_take(address, tmp_path):
    types = {"a.js": "text/javascript", "a.wasm": "application/wasm"}
    types["a.gguf"] = "application/octet-stream"
    for name, expected in types.items():
        (tmp_path / name).write_text("")
        with urllib.request.urlopen(address + name) as answer:
            assert answer.headers["Content-Type"] == expected


def test_a_reader_who_stops_loading_is_no_error(address, tmp_path, capfd):
    (tmp_path / "large").write_bytes(bytes(50_000_000))
    with urllib.request.urlopen(f"{address}large") as answer:
        answer.read(1)
    with urllib.request.urlopen(address) as answer:  # the server goes on
        assert answer.read() == b"the course"
    time.sleep(0.2)
    assert capfd.readouterr().err == ""


def test_a_page_that_is_not_there_gets_the_site_s_own(address, tmp_path):
    assert "Error response" in missing(address)[1]  # Python's, in a site that has none
    (tmp_path / "404.html").write_text("This page does not exist – 404", encoding="utf-8")
    assert missing(address) == (404, "This page does not exist – 404")
    assert missing(address, "HEAD") == (404, "")


def test_a_taken_port_and_an_empty_folder_are_said_in_one_line(address, tmp_path):
    def complaint(*options: str) -> str:
        done = subprocess.run(
            [sys.executable, SERVE, *options], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 1
        return done.stderr

    port = address.rstrip("/").rpartition(":")[2]
    taken = complaint("--site", str(tmp_path), "--port", port)
    assert taken.startswith(f"port {port} cannot be used")
    empty = complaint("--site", str(tmp_path / "none"))
    assert "holds no index.html" in empty
    assert taken.count("\n") == empty.count("\n") == 1
