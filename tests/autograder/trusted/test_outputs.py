"""Outputs as a notebook holds them."""

import nbformat.v4
import pytest

from autograder.trusted.outputs import new_output


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("stream", {"name": "stdout", "text": "hello"}),
        ("display_data", {"data": {"text/plain": "1"}}),
        ("execute_result", {"data": {"text/plain": "1"}}),
        ("error", {"ename": "ValueError", "evalue": "no", "traceback": ["ValueError: no"]}),
    ],
)
def test_an_output_is_the_one_that_nbformat_makes(kind: str, fields: dict) -> None:
    assert new_output(kind, **fields) == nbformat.v4.new_output(kind, **fields)
