"""What runs elsewhere, held against the rules of those who run it: Kubernetes, Binder, Docker."""

import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
import tomllib
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
import yaml

from deploy import student_server
from deploy.hub import free_port

ROOT = Path(__file__).parents[2]
KUBERNETES = ROOT / "deploy/kubernetes"
BINDER = ROOT / "binder"
VERSION = "1.33"  # of Kubernetes: the first with user namespaces switched on
SCHEMA = yaml.safe_load((Path(__file__).with_name("helm_values.schema.yaml")).read_text())


def grading_objects() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((KUBERNETES / "grading.yaml").read_text()))


@pytest.mark.parametrize("it", grading_objects(), ids=lambda it: it["metadata"]["name"])
def test_kubernetes_own_schema_accepts_it(it: dict[str, Any]) -> None:
    kubernetes_validate = pytest.importorskip("kubernetes_validate")
    kubernetes_validate.validate(it, VERSION, strict=True)


def test_that_schema_finds_a_word_that_kubernetes_does_not_know() -> None:
    kubernetes_validate = pytest.importorskip("kubernetes_validate")
    it = next(it for it in grading_objects() if it["kind"] == "Deployment")
    it["spec"]["template"]["spec"]["hostUser"] = False
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(it, VERSION, strict=True)


def test_the_charts_values_are_such_as_the_chart_takes() -> None:
    values = yaml.safe_load((KUBERNETES / "jupyterhub.yaml").read_text())
    jsonschema.validate(values, SCHEMA)
    assert values["hub"]["config"]["NativeAuthenticator"]["open_signup"] is False
    assert values["proxy"]["service"]["type"] == "ClusterIP", "nobody outside, by default"
    user = values["singleuser"]
    assert user["allowPrivilegeEscalation"] is False
    assert user["networkPolicy"]["egressAllowRules"]["nonPrivateIPs"] is False
    user["allowPriviledgeEscalation"] = False
    with pytest.raises(jsonschema.ValidationError, match="allowPriviledgeEscalation"):
        jsonschema.validate(values, SCHEMA)


def test_every_image_that_kubernetes_names_is_a_stage_of_the_dockerfile() -> None:
    stages = set(re.findall(r"^FROM \S+ AS (\w+)$", dockerfile(), re.MULTILINE))
    assert stages == {"system", "course", "student", "class"}
    values = yaml.safe_load((KUBERNETES / "jupyterhub.yaml").read_text())
    assert values["singleuser"]["image"]["name"] == "how-llms-work-student"
    pods = [
        it["spec"]["template"]["spec"] for it in grading_objects() if it["kind"] == "Deployment"
    ]
    images = {container["image"] for pod in pods for container in pod["containers"]}
    assert images == {"how-llms-work-course"}
    built = re.findall(
        r"^podman build --file deploy/Dockerfile (?:--target (\w+) )?--tag (\S+) \.$",
        (ROOT / "deploy/README.md").read_text(),
        re.MULTILINE,
    )
    assert sorted(built) == [
        ("", "how-llms-work"),
        ("course", "how-llms-work-course"),
        ("student", "how-llms-work-student:1"),
    ], "each stage under a name of its own"
    [command] = re.findall(r'^CMD \["python", "(\S+)", "(\S+)"\]$', dockerfile(), re.MULTILINE)
    assert values["singleuser"]["cmd"] == ["python", *command]


def dockerfile() -> str:
    return (ROOT / "deploy/Dockerfile").read_text()


def test_the_students_stage_takes_nothing_but_what_students_receive() -> None:
    stage = dockerfile().partition(" AS student\n")[2].partition("\nFROM ")[0]
    copied = re.findall(r"^COPY --from=course /course/(\S+) ", stage, re.MULTILINE)
    assert copied == [
        "build/course/handout",
        "deploy/student_server.py",
        "deploy/jupyterhub.txt",
    ]
    assert stage.count("COPY") == len(copied)


def test_the_packages_and_their_hard_links_are_made_in_one_layer() -> None:
    """A link to a file of an earlier layer is a copy: gigabytes."""
    steps = re.findall(r"^RUN (make .*)$", dockerfile(), re.MULTILINE)
    assert len(steps) == 1
    assert {"release", "handout", "class-set-up"} <= set(steps[0].split())


def test_in_the_container_the_roster_lies_where_students_cannot_read() -> None:
    assert "RUN chmod go-rwx /course\n" in dockerfile()
    readme = (ROOT / "deploy/README.md").read_text()
    assert re.findall(r"roster\.csv:(\S+):ro", readme) == ["/course/roster.csv"]


def test_no_class_and_no_history_gets_into_an_image() -> None:
    left_out = (ROOT / "deploy/Dockerfile.dockerignore").read_text().splitlines()
    assert {".git", ".venv", "build", "course", "my_work", "roster*.csv"} <= set(left_out)


def test_a_students_server_brings_notebooks_and_becomes_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    became = []
    monkeypatch.setattr(os, "execvpe", lambda *call: became.append(call))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "released").mkdir()
    (tmp_path / "released/START.ipynb").write_text("{}")
    student_server.main([str(tmp_path / "released"), "--ip=0.0.0.0"])
    [(program, command, environment)] = became
    assert program == command[0] == "jupyterhub-singleuser"
    assert command[-1] == "--ip=0.0.0.0"
    assert (tmp_path / "my_work/START.ipynb").is_file()
    assert environment["JUPYTER_CONFIG_PATH"] == str(student_server.SETTINGS)


class FakeHub(BaseHTTPRequestHandler):
    """As much of a JupyterHub as a server asks for when it starts."""

    def do_GET(self) -> None:
        answer = json.dumps({"version": metadata.version("jupyterhub")}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET  # noqa: N815  (http.server calls it so)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_under_a_hub_it_opens_on_the_page_start(tmp_path: Path) -> None:
    """JupyterHub's server goes its own ways to find the page that it opens on."""
    pytest.importorskip("jupyterhub")
    (tmp_path / "released").mkdir()
    (tmp_path / "released/START.ipynb").write_text("{}")
    with ThreadingHTTPServer(("127.0.0.1", 0), FakeHub) as hub:
        threading.Thread(target=hub.serve_forever, daemon=True).start()
        port = free_port()
        home = f"http://127.0.0.1:{port}/user/ada/"
        told = {
            "JUPYTERHUB_API_TOKEN": "a-token",
            "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub.server_port}/hub/api",
            "JUPYTERHUB_BASE_URL": "/",
            "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-ada",
            "JUPYTERHUB_SERVICE_PREFIX": "/user/ada/",
            "JUPYTERHUB_SERVICE_URL": home,
            "JUPYTERHUB_USER": "ada",
        }
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {**os.environ, **told, "HOME": str(tmp_path), "PATH": path}
        as_root = ["--allow-root"] if os.getuid() == 0 else []
        words = ["-m", "deploy.student_server", str(tmp_path / "released"), *as_root]
        with (tmp_path / "log").open("w") as log:
            server = subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        try:
            assert redirected(home, server) == "/user/ada/lab/tree/START.ipynb?", (
                tmp_path / "log"
            ).read_text()
        finally:
            server.terminate()
            server.wait(60)
            hub.shutdown()


def redirected(address: str, server: subprocess.Popen[bytes]) -> str:
    """Where a server sends whoever comes to an address, once it answers."""
    deadline = time.monotonic() + 120
    asked = urlsplit(address)
    while time.monotonic() < deadline and server.poll() is None:
        with (
            contextlib.suppress(OSError),
            contextlib.closing(HTTPConnection(asked.netloc, timeout=10)) as connection,
        ):
            connection.request("GET", asked.path)
            return connection.getresponse().getheader("Location", "nowhere")
        time.sleep(0.2)
    return "nowhere"


def test_that_server_needs_nothing_but_what_students_receive() -> None:
    from autograder.handout.student_package import modules

    text = (ROOT / "deploy/student_server.py").read_text()
    for name in re.findall(r"^from (autograder\.\S+) import", text, re.MULTILINE):
        assert ROOT.joinpath(*name.split(".")).with_suffix(".py") in modules(), name


def test_binder_finds_its_files_and_can_run_them() -> None:
    """repo2docker reads one folder, runs `postBuild` and `start`, which ends with `exec "$@"`."""
    assert not (ROOT / ".binder").exists(), "of two folders repo2docker takes none"
    for name in ("postBuild", "start"):
        assert (BINDER / name).stat().st_mode & 0o111, name
        assert subprocess.run(["bash", "-n", BINDER / name], check=False).returncode == 0
    assert re.search(r'^exec "\$@"', (BINDER / "start").read_text().splitlines()[-1])
    version = re.fullmatch(r"python-(3\.\d+)", (BINDER / "runtime.txt").read_text().strip())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert version
    assert project["requires-python"] == f">={version[1]}"
    lines = (BINDER / "requirements.txt").read_text().splitlines()
    extras = re.fullmatch(r"\.\[(.*)\]", lines[-1])
    assert extras
    assert set(extras[1].split(",")) <= project["optional-dependencies"].keys()
    assert (BINDER / lines[0].removeprefix("--constraint ")).resolve() == ROOT / "constraints.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="the class in a box is for Linux")
def test_what_the_readme_says_can_be_typed() -> None:
    """Every option that the page names is one of the command's."""
    from deploy.__main__ import _parser

    text = (ROOT / "deploy/README.md").read_text()
    known = {option for action in _parser()._actions for option in action.option_strings}
    named = set(re.findall(r"(?:python -m deploy|OPTIONS=\").*?(--[a-z-]+)", text))
    assert named
    assert named <= known
