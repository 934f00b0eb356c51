"""Lists of ids and of pairs are read as they are meant, and nothing else is."""

import numpy as np
import pytest
import torch

from autograder.testing import CheckFailed
from autograder.testing.sequences import read_ids, read_pairs


@pytest.mark.parametrize("got", [[1, 2], (1, 2), [np.int64(1), torch.tensor(2)]])
def test_any_whole_numbers_in_a_row_are_ids(got):
    assert read_ids(got, "ids") == [1, 2]


@pytest.mark.parametrize("got", [None, "12", b"ab", 3, [1.0], [True], ["1"], [[1]], {1, 2}])
def test_nothing_else_is(got):
    with pytest.raises(CheckFailed, match="ids: expected"):
        read_ids(got, "ids")


@pytest.mark.parametrize("got", [[(1, 2), (3, 4)], [[1, 2], [3, 4]], ((1, 2), [3, 4])])
def test_pairs_may_be_lists_or_tuples(got):
    assert read_pairs(got, "merges") == [(1, 2), (3, 4)]


@pytest.mark.parametrize("got", [None, {(1, 2): 3}, [1, 2], [(1, 2, 3)], [(1,)], ["ab"]])
def test_what_is_no_list_of_pairs_is_refused(got):
    with pytest.raises(CheckFailed, match="merges"):
        read_pairs(got, "merges")
