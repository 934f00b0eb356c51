"""Each damage is found and named, and the repair gives back a notebook that loses nothing."""

import copy
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.__main__ import main
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import fill_in, grading_template, released_notebook
from autograder.base.notebook_json import UnreadableError
from autograder.commands import Exit
from autograder.lab.work import RELEASED
from autograder.submissions.doctor.diagnosis import diagnose
from autograder.submissions.doctor.notebook_file import NotebookFile, read
from autograder.submissions.doctor.repair import repaired
from autograder.submissions.intake import rebuild
from tests.autograder.submissions.damage import damage_bytes, damage_structure

ROOT = Path(__file__).parents[4]
WORK = {
    "double": "def double(x):\n    return 2 * x  # mine",
    "halve": "def halve(x):\n    return x",
}
MUTATIONS = 150
Content = dict[str, Any]


@pytest.fixture
def released(doubling: Assignment, tmp_path: Path) -> Path:
    path = tmp_path / "release/doubling.ipynb"
    path.parent.mkdir()
    nbformat.write(released_notebook(doubling), path)
    return path


@pytest.fixture
def solved(doubling: Assignment) -> Content:
    """The notebook of a student who wrote, ran from the top and saved."""
    notebook = fill_in(released_notebook(doubling), WORK)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
    return json.loads(nbformat.writes(notebook))


def cell(content: Content, grade_id: str) -> Content:
    return next(c for c in content["cells"] if c["id"] == grade_id)


def save(path: Path, content: Content) -> Path:
    path.write_text(json.dumps(content))
    return path


def drop(grade_id: str) -> Callable[[Content], None]:
    return lambda content: content["cells"].remove(cell(content, grade_id))


def double_up(content: Content) -> None:
    place = content["cells"].index(cell(content, "double"))
    early = copy.deepcopy(content["cells"][place]) | {"id": "early"}
    early["source"] = "def double(x):\n    return x + x  # earlier"
    content["cells"].insert(place, early)


def lose_mark(content: Content) -> None:
    cell(content, "halve").update(metadata={}, id="a-new-one")


def change_marks(content: Content) -> None:
    cell(content, "double-many")["metadata"]["nbgrader"].update(points=30, locked=False)


def make_markdown(content: Content) -> None:
    halve = cell(content, "halve")
    halve["cell_type"] = "markdown"
    del halve["outputs"], halve["execution_count"]


def edit_locked(content: Content) -> None:
    cell(content, "setup")["source"] = "import os\nUNIT = 1"


def move(content: Content) -> None:
    content["cells"].append(cell(content, "double"))
    content["cells"].remove(cell(content, "double"))


def retag(content: Content) -> None:
    cell(content, "halve")["metadata"]["nbgrader"]["grade_id"] = "half"


def other_kernel(content: Content) -> None:
    content["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}


DAMAGES: dict[str, tuple[Callable[[Content], None], str]] = {
    "missing solution": (drop("halve"), "'halve', which holds your solution, is missing"),
    "missing test": (drop("double-many"), "'double-many' is missing"),
    "missing set-up": (drop("setup"), "'setup' is missing"),
    "doubled": (double_up, "'double' is there 2 times (cells 6, 7); when graded, all run"),
    "lost mark": (lose_mark, "looks like it, but has lost its mark"),
    "changed marks": (change_marks, "were changed (locked, points)"),
    "markdown": (make_markdown, "were changed (kind)"),
    "edited": (edit_locked, "was edited, but it is locked"),
    "moved": (move, "Cells were moved"),
    "other name": (retag, "a mark that the released notebook does not know"),
    "kernel": (other_kernel, "runs R"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_found_and_repaired(
    tmp_path: Path, doubling: Assignment, released: Path, solved: Content, damage: str
) -> None:
    break_it, message = DAMAGES[damage]
    break_it(solved)
    notebook, release = read(save(tmp_path / "doubling.ipynb", solved)), read(released)
    findings = diagnose(notebook, release)
    assert any(message in finding.message for finding in findings), findings
    assert any(finding.problem and finding.repairable for finding in findings)

    content = repaired(notebook, release)
    nbformat.validate(nbformat.from_dict(content))
    (tmp_path / "sound").mkdir()
    sound = read(save(tmp_path / "sound/doubling.ipynb", content))
    assert [f.message for f in diagnose(sound, release) if f.repairable] == []
    assert cell(content, "double")["source"] == WORK["double"]
    if damage != "missing solution":
        assert cell(content, "halve")["source"] == WORK["halve"]
    submission = rebuild(tmp_path / "sound", "ada", "doubling", grading_template(doubling))
    assert submission.remarks == ()


def test_a_sound_notebook_is_fit(tmp_path: Path, released: Path, solved: Content) -> None:
    path = save(tmp_path / "doubling.ipynb", solved)
    assert diagnose(read(path), read(released)) == []
    assert main(["doctor", str(path)]) == 0
    assert main(["doctor", str(path), "--release", str(released.parent)]) == 0
    assert main(["doctor", str(path), "--repair", str(released)]) == 0
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["doubling.ipynb"]


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (drop("halve"), "There are tests of 'halve', but no cell with its solution"),
        (lose_mark, "looks like it, but has lost its mark"),
        (drop("halve-two"), "The tests of 'halve' are missing"),
        (double_up, "'double' is there 2 times"),
        (change_marks, "were changed"),
        (make_markdown, "were changed"),
    ],
)
def test_much_is_found_without_the_release(
    tmp_path: Path, solved: Content, break_it: Callable[[Content], None], message: str
) -> None:
    break_it(solved)
    path = save(tmp_path / "doubling.ipynb", solved)
    assert message in str(diagnose(read(path)))
    assert main(["doctor", str(path)]) == 1


@pytest.mark.parametrize("name", ["doubling.ipynb", "my homework (1).ipynb"])
def test_what_was_handed_out_is_found_whatever_the_notebook_is_called(
    tmp_path: Path, released: Path, solved: Content, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "mine" / RELEASED
    kept.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(), kept / "another.ipynb")
    shutil.copy(released, kept)
    drop("double-one")(solved)
    save(tmp_path / "mine" / name, solved)
    assert main(["doctor", str(tmp_path / "mine" / name)]) == Exit.ATTENTION
    said = " ".join(capsys.readouterr().out.split())
    assert "The cell 'double-one' is missing" in said
    assert f"--repair {kept / 'doubling.ipynb'} writes" in said
    assert ("under its own name, doubling.ipynb" in said) == (name != "doubling.ipynb")


def test_how_it_was_run_is_looked_at(tmp_path: Path, released: Path, solved: Content) -> None:
    def problems() -> str:
        path = save(tmp_path / "doubling.ipynb", solved)
        findings = diagnose(read(path), read(released))
        return " ".join(finding.message for finding in findings if finding.problem)

    cell(solved, "setup")["execution_count"] = 9
    assert "not run from the top: cell 3 (setup) ran as [9]" in problems()
    cell(solved, "setup")["execution_count"] = None
    assert "1 cell has not been run: cell 3 (setup)" in problems()
    for each in solved["cells"]:
        if each["cell_type"] == "code":
            each["execution_count"] = None
    assert "No cell has been run" in problems()


def test_an_unsolved_exercise_stops_the_run_and_is_no_problem(
    tmp_path: Path, released: Path, solved: Content
) -> None:
    release = json.loads(released.read_text())
    cell(solved, "halve")["source"] = cell(release, "halve")["source"]
    error = {"output_type": "error", "ename": "NotImplementedError", "evalue": "", "traceback": []}
    test = cell(solved, "halve-two")
    test["outputs"] = [error]
    solved["cells"][-1]["execution_count"] = None
    findings = diagnose(read(save(tmp_path / "doubling.ipynb", solved)), read(released))
    assert not any(finding.problem for finding in findings)
    text = str(findings)
    assert "still waits for your solution" in text
    assert "ended in an error" not in text, "its tests can only fail"
    cell(solved, "double-one")["outputs"] = [error | {"ename": "ValueError"}]
    findings = diagnose(read(save(tmp_path / "doubling.ipynb", solved)), read(released))
    assert "double-one) ended in an error (ValueError)" in str(findings)


def test_packages_that_grading_hides_are_named(tmp_path: Path, solved: Content) -> None:
    cell(solved, "double")["source"] = (
        "import math, nbgrader.api\nfrom my_helpers import twice\n"
        "try:\n    import fast_helpers\nexcept ImportError:\n    pass\n"
        "%matplotlib inline\ndef double(x):\n    import torch, jupytext\n    return 2 * x"
    )
    cell(solved, "setup")["source"] = "import nbgrader  # released so"
    text = str(diagnose(read(save(tmp_path / "doubling.ipynb", solved))))
    assert "imports nbgrader, my_helpers, jupytext, which is not there" in text
    assert text.count("not there when your notebook is graded") == 1


def test_a_cell_that_is_no_python_is_named_before_it_is_run(
    tmp_path: Path, solved: Content
) -> None:
    cell(solved, "double").update(source="%time\ndef double(x)\n    return 2 * x")
    cell(solved, "halve").update(source="!ls\nawait halve")
    for each in solved["cells"]:
        each["execution_count"] = None
    found = [f for f in diagnose(read(save(tmp_path / "doubling.ipynb", solved))) if f.problem]
    said = [finding.message for finding in found if "is no Python" in finding.message]
    assert said == ["Cell 6 (double) is no Python: line 2: expected ':'."]


@pytest.mark.parametrize("key", ["execution", "ExecuteTime"])
def test_slow_cells_are_named_where_their_times_were_kept(
    tmp_path: Path, solved: Content, key: str
) -> None:
    names = {
        "execution": ("iopub.execute_input", "shell.execute_reply"),
        "ExecuteTime": ("start_time", "end_time"),
    }[key]
    for minute, problem in (("00:40", False), ("01:15", True)):
        times = ["2026-01-31T12:00:00.500Z", f"2026-01-31T12:{minute}.500Z"]
        cell(solved, "halve")["metadata"][key] = dict(zip(names, times, strict=True))
        findings = diagnose(read(save(tmp_path / "doubling.ipynb", solved)))
        [slow] = [finding for finding in findings if "the grader stops" in finding.message]
        assert slow.problem == problem


def test_a_cut_off_file_gives_back_what_was_before_the_damage(
    tmp_path: Path, released: Path, solved: Content
) -> None:
    solved["cells"].insert(6, {"cell_type": "markdown", "metadata": {}, "source": "my thoughts"})
    text = json.dumps(solved, indent=1)
    path = tmp_path / "doubling.ipynb"
    path.write_text(text[: text.index("def halve") + 5])
    assert main(["doctor", str(path)]) == 1
    assert main(["doctor", str(path), "--repair", str(released)]) == 0
    content = json.loads((tmp_path / "doubling-repaired.ipynb").read_text())
    assert cell(content, "double")["source"] == WORK["double"]
    assert "my thoughts" in [c["source"] for c in content["cells"]]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\x00\xff", b'{"cells": 3}', b'{"cells": ['])
def test_a_file_without_cells_is_named_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    (tmp_path / "doubling.ipynb").write_bytes(data)
    assert main(["doctor", str(tmp_path / "doubling.ipynb")]) == 1
    assert "Traceback" not in "".join(capsys.readouterr())


def test_own_cells_second_versions_and_examples_are_kept(
    tmp_path: Path, released: Path, solved: Content
) -> None:
    double_up(solved)
    place = solved["cells"].index(cell(solved, "double-one"))
    helper: Content = {"cell_type": "code", "id": "x", "metadata": {}, "source": "def help(): 1"}
    solved["cells"].insert(place, helper | {"outputs": [], "execution_count": 3})
    solved["cells"][-1]["source"] = "print('my example')"
    content = repaired(read(save(tmp_path / "doubling.ipynb", solved)), read(released))
    sources = [c["source"] for c in content["cells"]]
    first = sources.index(WORK["double"])
    [early] = [c for c in content["cells"] if "# earlier" in "".join(c["source"])]
    assert early["cell_type"] == "code"
    assert content["cells"].index(early) < first
    assert sources[first + 1] == "def help(): 1"
    assert sources[-1] == "print('my example')"
    assert all(not c.get("outputs") and c.get("execution_count") is None for c in content["cells"])
    assert len({c["id"] for c in content["cells"]}) == len(sources)


def test_a_stub_that_comes_last_does_not_hide_the_work(
    tmp_path: Path, released: Path, solved: Content
) -> None:
    stub = copy.deepcopy(cell(json.loads(released.read_text()), "double")) | {"id": "again"}
    solved["cells"].append(stub)
    content = repaired(read(save(tmp_path / "doubling.ipynb", solved)), read(released))
    assert cell(content, "double")["source"] == WORK["double"]


@pytest.mark.parametrize("order", ["abs", "asb", "aba", "sab", "a#", "hab"])
def test_the_repair_keeps_what_the_grader_runs(
    tmp_path: Path, doubling: Assignment, released: Path, solved: Content, order: str
) -> None:
    """a, b: two texts; s: the stub; #: all comments; h: a helper between."""
    stub = cell(json.loads(released.read_text()), "double")["source"]
    texts = {"a": "def double(x): return a(x)", "b": "def double(x): return 2 * x", "s": stub}
    texts |= {"#": "# def double(x): return 0", "h": "def a(x): return x"}
    original = cell(solved, "double")
    place = solved["cells"].index(original)
    copies = [original | {"id": f"c{n}", "source": texts[t]} for n, t in enumerate(order)]
    helper = {"cell_type": "code", "id": "own", "metadata": {}, "source": "between = 1"}
    copies.insert(1, helper | {"outputs": [], "execution_count": None})
    solved["cells"][place : place + 1] = copies
    repaired_copy = repaired(read(save(tmp_path / "doubling.ipynb", solved)), read(released))

    def run(content: Content) -> list[str]:
        save(tmp_path / "doubling.ipynb", content)
        rebuilt = rebuild(tmp_path, "ada", "doubling", grading_template(doubling)).notebook
        return [c.source for c in rebuilt.cells if c.cell_type == "code"]

    assert run(repaired_copy) == run(solved)
    assert texts["b" if "b" in order and order != "aba" else "a"] in run(solved)


def test_the_notebook_of_the_chapter_is_recognised(
    tmp_path: Path, released: Path, solved: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    for each in solved["cells"]:
        each["metadata"] = {}
    path = save(tmp_path / "doubling.ipynb", solved)
    for options in ([], ["--release", str(released)]):
        assert main(["doctor", str(path), *options]) == 1
        assert "Is this the notebook of the chapter?" in capsys.readouterr().out.replace("\n", " ")


def test_nothing_is_overwritten_without_force(
    tmp_path: Path, released: Path, solved: Content
) -> None:
    double_up(solved)
    path = save(tmp_path / "doubling.ipynb", solved)
    before, release = path.read_bytes(), released.read_bytes()
    command = ["doctor", str(path), "--repair", str(released)]
    assert main([*command, "--output", str(path)]) == 2
    assert main(command) == 0
    assert main(command) == 2
    assert main([*command, "--force"]) == 0
    assert main([*command, "--output", str(released), "--force"]) == 2
    assert path.read_bytes() == before
    assert released.read_bytes() == release
    assert main([*command, "--output", str(path), "--force"]) == 0
    assert path.read_bytes() != before


def test_a_release_that_is_none_is_refused(tmp_path: Path, solved: Content) -> None:
    path = save(tmp_path / "doubling.ipynb", solved)
    assert main(["doctor", str(path), "--release", str(path)]) == 2
    assert main(["doctor", str(path), "--release", str(tmp_path / "nowhere.ipynb")]) == 2
    plain = save(tmp_path / "plain.ipynb", {"cells": []})
    assert main(["doctor", str(path), "--repair", str(plain)]) == 2
    assert main(["doctor", str(tmp_path / "nowhere.ipynb")]) == 2


@pytest.mark.parametrize("kind", ["bytes", "structure"])
def test_the_doctor_survives_any_damage(
    tmp_path: Path, released: Path, solved: Content, kind: str
) -> None:
    chance, release = random.Random(kind), read(released)
    path, whole = tmp_path / "doubling.ipynb", json.dumps(solved).encode()
    for _ in range(MUTATIONS):
        if kind == "bytes":
            path.write_bytes(damage_bytes(whole, chance))
        else:
            path.write_text(json.dumps(damage_structure(json.loads(whole), chance)))
        try:
            notebook = read(path)
        except UnreadableError:
            continue
        diagnose(notebook)
        diagnose(notebook, release)
        content = repaired(notebook, release)
        nbformat.validate(nbformat.from_dict(content))
        marks = [c.marks for c in NotebookFile(path, content).cells if c.marks]
        assert marks == [c.marks for c in release.cells if c.marks]


def test_students_need_neither_torch_nor_the_assignments(tmp_path: Path, solved: Content) -> None:
    path = save(tmp_path / "doubling.ipynb", solved)
    script = (
        "import sys; from autograder.__main__ import main; code = main(sys.argv[1:]);"
        "heavy = {'torch', 'nbgrader', 'jupytext', 'jinja2', 'nh3'};"
        "heavy |= {'autograder.authoring.assignment'};"
        "heavy &= sys.modules.keys();"
        "sys.exit(f'{heavy}' if heavy else code)"
    )
    command = [sys.executable, "-c", script, "doctor", str(path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_cell_whose_id_is_no_text_is_repaired_all_the_same(released, solved, tmp_path) -> None:
    solved["cells"][-1]["id"] = ["no", "text"]
    notebook, release = read(save(tmp_path / "doubling.ipynb", solved)), read(released)
    sources = [it["source"] for it in repaired(notebook, release)["cells"]]
    assert WORK["double"] in sources
