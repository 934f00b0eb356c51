"""What students receive opens with START, installs itself, and stands alone."""

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.version import Version

from autograder.__main__ import main
from autograder.authoring import assignment as assignments
from autograder.authoring.notebooks import released_notebook
from autograder.commands import NAMES, Exit
from autograder.handout.handout import make_handout
from autograder.handout.start_notebook import start_notebook
from autograder.handout.student_package import build_wheel, version_with
from autograder.testing.failure import CheckFailed

ROOT = Path(__file__).parents[3]
CAUSAL = ROOT / "autograder/assignments/causal_masking/assignment.md"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def handout(course, doubling, wheel, monkeypatch) -> Path:
    monkeypatch.setattr("autograder.handout.handout.build_wheel", lambda folder: wheel)
    make_handout(course, [doubling])
    return course.root / "handout"


def test_the_wheel_runs_without_the_repository(wheel, tmp_path):
    """Every module in it can be imported from it alone."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    files = [name for name in names if name.endswith(".py") and name.startswith("autograder/")]
    modules = [
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in files
    ]
    imports = "".join(f"import {name}\n" for name in modules if not name.endswith("__main__"))
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nsys.meta_path = [it for it in "
    code += "sys.meta_path if 'editable' not in repr(it).lower()]\n"
    code += f"{imports}import autograder; assert {str(tmp_path)!r} in autograder.__file__\n"
    code += "from autograder.__main__ import main; main(['--help'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"^ +lab ", done.stdout, re.MULTILINE)
    assert not re.search(r"^ +grade ", done.stdout, re.MULTILINE)


def test_the_wheel_has_jupyters_settings_and_the_movable_figures(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for room in ("autograder/lab/jupyter", "course_lib/figures"):
        files = {f.relative_to(ROOT).as_posix() for f in (ROOT / room).rglob("*.js*")}
        assert files
        assert files <= names


def test_another_content_is_another_version(wheel, monkeypatch):
    assert build_wheel(wheel.parent) == wheel, "an equal one is not made again"
    monkeypatch.setattr("autograder.handout.student_package._files", lambda: [ROOT / "LICENSE"])
    monkeypatch.setattr("autograder.handout.student_package._run_pip", lambda stage, folder: None)
    assert build_wheel(wheel.parent / "other").name != wheel.name


def test_pip_keeps_a_version_whatever_its_digest():
    for digest in ("00122337", "12345678", "0e1f2a3b", "abcdefab"):
        version = version_with("0.1.0", digest)
        assert str(Version(version)) == version


def test_the_folder_and_the_archive_hold_the_same(handout):
    with zipfile.ZipFile(handout.parent / "how-llms-work.zip") as archive:
        packed = {name.partition("/")[2] for name in archive.namelist()}
    assert packed == {f.relative_to(handout).as_posix() for f in handout.rglob("*") if f.is_file()}
    assert {"start.py", "README.txt", "AGENTS.md"} <= packed
    assert {"released/START.ipynb", "released/doubling.ipynb"} <= packed


def test_assistants_are_told_to_tutor_by_what_the_notebooks_have(handout):
    """The advice names marks, hints and files; each of them is there, under that name."""
    advice = (handout / "AGENTS.md").read_text()
    exercise = released_notebook(assignments.parse(CAUSAL.read_text(), CAUSAL.parent))
    text = "\n".join(cell.source for cell in exercise.cells)
    for mark in re.findall(r"`(raise NotImplementedError|course_lib)`", advice):
        assert mark in text
    hints = re.findall(r"\{dropdown\} Hint \d: (.+)|<summary>.*?Hint \d: (.+?)</summary>", text)
    names = ["".join(found) for found in hints][:3]
    assert " ".join(advice.split()).count(", ".join(names)) == 1, names
    labels = CheckFailed("p", expected="1", got="2", hint="h", reread="r").details
    assert {"likely", "reread"} <= set(labels)
    for label in ("likely", "reread"):
        assert f"`{label}`" in advice
    [(program, command)] = re.findall(r"`python (\S+) (\w+) my_work/NAME.ipynb`", advice)
    assert (handout / program).is_file()
    assert command in NAMES
    assert (handout / "released").is_dir()
    assert "AGENTS.md" in (handout / "README.txt").read_text()


def test_every_requirement_is_pinned(handout):
    lines = (handout / "requirements.txt").read_text() + (handout / "data.txt").read_text()
    assert lines.count("--constraint constraints.txt") == 2
    assert (handout / "constraints.txt").read_text() == (ROOT / "constraints.txt").read_text()


def test_a_notebook_that_is_no_longer_released_goes(handout, course, doubling):
    (handout / "released/withdrawn.ipynb").write_text("{}")
    make_handout(course, [doubling])
    assert not (handout / "released/withdrawn.ipynb").exists()


def test_without_a_release_the_command_says_what_to_do(tmp_path, capsys):
    assert main(["handout", "causal_masking", "--course", str(tmp_path / "c")]) == Exit.USAGE
    assert "run release first" in capsys.readouterr().out


def test_start_lists_every_assignment_in_the_order_of_the_course():
    chosen = [assignments.load(slug) for slug in assignments.slugs()]
    start = start_notebook(chosen)
    nbformat.validate(start)
    linked = re.findall(r"\]\((\w+)\.ipynb\)", "\n".join(cell.source for cell in start.cells))
    order = re.findall(r"file: book/exercises/(\w+)", (ROOT / "_toc.yml").read_text())
    assert linked == order
    assert sorted(linked) == assignments.slugs()
    captions = [
        part["caption"] for part in yaml.safe_load((ROOT / "_toc.yml").read_text())["parts"]
    ]
    headings = re.findall(
        r"^## (.*)$", "\n".join(c.source for c in start.cells[1:-3]), re.MULTILINE
    )
    assert headings == [caption for caption in captions if caption in headings]
    assert f"doctor {order[0]}.ipynb" in start.cells[-2].source


def test_start_links_chapters_where_the_site_is_published(monkeypatch):
    one = [assignments.load("causal_masking")]
    assert "chapter](" not in start_notebook(one).cells[1].source
    monkeypatch.setenv("SITE_URL", "https://example.org/llm/")
    page = "https://example.org/llm/book/attention/causal_masking.html"
    assert f"[chapter]({page})" in start_notebook(one).cells[1].source


def test_start_py_needs_nothing_but_the_standard_library():
    tree = ast.parse((ROOT / "autograder/handout/templates/start.py").read_text())
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {n.module if isinstance(n, ast.ImportFrom) else n.names[0].name for n in nodes}
    assert names <= sys.stdlib_module_names


def test_start_py_says_what_stops_it(handout):
    """Without the network, pip cannot install; the one line that says so comes last."""
    (handout / "requirements.txt").write_text("--no-index\nno-such-package-at-all\n")
    for expected in ("Setting up", "pip could not install everything"):
        done = subprocess.run(
            [sys.executable, str(handout / "start.py")], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert expected in done.stdout + done.stderr
    assert done.stderr.splitlines()[-1].startswith("pip could not install everything")
    assert not (handout / ".venv/ready").exists()
