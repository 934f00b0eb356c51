"""What a student sees in a notebook, from a real IPython shell."""

import re

import pytest
from IPython.core.interactiveshell import InteractiveShell

SETUP = "import torch\nfrom autograder.testing import call, check_close, check_refused, parts"


@pytest.fixture
def shell():
    shell = InteractiveShell()
    shell.run_cell(SETUP)
    return shell


def shown(shell, capsys, *cells):
    """What the last of these cells prints when it fails."""
    for cell in cells:
        capsys.readouterr()
        shell.run_cell(cell)
    return re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).strip()


def test_wrong_values_are_the_message_alone(shell, capsys):
    test = "def test():\n    check_close(torch.ones(2), torch.zeros(2), 'ones', show=True)\ntest()"
    assert shown(shell, capsys, test).splitlines() == [
        "CheckFailed: ones: wrong values",
        "  expected  [0, 0] (shape (2,), float32)",
        "  got       [1, 1] (shape (2,), float32)",
    ]


def test_an_accident_names_the_students_own_lines(shell, capsys):
    solution = "def inner(x):\n    return x.men()\n\ndef outer(x):\n    return inner(x)"
    text = shown(shell, capsys, solution, "def test():\n    call(outer, 3)\ntest()")
    assert text.splitlines() == [
        "CheckFailed: outer(3) raised AttributeError: 'int' object has no attribute 'men'",
        "  at        outer, line 5: return inner(x)",
        "  at        inner, line 2: return x.men()",
    ]


@pytest.mark.parametrize("check", ["call(f, 3)", "check_refused(f, 3, what='three')"])
def test_what_is_not_written_yet_says_where(shell, capsys, check):
    stub = "def f(x):\n    raise NotImplementedError('Replace this line.')"
    assert shown(shell, capsys, stub, f"def test():\n    {check}\ntest()").splitlines() == [
        "NotImplementedError: Replace this line.",
        "  at        f, line 2: raise NotImplementedError('Replace this line.')",
    ]


def test_a_failed_part_names_the_line_too(shell, capsys):
    test = "with parts() as part:\n    with part('halves'):\n        call(f, 3)"
    text = shown(shell, capsys, "def f(x):\n    return x / 0", test)
    assert text.endswith("at        f, line 2: return x / 0")
    assert text.startswith("PartlyFailed: 0 of 1 parts hold; halves: f(3) raised ZeroDivisionError")


def test_only_the_innermost_lines_of_a_deep_recursion_are_shown(shell, capsys):
    text = shown(shell, capsys, "def f(x):\n    return f(x + 1)", "call(f, 3)")
    assert text.count("at        f, line 2") == 3
