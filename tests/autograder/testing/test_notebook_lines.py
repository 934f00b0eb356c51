"""Test cells in a real notebook: a line where they pass, a message where they fail."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from autograder.testing.notebook_lines import title_of_test

SETUP = "import torch\nfrom autograder.testing import call, check_count"
CELLS = {
    "solution": "def double(x):\n    return 2 * x",
    "wrong": "def double(x):\n    return 3 * x",
    "broken": "def double(x):\n    return x.nothing",
    "test": (
        'def test_double():\n    """Values: twice as much."""\n'
        "    check_count(call(double, 4), 8, 'double(4)', hint='is it 2 · x?', reread='Doubling')\n"
        "\n\ntest_double()"
    ),
    "slip": 'def test_slip():\n    """Slip: of the test."""\n    [].nothing\n\n\ntest_slip()',
    "own error": "1 / 0",
}


@pytest.fixture(scope="module")
def outputs() -> dict[str, list[str]]:
    """What each of the cells says, all run in one kernel."""
    order = ["test", "slip", "own error", "wrong", "test", "broken", "test", "solution", "test"]
    cells = [new_code_cell(SETUP), *(new_code_cell(CELLS[name]) for name in order)]
    notebook = new_notebook(cells=cells)
    NotebookClient(notebook, allow_errors=True, kernel_name="python3").execute()
    said = [
        "".join(o.text if o.output_type == "stream" else "\n".join(o.traceback) for o in c.outputs)
        for c in notebook.cells[1:]
    ]
    found: dict[str, list[str]] = {}
    for name, text in zip(order, said, strict=True):
        found.setdefault(name, []).append(text)
    return found


def test_before_the_solution_was_run_the_test_says_so(outputs):
    first = outputs["test"][0]
    assert "NameError" in first.splitlines()[0]
    assert "name 'double' is not defined" in first.splitlines()[0]
    assert "the cell above that defines it has not been run" in first
    assert "check_count(" not in first.replace("line 3: check_count(", "")


def test_a_failed_test_shows_its_message_and_no_code(outputs):
    lines = outputs["test"][1].splitlines()
    assert "double(4): wrong count" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == ["got", "likely", "reread"]


def test_an_error_in_the_solution_shows_its_line(outputs):
    shown = outputs["test"][2]
    assert "AttributeError" in shown.splitlines()[0]
    assert "return x.nothing" in shown
    assert "autograder" not in shown


def test_a_test_that_passes_says_what_holds_in_one_line(outputs):
    assert outputs["test"][3] == "passed: Values – twice as much\n"


def test_other_errors_of_test_cells_are_short(outputs):
    assert len(outputs["slip"][0].splitlines()) <= 4


def test_errors_of_the_students_own_cells_look_as_ever(outputs):
    assert "Traceback (most recent call last)" in outputs["own error"][0]
    assert outputs["solution"] == [""]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ('def test_f():\n    """No colon here."""\n\n\ntest_f()', "No colon here"),
        ("def test_two_words():\n    pass\n\n\ntest_two_words()", "two words"),
        ("def test_f():\n    pass", ""),
        ("def helper():\n    pass\n\n\nhelper()", ""),
        ("test_f()", ""),
        ("%matplotlib inline", ""),
        ("", ""),
    ],
)
def test_a_test_cell_is_known_by_the_test_that_it_calls(cell, title):
    assert title_of_test(cell) == title
