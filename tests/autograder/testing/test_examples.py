"""Every function that authors of tests import shows itself at work (pytest runs the examples)."""

import inspect

import pytest

from autograder import testing

FUNCTIONS = [name for name in testing.__all__ if inspect.isfunction(getattr(testing, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_has_an_example(name: str) -> None:
    assert ">>>" in (inspect.getdoc(getattr(testing, name)) or "")
