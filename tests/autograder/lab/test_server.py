"""JupyterLab for learners: on their folder, with Validate, without the rooms of instructors."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import nbformat
import nbgrader.server_extensions
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.preprocessors import Execute

from autograder.__main__ import main
from autograder.authoring import assignment as assignments
from autograder.authoring.notebooks import fill_in, released_notebook
from autograder.base.limits import SECONDS_PER_CELL
from autograder.commands import Exit
from autograder.lab.server import SETTINGS as FOLDER
from autograder.lab.server import open_lab
from autograder.lab.validation import SETTINGS, MessageFirst, ValidateHandler

ROOT = Path(__file__).parents[3]


@pytest.fixture
def started(monkeypatch):
    """Lets a list take the command and the environment in the place of JupyterLab."""
    calls = []

    class Server:
        def __init__(self, command, env, cwd):
            calls.append((command, env, cwd))
            self.asked = 0

        def wait(self):
            self.asked += 1
            if self.asked == 1:
                raise KeyboardInterrupt
            return 0

    monkeypatch.setattr(subprocess, "Popen", Server)
    return calls


def test_it_opens_on_start_in_the_learners_folder_and_survives_ctrl_c(started, tmp_path):
    assert open_lab(tmp_path, port=8901, browser=False) == 0
    [(command, environment, folder)] = started
    assert folder == tmp_path
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert "--LabApp.default_url=/lab/tree/START.ipynb" in command
    assert {"--port=8901", "--no-browser"} <= set(command)
    assert environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0] == str(FOLDER)
    assert environment["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)


def test_the_command_brings_the_notebooks_first(started, tmp_path, doubling):
    (tmp_path / "released").mkdir()
    nbformat.write(released_notebook(doubling), tmp_path / "released/doubling.ipynb")
    arguments = ["lab", "--released", str(tmp_path / "released"), "--work", str(tmp_path / "mine")]
    assert main(arguments) == Exit.OK
    assert (tmp_path / "mine/doubling.ipynb").is_file()
    assert len(started) == 1


def test_without_notebooks_it_says_what_to_do(started, tmp_path, capsys):
    assert main(["lab", "--released", str(tmp_path / "none")]) == Exit.USAGE
    assert "--released" in capsys.readouterr().out
    assert started == []


def test_everything_of_nbgraders_is_off_but_validate():
    page = json.loads((FOLDER / "labconfig/page_config.json").read_text())
    labextension = Path(sys.prefix) / "share/jupyter/labextensions/@jupyter/nbgrader/static"
    plugins = {
        name
        for file in labextension.glob("*.js")
        for name in file.read_text(encoding="utf-8").split('"')
        if name.startswith("@jupyter/nbgrader:") and name != "@jupyter/nbgrader:"
    }
    off = {name for name, disabled in page["disabledExtensions"].items() if disabled}
    assert plugins - off == {"@jupyter/nbgrader:validate-assignment"}
    server = json.loads((FOLDER / "jupyter_server_config.d/lab.json").read_text())
    extensions = server["ServerApp"]["jpserver_extensions"]
    rooms = Path(nbgrader.server_extensions.__file__).parent.glob("*/__init__.py")
    for room in rooms:
        assert extensions[f"nbgrader.server_extensions.{room.parent.name}"] is False
    assert extensions["autograder.lab.validation"] is True


def test_no_news_and_no_updates_are_asked_for():
    overrides = json.loads((FOLDER / "labconfig/default_setting_overrides.json").read_text())
    schemas = Path(sys.prefix) / "share/jupyter/lab/schemas"
    for plugin, settings in overrides.items():
        package, _, name = plugin.partition(":")
        known = json.loads((schemas / package / f"{name}.json").read_text())["properties"]
        assert settings.keys() <= known.keys(), "a setting of that name exists"
    notification = overrides["@jupyterlab/apputils-extension:notification"]
    assert notification == {"checkForUpdates": False, "fetchNews": "false"}


def test_make_clean_touches_nobodys_work():
    done = subprocess.run(
        ["make", "--dry-run", "clean"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    removed = done.stdout.split()
    assert "build" in removed
    assert not any("my_work" in word for word in removed)
    assert "/my_work/" in (ROOT / ".gitignore").read_text().splitlines()


def test_validate_names_each_test_in_one_line_and_shows_its_message(tmp_path, capfd):
    assignment = assignments.load("causal_masking")
    wrong = "def causal_mask(n):\n    return torch.ones(n, n, dtype=torch.bool).triu()"
    notebook = fill_in(released_notebook(assignment), {"causal_mask": wrong})
    keep = [c for c in notebook.cells if c.id.startswith("causal_mask") or c.id == "setup"]
    notebook.cells = keep
    nbformat.write(notebook, tmp_path / "causal_masking.ipynb")
    results = MessageFirst(config=SETTINGS).validate(str(tmp_path / "causal_masking.ipynb"))
    assert "eavesdropping" not in capfd.readouterr().err, "the kernel's talk is encrypted"
    failed, scratch = results["failed"]  # the second test too asks for the right value first
    assert scratch["source"].startswith("causal_mask: From scratch")
    assert failed["source"].startswith("causal_mask: Triangle – the right side")
    assert "\n" not in failed["source"]
    lines = failed["raw_error"].splitlines()
    assert "wrong values" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == ["expected", "got", "likely", "reread"]


def test_validate_waits_for_output_as_long_as_for_a_cell():
    execute = Execute(config=SETTINGS)
    assert execute.iopub_timeout == execute.timeout == SECONDS_PER_CELL


def test_a_notebook_without_tests_is_not_called_a_success(tmp_path):
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), tmp_path / "START.ipynb")
    answer = ValidateHandler.validate_notebook(Mock(root_dir=tmp_path), "START.ipynb")
    assert answer == {"success": False, "value": "START.ipynb holds no test that could pass."}


def test_validate_fails_what_grading_could_not_import(tmp_path):
    cells = [
        new_code_cell("import nbgrader\nx = 1"),
        new_code_cell("import torch"),
        new_code_cell("print(x)", metadata={"nbgrader": {"locked": True}}),
    ]
    [failed] = MessageFirst()._get_failed_cells(new_notebook(cells=cells))
    assert failed.source == "import nbgrader"
    assert "nbgrader: not there when your notebook is graded" in failed.outputs[0].evalue
    assert cells[0].source == "import nbgrader\nx = 1"


def test_the_tests_of_a_released_notebook_are_folded():
    cells = released_notebook(assignments.load("causal_masking")).cells
    graded = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert graded
    assert all(cell.metadata.jupyter.source_hidden for cell in graded)
    others = [cell for cell in cells if not cell.metadata.get("nbgrader", {}).get("grade")]
    assert not any("jupyter" in cell.metadata for cell in others)
