"""The container backend, as far as it can be tested with no engine: a stand-in takes its place.

The stand-in runs the program that the container would run, without any of the isolation.
"""

import os
import sys
from pathlib import Path

import pytest

from autograder.kernels import container, sandbox
from autograder.kernels.isolation import Limits
from autograder.kernels.sandbox import Sandbox, SandboxError
from autograder.trusted.kernel import Kernel
from autograder.trusted.warm_parents import WarmParent

STAND_IN = """#!{python}
import os, sys
words = sys.argv[1:]
if words[0] in ("image", "build"):
    recipe = sys.stdin.read() if words[0] == "build" else ""
    open({log!r}, "a").write(" ".join(words) + recipe)
    sys.exit(words[0] == "image")
mounts = dict(reversed(words[i + 1].split(":")[:2]) for i, w in enumerate(words) if w == "--volume")
program = words[words.index({image!r}) + 2 :]
program = [w.replace("/grader", mounts["/grader"]) for w in program]
os.environ["PYTHONPATH"] = mounts["/student-library"]
os.execv({python!r}, [{python!r}, *program])
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a stand-in for Podman, first on the path; what it was asked to build."""
    log = tmp_path / "log"
    text = STAND_IN.format(python=sys.executable, log=str(log), image=container.IMAGE)
    (tmp_path / "podman").write_text(text)
    (tmp_path / "podman").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return log


def test_the_container_gives_up_network_rights_and_disk() -> None:
    words = container.command("podman", Path("/a/library"), Path("/a/meeting"), 64_001, {"A": "b"})
    line = " ".join(words)
    for part in ("--network=none", "--read-only", "--cap-drop=ALL", "--user=64001:64001"):
        assert part in words
    assert "no-new-privileges" in line
    assert "--env A=b" in line
    assert "--volume /a/library:/student-library:ro" in line
    assert words.count("--volume") == 2, "nothing else of the host is mounted"
    assert "--privileged" not in line


def test_the_image_holds_nothing_of_the_course(log: Path) -> None:
    sandbox.require(Sandbox.CONTAINER)
    recipe = log.read_text()
    assert "FROM docker.io/library/python" in recipe
    assert "torch==" in recipe
    assert "COPY" not in recipe
    assert "ADD" not in recipe


def test_kernels_are_forked_over_the_mounted_socket(log: Path) -> None:
    parent = WarmParent(Sandbox.CONTAINER)
    try:
        parent.prepare((), "", imports="import torch")
        kernel = Kernel(parent, Limits(), 1)
        answer, _ = kernel.ask({"do": "run", "source": "1 + 1"})
        assert answer["outputs"][0]["data"]["text/plain"] == "2"
        kernel.close()
    finally:
        parent.close()


def test_without_an_engine_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxError, match="podman or docker"):
        sandbox.require(Sandbox.CONTAINER)
