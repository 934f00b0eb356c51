"""The contributor's guide, replayed: from an empty file to a green bank.

The guide shows the files that lie beside this test, and quotes what the commands say; each quote
is compared with what they say here.
"""

import re
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import nbformat
import pytest

from autograder.__main__ import main
from autograder.authoring import assignment as assignments
from autograder.authoring.notebooks import exercise_page, released_notebook
from autograder.commands import Exit
from tests.autograder.needs import needs_bubblewrap

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLE = HERE / "assignments" / "logit_softcapping"
GUIDE = (ROOT / "book/guides/contributor_guide.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"^```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^llm-course-grader (check .*)$", GUIDE, re.MULTILINE)
WHOLE = (EXAMPLE / "assignment.md").read_text(encoding="utf-8")
HIDDEN = re.compile(r" *### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS\n", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the contributor writes: a shelf of assignments on which nothing else stands."""
    monkeypatch.setattr(assignments, "ASSIGNMENTS", tmp_path / "assignments")
    folder = tmp_path / "assignments" / EXAMPLE.name
    folder.mkdir(parents=True)
    return folder


def said(command: str, *more: str) -> tuple[int, str]:
    """What one of the guide's commands ends with and prints, in this process."""
    with redirect_stdout(StringIO()) as out:
        code = main([*command.split(), *more])
    return code, out.getvalue()


def verdicts(text: str) -> list[str]:
    """The lines about solutions; the last line of the output, which counts them, is not quoted."""
    return [line for line in text.splitlines() if line.startswith("softcap ")]


def test_the_guide_leads_from_an_empty_file_to_a_green_bank(folder: Path) -> None:
    empty, no_bank, no_test, too_weak, content, _ = QUOTED
    first, quick, _ = COMMANDS
    text = folder / "assignment.md"

    text.write_text("")
    assert said(first) == (Exit.USAGE, empty)

    text.write_text(WHOLE[: WHOLE.index("## Softcap")])
    assert said(first) == (
        Exit.USAGE,
        "error: logit_softcapping: it has no cell of role 'solution'\n",
    )

    text.write_text(WHOLE[: WHOLE.index("```{code-cell} ipython3\n---\nrole: test")])
    assert said(first) == (Exit.USAGE, no_bank)

    shutil.copytree(EXAMPLE / "bank", folder / "bank")
    assert said(first) == (Exit.USAGE, no_test)

    text.write_text(HIDDEN.sub("", WHOLE))
    code, out = said(quick, "--jobs", "1")
    assert (code, verdicts(out)) == (Exit.ATTENTION, too_weak.splitlines())

    text.write_text(WHOLE)
    code, out = said(quick, "--jobs", "1")
    assert (code, verdicts(out)) == (Exit.OK, content.splitlines())


def test_each_mistake_is_told_what_it_is_or_nothing(folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    _, out = said(COMMANDS[1], "--jobs", "1", "--messages")
    told = dict(re.findall(r"^softcap wrong (\w+): caught\n +(.*)$", out, re.MULTILINE))
    assert "the logits are cut, not bent" in told["cut"]
    assert "what is bent must be measured in caps first" in told["not_in_caps"]
    assert "your function changed its input logits" in told["in_place"]
    assert "likely" not in told["cap_of_two"]


def test_a_solution_in_the_text_that_loses_points_is_named(folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    right, wrong = "cap * torch.tanh(logits / cap)  #", "cap * torch.tanh(logits)  #"
    assert right in WHOLE
    (folder / "assignment.md").write_text(WHOLE.replace(right, wrong))
    code, out = said(COMMANDS[1], "--jobs", "1")
    assert code == Exit.ATTENTION
    assert "softcap right reference: is right, but lost softcap-" in out


def test_a_set_up_that_fails_is_named(folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    (folder / "assignment.md").write_text(WHOLE.replace("import torch\n", "import torhc\n", 1))
    code, out = said(COMMANDS[1], "--jobs", "1")
    assert code == Exit.USAGE
    assert "cell 'setup': ModuleNotFoundError: No module named 'torhc'" in out


@pytest.mark.slow
def test_in_the_sandbox_the_bank_is_green_too(folder: Path, tmp_path: Path, full: bool) -> None:
    if not full:
        pytest.skip("runs with --full: the others judge the same bank in this process")
    needs_bubblewrap()
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    options = ["--course", str(tmp_path / "check"), "--draws", "2", "--jobs", "2"]
    code, out = said(COMMANDS[2], *options)
    assert code == Exit.OK
    assert set(QUOTED[5].splitlines()) <= set(out.splitlines())


def test_what_is_made_of_the_text_hides_what_it_must(folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    assignment = assignments.load(EXAMPLE.name)
    for made in (exercise_page(assignment), nbformat.writes(released_notebook(assignment))):
        assert "NotImplementedError" in made
        assert "the logits are cut, not bent" in made
        assert "cap * torch.tanh(logits / cap)" not in made
        assert "for cap in (0.5, 30.0)" not in made


def test_every_part_of_the_text_is_shown_in_the_guide() -> None:
    """Its includes begin and end at lines that are there, and there once."""
    shown = re.findall(r"\{literalinclude\} (\S+)\n((?::.*\n)*)", GUIDE)
    for file, options in shown:
        text = (ROOT / "book/guides" / file).resolve().read_text(encoding="utf-8")
        for mark in re.findall(r'^:(?:start-at|end-at|end-before): "(.*)"$', options, re.MULTILINE):
            assert mark in text, f"{file} holds no {mark!r}"
    names = {path.name for path in (EXAMPLE / "bank").rglob("*.py")}
    assert names == set(re.findall(r"(?:wrong/|right/|`)(\w+\.py)`", GUIDE)) - {"way.py"}
