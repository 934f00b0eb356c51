"""The shell of a student's kernel: what it makes of a cell before it runs it."""

import pytest
from IPython.core import inputtransformer2

from autograder.sandbox.inside.shell import MagicsWhereNeeded

PLAIN = (
    "x = 1",
    "\n\nx = 1  # why?",
    "x = (1\n%2)",
    "text = '''\n%time\n!ls\nx?\n'''",
    "    x = 1",
    "await f()",
)
NOT_PLAIN = (
    "%matplotlib inline\nx = 1",
    "x = 1\n!ls",
    "files = %pwd",
    "files = !ls",
    "x?",
    "/print 1",
    "%%time\nx = 1",
    ">>> x = 1",
    "x = (",
    "x = '\0'",
)


@pytest.mark.parametrize("source", PLAIN + NOT_PLAIN)
def test_a_cell_becomes_what_ipython_makes_of_it(source: str) -> None:
    whole = inputtransformer2.TransformerManager()
    assert MagicsWhereNeeded().transform_cell(source) == whole.transform_cell(source)


@pytest.mark.parametrize("source", PLAIN[:4])
def test_plain_python_is_not_taken_to_tokens(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputtransformer2, "make_tokens_by_line", None)
    assert MagicsWhereNeeded().transform_cell(source).strip() == source.strip()
