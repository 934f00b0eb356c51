import random

import pytest
import torch

from autograder.testing import Draws, draws


def drawn(test):
    draw = Draws(test)
    return draw.normal(2, 3).tolist(), draw.sizes(4, 2, 9), draw.words(3), draw.integer(0, 10**9)


def test_a_test_draws_the_same_whatever_else_happens():
    before = drawn("a")
    torch.manual_seed(1)
    random.seed(1)
    torch.rand(5)
    assert drawn("a") == before != drawn("b")


def test_drawing_leaves_the_global_streams_alone():
    torch.manual_seed(0)
    random.seed(0)
    expected = torch.rand(1), random.random()
    torch.manual_seed(0)
    random.seed(0)
    drawn("a")
    assert (torch.rand(1), random.random()) == expected


def test_a_grader_can_replace_all_seeds(monkeypatch):
    public = drawn("a")
    monkeypatch.setattr(draws, "seed_source", lambda test: hash(("student", test)))
    assert drawn("a") == drawn("a") != public


def test_defaults_of_a_notebook_change_no_input():
    before = drawn("a")
    torch.set_default_dtype(torch.float16)
    try:
        with torch.device("meta"):
            assert drawn("a") == before
    finally:
        torch.set_default_dtype(torch.float32)


def test_sizes_are_pairwise_different_and_within_their_limits():
    for number in range(20):
        sizes = Draws(f"{number}").sizes(6, 2, 8)
        assert len(set(sizes)) == 6
        assert min(sizes) >= 2
        assert max(sizes) <= 8


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_weights_are_positive_and_rows_add_up_to_one_exactly(dtype):
    weights = Draws("weights").weights(3, 4, 7, dtype=dtype)
    assert weights.dtype == dtype
    assert (weights > 0).all()
    assert (weights.sum(-1) == 1).all()
    assert (weights.flip(-1).cumsum(-1)[..., -1] == 1).all()
