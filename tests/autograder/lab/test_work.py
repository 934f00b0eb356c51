"""The learner's work survives every new version, and the new version arrives all the same."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring.assignment import Assignment, parse
from autograder.authoring.notebooks import fill_in, released_notebook
from autograder.lab.work import OLD, RELEASED, bring, bring_advice
from tests.autograder.conftest import TINY

OLD_WORDS = "A tiny assignment for the tests of the grader."
SOLVED = {"double": "def double(x):\n    return x + x  # my own way"}
NOTE = "print('a cell of mine')"


@pytest.fixture
def released(doubling: Assignment, tmp_path: Path) -> Path:
    return save(tmp_path / "released/doubling.ipynb", released_notebook(doubling))


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "my_work"


def save(path: Path, notebook: nbformat.NotebookNode) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def sources(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def solve(path: Path) -> nbformat.NotebookNode:
    """What a learner does: writes a solution, adds a cell behind it, runs and saves."""
    notebook = fill_in(nbformat.read(path, as_version=4), SOLVED)
    place = next(n for n, cell in enumerate(notebook.cells) if cell.id == "double")
    notebook.cells.insert(place + 1, new_code_cell(NOTE))
    notebook.cells[place].execution_count = 7
    save(path, notebook)
    return notebook


def release_anew(released: Path, old: str, new: str) -> None:
    """What an author does: changes a word of the text."""
    text = (TINY / "doubling/assignment.md").read_text()
    assert old in text
    changed = parse(text.replace(old, new), released.parent / "doubling")
    save(released, released_notebook(changed))


def test_the_first_time_the_notebook_is_copied_without_a_word(released, work):
    assert list(bring([released], work)) == []
    assert (work / "doubling.ipynb").read_bytes() == released.read_bytes()


def test_nothing_new_changes_nothing(released, work):
    list(bring([released], work))
    solve(work / "doubling.ipynb")
    before = (work / "doubling.ipynb").read_bytes()
    assert list(bring([released], work)) == []
    assert (work / "doubling.ipynb").read_bytes() == before
    assert not (work / OLD).exists()


def test_a_new_version_takes_over_the_work_and_keeps_a_copy(released, work):
    list(bring([released], work))
    mine = work / "doubling.ipynb"
    solve(mine)
    before = mine.read_bytes()
    release_anew(released, OLD_WORDS, "Take it twice.")
    [news] = bring([released], work)
    [copy] = (work / OLD).iterdir()
    assert copy.read_bytes() == before
    assert copy.name in news
    found = sources(mine)
    assert SOLVED["double"] in found
    assert found.index(NOTE) == found.index(SOLVED["double"]) + 1
    assert any("Take it twice." in text for text in found)
    assert not any(OLD_WORDS in text for text in found), "the old text is not the learner's"
    assert list(bring([released], work)) == [], "it is told once"


def test_a_new_stub_reaches_a_solution_that_was_not_begun(released, work):
    list(bring([released], work))
    mine = work / "doubling.ipynb"
    notebook = nbformat.read(mine, as_version=4)
    notebook.cells.append(new_markdown_cell("my thoughts"))
    save(mine, notebook)
    release_anew(released, "def halve(x):", "def halve(x):  # exactly")
    list(bring([released], work))
    found = sources(mine)
    assert any("def halve(x):  # exactly" in text for text in found)
    assert "my thoughts" in found
    assert not any("Another version" in text for text in found)


def test_a_notebook_that_was_only_run_is_replaced(released, work):
    list(bring([released], work))
    mine = work / "doubling.ipynb"
    notebook = nbformat.read(mine, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = 1
    save(mine, notebook)
    release_anew(released, OLD_WORDS, "Take it twice.")
    [news] = bring([released], work)
    assert "not begun" in news
    assert mine.read_bytes() == released.read_bytes()


def test_a_file_that_cannot_be_read_stays_and_the_new_one_lies_beside(released, work):
    list(bring([released], work))
    mine = work / "doubling.ipynb"
    mine.write_text('{"cells": [')
    release_anew(released, OLD_WORDS, "Take it twice.")
    [news] = bring([released], work)
    assert mine.read_text() == '{"cells": ['
    assert (work / "doubling-new.ipynb").read_bytes() == released.read_bytes()
    assert "doubling-new.ipynb" in news


def test_a_notebook_of_unknown_origin_is_merged_and_copied(released, work):
    """Put there by hand, or from before `.released` was."""
    save(work / "doubling.ipynb", fill_in(nbformat.read(released, as_version=4), SOLVED))
    list(bring([released], work))
    assert SOLVED["double"] in sources(work / "doubling.ipynb")
    assert len(list((work / OLD).iterdir())) == 1


def test_a_deleted_notebook_comes_afresh(released, work):
    list(bring([released], work))
    solve(work / "doubling.ipynb")
    (work / "doubling.ipynb").unlink()
    assert list(bring([released], work)) == []
    assert (work / "doubling.ipynb").read_bytes() == released.read_bytes()


def test_a_page_without_exercises_is_replaced_and_its_notes_are_kept(tmp_path, work):
    start = save(tmp_path / "START.ipynb", new_notebook(cells=[new_markdown_cell("one")]))
    list(bring([start], work))
    save(work / "START.ipynb", new_notebook(cells=[new_markdown_cell("one, and my note")]))
    save(start, new_notebook(cells=[new_markdown_cell("two")]))
    assert len(list(bring([start], work))) == 1
    assert sources(work / "START.ipynb") == ["two"]
    [copy] = (work / OLD).iterdir()
    assert sources(copy) == ["one, and my note"]


def test_two_versions_within_a_second_make_two_copies(released, work):
    list(bring([released], work))
    for word in ("Take it twice.", "Add it to itself."):
        solve(work / "doubling.ipynb")
        release_anew(released, OLD_WORDS, word)
        list(bring([released], work))
    assert len(list((work / OLD).iterdir())) == 2


def test_a_run_that_was_killed_goes_on(released, work, monkeypatch):
    list(bring([released], work))
    solve(work / "doubling.ipynb")
    release_anew(released, OLD_WORDS, "Take it twice.")

    def killed(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.lab.work.write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        list(bring([released], work))
    monkeypatch.undo()
    assert SOLVED["double"] in sources(work / "doubling.ipynb")
    list(bring([released], work))
    assert SOLVED["double"] in sources(work / "doubling.ipynb")
    assert (work / RELEASED / "doubling.ipynb").read_bytes() == released.read_bytes()


def test_advice_for_assistants_comes_once_and_is_the_learners_then(tmp_path, work):
    work.mkdir()
    bring_advice(tmp_path / "AGENTS.md", work)
    assert not list(work.iterdir()), "an older package has none"
    (tmp_path / "AGENTS.md").write_text("Be a tutor.")
    bring_advice(tmp_path / "AGENTS.md", work)
    assert (work / "AGENTS.md").read_text() == "Be a tutor."
    (work / "AGENTS.md").write_text("Answer in French.")
    bring_advice(tmp_path / "AGENTS.md", work)
    assert (work / "AGENTS.md").read_text() == "Answer in French."
