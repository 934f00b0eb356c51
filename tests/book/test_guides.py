"""What the guides and READMEs name is there: commands, options, targets, files, variables.

The commands of an instructor's first hour are run as they stand on the page.
"""

import re
import shlex
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

import nbformat
import pytest
from nbgrader.apps.nbgraderapp import NbGraderApp

from autograder.__main__ import _parser, main
from autograder.authoring import assignment as assignments
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook
from autograder.commands import NAMES, Exit
from tests.autograder.needs import needs_bubblewrap

from .prose_numbers import uncomputed, values

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "book/guides").glob("*.md"))
TEXTS = [
    *GUIDES,
    ROOT / "README.md",
    ROOT / "autograder/README.md",
    *sorted((ROOT / "autograder/handout/templates").glob("*.*")),
]
FENCE = re.compile(r"^( *)```(.*)\n([\s\S]*?)^\1```$", re.MULTILINE)  # of any language
SPAN = re.compile(r"`([^`]+)`")
EXAMPLE = "logit_softcapping"  # of the contributor's guide; it stands in no shelf
MADE = ("build", "course", "my_work", "released", "locale")
TREE = (
    *("autograder", "book", "course_lib", "deploy", "tests", "benchmarks", ".github"),
    *("_toc.yml", "_config.yml"),
)


def commands(program: str, text: str) -> Iterator[list[str]]:
    """The words of every command line of a program: in blocks, and in spans of the prose."""
    blocks = (it.replace("\\\n", " ") for _, kind, it in FENCE.findall(text) if kind in ("", "sh"))
    lines = [line for block in blocks for line in block.splitlines()]
    lines += [" ".join(span.split()) for span in spans(text)]
    for line in lines:
        if found := re.match(rf" *(?:[A-Z_]+=\S+ )*{re.escape(program)} (.*)", line):
            yield shlex.split(found[1].rstrip("&"), comments=True)


def spans(text: str) -> list[str]:
    """What stands in backticks in the prose, outside of blocks."""
    return SPAN.findall(FENCE.sub("", text))


def of(program: str, path: Path) -> list[list[str]]:
    """The arguments of each call of a program in a text."""
    return list(commands(program, path.read_text(encoding="utf-8")))


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEXTS, ids=ids)
def test_commands_of_the_grader_can_be_given_so(path: Path) -> None:
    """By the program's own parser: a command, an option or a choice that is gone stops here."""
    calls = of("llm-course-grader", path) + of("python -m autograder", path)
    for arguments in calls:
        if arguments[0].startswith("-"):
            continue
        try:
            options = _parser(arguments[:1]).parse_args(arguments)
        except SystemExit:
            if len(arguments) > 1:
                pytest.fail(f"{ids(path)}: llm-course-grader {shlex.join(arguments)}")
            assert arguments[0] in NAMES, f"{ids(path)}: {arguments[0]}"  # a name alone
            continue
        named = getattr(options, "assignment", None) or []
        for slug in [named] if isinstance(named, str) else named:
            assert slug in (*assignments.slugs(), EXAMPLE), (
                f"{ids(path)} names the assignment {slug!r}"
            )
        if exercise := getattr(options, "exercise", None):
            texts = [*assignments.ASSIGNMENTS.glob("*/assignment.md")]
            texts += (ROOT / "tests/contributing/assignments").glob("*/assignment.md")
            assert any(f"\nid: {exercise}\n" in it.read_text(encoding="utf-8") for it in texts)


def test_the_guides_hold_commands_to_look_at() -> None:
    """Else the search above finds nothing and passes."""
    found = {path.stem: len(of("llm-course-grader", path)) for path in GUIDES}
    assert found["instructor_guide"] > 30
    assert found["student_guide"] >= 3
    assert found["contributor_guide"] >= 3


@pytest.mark.parametrize("path", TEXTS, ids=ids)
def test_targets_and_options_of_other_programs_exist(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for words in of("make", path):
        names = {word for word in words if not re.match(r"[A-Z]+=", word)}
        assert names <= targets, f"{ids(path)}: make {' '.join(words)}"
        variables = {word.partition("=")[0] for word in words if "=" in word}
        assert all(f"$({it})" in makefile for it in variables)
    for words in of("nbgrader", path):
        assert words[0] in NbGraderApp.subcommands
    [program] = [it for it in files("jupyter-book") or [] if it.match("cli/main.py")]
    for words in of("jupyter-book build", path):  # its source: to import it warns
        options = {word for word in words if word.startswith("-")}
        assert all(f'"{it}"' in program.read_text() for it in options), words
    own = (ROOT / "tests/conftest.py").read_text(encoding="utf-8")
    for words in of("pytest", path):
        for word in words:
            if word.startswith("--"):
                assert f'"{word.partition("=")[0]}"' in own
            else:
                assert (ROOT / word).exists()


@pytest.mark.parametrize("path", TEXTS, ids=ids)
def test_files_that_are_named_are_there(path: Path) -> None:
    """Paths of the repository; what commands make, and the worked example, is not there yet."""
    found = spans(path.read_text(encoding="utf-8"))
    named = {it for it in found if re.fullmatch(r"[\w.-]+(/[\w.-]*)+|_\w+\.yml", it)}
    for name in named:
        first = name.split("/")[0]
        if first in TREE and EXAMPLE not in name and "exercises" not in name:
            assert (ROOT / name).exists(), f"{ids(path)} names {name}"
        elif "book" in path.parts:
            assert first in (*MADE, *TREE, "wrong", "right", ".venv", "", "bank"), (
                f"{ids(path)} names {name}"
            )


def test_links_of_the_readme_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [it for it in re.findall(r"\]\(([^)]+)\)", text) if "://" not in it]
    assert len(targets) >= 4
    for target in targets:
        assert (ROOT / target).exists(), target


def test_variables_that_the_guides_name_are_read() -> None:
    sources = "".join(
        it.read_text(encoding="utf-8") for it in (ROOT / "book/extensions").glob("*.py")
    )
    text = "".join(it.read_text(encoding="utf-8") for it in GUIDES)
    named = set(re.findall(r"\b((?:SITE|REPOSITORY)_[A-Z]+)\b", text))
    assert named == {"SITE_URL", "REPOSITORY_URL", "SITE_BRANCH"}
    for name in named:
        assert f'environ.get("{name}"' in sources


@pytest.mark.parametrize("path", GUIDES, ids=ids)
def test_a_guide_states_no_number_that_nothing_computed(path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = values(project["requires-python"])
    assert uncomputed(path.read_text(encoding="utf-8"), known) == []


def test_the_package_holds_what_the_students_guide_says() -> None:
    text = (ROOT / "book/guides/student_guide.md").read_text(encoding="utf-8")
    made = (ROOT / "autograder/handout/handout.py").read_text(encoding="utf-8")
    templates = {it.name for it in (ROOT / "autograder/handout/templates").iterdir()}
    for name in ("start.py", "AGENTS.md"):
        assert name in text
        assert name in templates
    for name in ("requirements.txt", "data.txt"):
        assert f"-r {name}" in text
        assert f'"{name}"' in made


INSTRUCTOR = (ROOT / "book/guides/instructor_guide.md").read_text(encoding="utf-8")


def block_after(words: str) -> list[str]:
    """The lines of the first block behind these words of the instructor's guide."""
    return FENCE.search(INSTRUCTOR, INSTRUCTOR.index(words))[3].splitlines()  # type: ignore[index]


def run(line: str) -> None:
    """Do one line of the guide in this process: a command of the grader, mkdir or cp."""
    program, *words = shlex.split(line)
    if program == "mkdir":
        Path(words[-1]).mkdir(parents=True)
    elif program == "cp":
        shutil.copy(*words)
    else:
        assert program == "llm-course-grader"
        assert main(words) == Exit.OK, line


@pytest.mark.slow
def test_the_first_hour_goes_as_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rehearsal, and then the five commands of a term with what Canvas would send."""
    needs_bubblewrap()
    monkeypatch.chdir(tmp_path)
    rehearsal = block_after("**Rehearse.**")
    assert len(rehearsal) == 9
    for line in rehearsal:
        run(line)
    assert (tmp_path / "build/course/how-llms-work.zip").is_file()
    assert (tmp_path / "build/to-hand-out/ada/language_models.html").is_file()
    assert re.search(r"^sum +0 of \d+$", capsys.readouterr().out, re.MULTILINE)

    assignment = assignments.load("language_models")
    solved = fill_in(released_notebook(assignment), reference_solutions(assignment))
    Path("course").mkdir()
    with zipfile.ZipFile("course/submissions.zip", "w") as archive:
        archive.writestr("lovelaceada_11_501_language_models.ipynb", nbformat.writes(solved))
    [roster] = re.findall(r"```text\n(student,.*?)```", INSTRUCTOR, re.DOTALL)
    Path("course/roster.csv").write_text(roster)
    points = f"{assignment.points:g}"
    Path("course/gradebook.csv").write_text(
        f"Student,ID,SIS User ID,SIS Login ID,Section,{assignment.title} (7)\n"
        f"Points Possible,,,,,{points}\n"
        '"Lovelace, Ada",11,,ada,1,\n'
    )
    term = block_after("Of a term you need five commands")
    assert len(term) == 5
    for line in term:
        run(line)
    assert (tmp_path / "course/to-hand-out/ada/language_models.html").is_file()
    assert (tmp_path / "course/analysis/language_models.html").is_file()
    [exported] = Path("course").glob("canvas*.csv")
    assert exported.read_text(encoding="utf-8-sig").splitlines()[-1].rstrip().endswith(points)
