"""The figure shows the shares of the counts that it is given."""

import re

import pytest
import torch

from course_lib.figures import NextTokenDistribution

SYMBOLS = ["a", "b", " "]
COUNTS = [[1, 6, 1], [0, 0, 3], [0, 0, 0]]


@pytest.mark.parametrize(
    ("current", "expected"),
    [("a", [1 / 8, 6 / 8, 1 / 8]), ("b", [0, 0, 1]), (" ", [1 / 3, 1 / 3, 1 / 3])],
)
def test_shares_are_counts_over_their_sum_and_even_without_counts(current, expected):
    figure = NextTokenDistribution(SYMBOLS, COUNTS, current=current)
    torch.testing.assert_close(figure.shares(), torch.tensor(expected, dtype=torch.float64))


def test_tensors_and_lists_of_counts_give_the_same_figure():
    lists = NextTokenDistribution(SYMBOLS, COUNTS, current="a")
    tensors = NextTokenDistribution(SYMBOLS, torch.tensor(COUNTS), current="a")
    assert lists.state() == tensors.state()


def test_the_still_table_names_the_likeliest_first():
    still = NextTokenDistribution(SYMBOLS, COUNTS, current="a").still_html()
    assert re.findall(r"<td>([\d.]+)</td>", still) == ["75.0", "12.5", "12.5"]
    assert '<th scope="row">␣</th>' in still


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"counts": [[1, 2], [3, 4]]}, r"each of the 3 symbols, got shape \(2, 2\)"),
        ({"counts": torch.ones(3, 3)}, "torch.float32"),
        ({"counts": -torch.ones(3, 3).long()}, "from 0 on"),
        ({"current": "z"}, "got 'z'"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    good = {"symbols": SYMBOLS, "counts": COUNTS, "current": "a"}
    with pytest.raises(ValueError, match=complaint):
        NextTokenDistribution(**{**good, **change})
