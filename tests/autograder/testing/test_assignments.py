"""What holds for the test cells of every assignment, whatever the seeds."""

import ast
import contextlib
import functools
import hashlib
import re
from pathlib import Path

import jupytext
import pytest

from autograder.testing import draws

ROOT = Path(__file__).parents[3]
SHELF = ROOT / "autograder/assignments"
SLUGS = sorted(text.parent.name for text in SHELF.glob("*/assignment.md"))
HIDDEN = re.compile(r" *### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS\n", re.DOTALL)
SOLUTION = re.compile(r"( *)### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)


@functools.cache
def cells(text, role):
    notebook = jupytext.reads(text.read_text(encoding="utf-8"), fmt="md:myst")
    return [cell for cell in notebook.cells if cell.metadata.get("role") == role]


def namespace(text, edit=lambda source: source):
    """The student's notebook: set-up, every solution, and what is given between them."""
    names = {"__name__": "notebook"}
    for cell in cells(text, "setup") + cells(text, "solution"):
        exec(edit(cell.source), names)
    for cell in cells(text, "example")[:-1]:  # the last one is there to play with
        with contextlib.suppress(NotImplementedError):
            exec(cell.source, names)
    return names


def stub(source):
    return SOLUTION.sub(r"\1raise NotImplementedError", source)


@pytest.fixture(params=SLUGS)
def slug(request):
    return request.param


@pytest.fixture
def text(slug):
    return SHELF / slug / "assignment.md"


def draw_for(student, monkeypatch):
    """Let the tests draw what this student would get."""

    def seed(test):
        return int.from_bytes(hashlib.sha256(f"{student} {test}".encode()).digest()[:6])

    monkeypatch.setattr(draws, "seed_source", seed)


def test_the_reference_passes_for_many_seeds(text, monkeypatch):
    names = namespace(text)
    for student in range(5):
        draw_for(student, monkeypatch)
        for cell in cells(text, "test"):
            exec(cell.source, names)


def test_the_stub_fails_every_cell_and_every_visible_part(text):
    names = namespace(text, stub)
    for cell in cells(text, "test"):
        for source in (cell.source, HIDDEN.sub("", cell.source)):
            with pytest.raises(NotImplementedError):
                exec(source, names)


def test_a_test_cell_leaves_nothing_behind_but_its_own_function(text):
    names = namespace(text)
    for cell in cells(text, "test"):
        before = set(names)
        exec(cell.source, names)
        assert set(names) - before == {f"test_{cell.metadata.id}".replace("-", "_")}


def test_visible_parts_show_and_hidden_parts_do_not(text):
    for cell in cells(text, "test"):
        hidden = "".join(HIDDEN.findall(cell.source))
        assert "show=True" not in hidden, cell.metadata.id
        assert cell.source.count("Draws(") <= 1, cell.metadata.id
        assert "torch.rand" not in cell.source, cell.metadata.id
        for name in re.findall(r"Draws\((.*?)\)", cell.source):
            assert name == f'"{cell.metadata.id}"'


def test_what_is_to_be_reread_is_a_heading_of_the_chapter(text):
    chapter = re.search(r"^chapter: (.+)$", text.read_text(encoding="utf-8"), re.MULTILINE)
    assert chapter is not None
    page = (ROOT / f"{chapter.group(1)}.md").read_text(encoding="utf-8")
    headings = {_plain(heading) for heading in re.findall(r"^##+ (.+)$", page, re.MULTILINE)}
    asked = {name for cell in cells(text, "test") for name in _rereads(cell.source)}
    assert asked
    assert asked <= headings


def _rereads(source):
    return re.findall(r'"?reread"?[=:] ?"(.+?)"', source)


def _plain(heading):
    """A heading without its mathematics and code marks."""
    words = heading.replace("$", "").replace("`", "").replace(r"\ne", "≠")
    return re.sub(r"\\sqrt ?", "√", words)


def test_a_mistake_is_named_once_in_a_table_and_without_blanks_around_it(text):
    for cell in cells(text, "test"):
        for table in ast.walk(ast.parse(cell.source)):
            if not isinstance(table, ast.Dict):
                continue
            keys = [key.value for key in table.keys if isinstance(key, ast.Constant)]
            names = [key for key in keys if isinstance(key, str)]
            assert [name.strip() for name in names] == names, "several answers are any_of"
            assert len({*names}) == len(names), f"of {names} the last one alone would count"
