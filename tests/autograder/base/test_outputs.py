"""Outputs as a notebook holds them."""

import nbformat.v4
import pytest

from autograder.base import outputs
from autograder.base.outputs import Room, new_output


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


def test_all_cells_of_a_notebook_share_its_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "MOST_OF_NOTEBOOK", 2500)
    room = Room()
    words = {"output_type": "stream", "name": "stdout", "text": "x" * 1000}
    error = {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["E: e"]}
    shown = [room.checked([words]), room.checked([words]), room.checked([words, error])]
    assert [len(cell) for cell in shown] == [1, 1, 2]
    kept, notice = shown[2]
    assert kept.output_type == "error", "an error is short, and tells why"
    assert "all outputs of a notebook together may hold" in notice.text
