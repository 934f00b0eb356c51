"""The container backend: what its command says, and what a real engine makes of it."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from autograder.grading.judge.kernel import Kernel, KernelLostError
from autograder.grading.judge.warm_parents import WarmParent
from autograder.sandbox.inside.isolation import Limits
from autograder.sandbox.inside.isolation.own_user import FIRST_USER, MOST_USERS
from autograder.sandbox.outside import container, sandbox, visible_files
from autograder.sandbox.outside.sandbox import Sandbox, SandboxError

ROOT = Path(__file__).parents[4]


def test_the_container_gives_up_network_rights_and_disk() -> None:
    words = container.command("podman", Path("/a/library"), Path("/a/meeting"), {"A": "b"}, ["run"])
    for part in ("--network=none", "--read-only", "--cap-drop=ALL"):
        assert part in words
    line = " ".join(words)
    assert "no-new-privileges" in line
    assert "--env A=b" in line
    assert "--volume /a/library:/student-library:ro" in line
    mounts = [words[i + 1] for i, word in enumerate(words) if word == "--volume"]
    assert all(mount.endswith(":ro") for mount in mounts), "nothing of the host can be written"
    assert "--privileged" not in line


def test_the_image_is_empty_and_nothing_is_fetched_for_it() -> None:
    assert container.RECIPE.startswith("FROM scratch\nLABEL ")
    assert container.RECIPE.count("\n") == 2


def test_an_engine_that_fails_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "podman").write_text("#!/bin/sh\necho no subordinate users >&2; exit 125\n")
    (tmp_path / "podman").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(SandboxError, match="no subordinate users"):
        sandbox.require(Sandbox.CONTAINER)


def test_without_an_engine_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxError, match="podman or docker"):
        sandbox.require(Sandbox.CONTAINER)


@pytest.fixture(scope="module")
def parent(container_engine: None) -> Iterator[WarmParent]:
    parent = WarmParent(Sandbox.CONTAINER)
    try:
        parent.prepare((), "", imports="import torch")
        yield parent
    finally:
        parent.close()


@pytest.fixture
def start(parent: WarmParent) -> Iterator[Callable[..., Kernel]]:
    """Starts kernels, and closes them all at the end."""
    with contextlib.ExitStack() as stack:

        def start(**limits: int) -> Kernel:
            return stack.enter_context(contextlib.closing(Kernel(parent, Limits(**limits), 1)))

        yield start


def run(kernel: Kernel, *cells: str) -> list[Any]:
    """The results of cells, by `repr`; for one that fails, the name of the error."""
    results = []
    for source in cells:
        answer, _ = kernel.ask({"do": "run", "source": source})
        output = (answer["outputs"] or [{}])[-1]
        results.append(output.get("ename") or output.get("data", {}).get("text/plain"))
    return results


def test_student_code_has_no_network_no_rights_and_no_files_of_ours(
    start: Callable[..., Kernel],
) -> None:
    user, *rest = run(
        start(),
        "import os, socket; os.getuid()",
        "open('/left-behind', 'w')",
        "open('/var/tmp/left-behind', 'w')",
        "os.setuid(0)",
        "os.kill(1, 9)",
        "os.listdir('/grader')",
        "open('/proc/1/environ').read()",
        "open('/etc/shadow').read()",
        "socket.create_connection(('127.0.0.1', 22), 2)",
        f"os.path.exists({str(ROOT / 'autograder')!r})",
        "import transformers",
        "import autograder, course_lib; autograder.__file__.startswith('/student-library')",
    )
    assert FIRST_USER <= int(user) < FIRST_USER + MOST_USERS
    assert rest == [
        "OSError", "OSError", "PermissionError", "PermissionError", "PermissionError",
        "PermissionError", "FileNotFoundError", "ConnectionRefusedError", "False",
        "ModuleNotFoundError", "True",
    ]  # fmt: skip


def test_nothing_of_one_student_meets_the_next(start: Callable[..., Kernel]) -> None:
    first = start()
    look = "import os; sorted(os.listdir('/tmp') + os.listdir('/dev/shm') + os.listdir('/student'))"
    before = run(first, look)
    run(
        first,
        "open('/tmp/left-behind', 'w'), open('/student/torch.py', 'w'), open('/dev/shm/x', 'w')",
        "os.makedirs('/tmp/closed/inner')",
        "os.chmod('/tmp/closed/inner', 0), os.chmod('/tmp/closed', 0)",
        "import subprocess; subprocess.Popen(['/bin/sleep', '4711'], start_new_session=True)",
    )
    assert run(first, look) != before
    assert is_running("sleep 4711")
    first.close()
    second = start()
    give_up = time.monotonic() + 10  # the next kernel does not wait for the broom
    while run(second, look) != before or is_running("sleep 4711"):
        assert time.monotonic() < give_up, run(second, look)


def is_running(command: str) -> bool:
    return subprocess.run(["pgrep", "-f", command], capture_output=True).returncode == 0


def test_limits_hold_and_the_next_kernel_starts(start: Callable[..., Kernel]) -> None:
    bomb = "import os, time\nwhile True:\n    if os.fork() == 0: time.sleep(1000)"
    kernel = start(memory=2**30)
    with pytest.raises(KernelLostError, match="GiB of memory"):
        run(kernel, bomb)
    assert run(start(), "1 + 1") == ["2"]


UNMASKED = ("--security-opt=seccomp=unconfined", "--security-opt=unmask=ALL")
AS_A_USER = ("--user=1000:1000", "--cap-drop=ALL", "--security-opt=no-new-privileges", *UNMASKED)
AS_ROOT = ("--cap-add=SYS_ADMIN", "--cap-add=NET_ADMIN")
START_A_KERNEL = """
from autograder.sandbox.outside import sandbox
from autograder.sandbox.inside.isolation import Limits
from autograder.grading.judge.kernel import Kernel
from autograder.grading.judge.warm_parents import WarmParent
sandbox.require(sandbox.Sandbox.BUBBLEWRAP)
parent = WarmParent(sandbox.Sandbox.BUBBLEWRAP)
parent.prepare((), "", "import torch")
kernel = Kernel(parent, Limits(), 1)
print(kernel.ask({"do": "run", "source": "6 * 7"})[0]["outputs"][0]["data"])
kernel.close()
parent.close()
"""


@pytest.mark.parametrize("settings", [AS_A_USER, AS_ROOT], ids=["user", "root"])
def test_bubblewrap_works_inside_a_container(container_engine: None, settings: list[str]) -> None:
    engine = container.engine()
    if engine is None or Path(engine).name != "podman":
        pytest.skip("Docker has other names for these settings")
    folders = [place.path for place in visible_files.places() if place.shown]
    folders += [Path("/etc")]
    folders += [ROOT / "autograder", ROOT / "course_lib"]
    shown = [word for folder in folders for word in ("--volume", f"{folder}:{folder}:ro")]
    limits = ["--ulimit=nofile=1024:1024", "--ulimit=nproc=4096:4096", "--tmpfs=/tmp:mode=1777"]
    words = [engine, "run", "--rm", "--network=none", *limits, *settings, *shown]
    words += [f"--env=PYTHONPATH={ROOT}", "--workdir=/", container.IMAGE]
    done = subprocess.run(
        [*words, sys.executable, "-c", START_A_KERNEL], capture_output=True, text=True
    )
    assert "42" in done.stdout, done.stderr


def test_workers_on_kubernetes_get_what_was_tried_here() -> None:
    text = (ROOT / "deploy" / "kubernetes" / "grading.yaml").read_text()
    objects = list(yaml.safe_load_all(text))
    deployments = {o["metadata"]["name"]: o for o in objects if o["kind"] == "Deployment"}
    pod = deployments["grading-worker"]["spec"]["template"]["spec"]
    assert pod["hostUsers"] is False
    assert pod["containers"][0]["securityContext"] == {
        "runAsUser": 1000,
        "runAsGroup": 1000,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "seccompProfile": {"type": "Unconfined"},
        "appArmorProfile": {"type": "Unconfined"},
        "procMount": "Unmasked",
    }
