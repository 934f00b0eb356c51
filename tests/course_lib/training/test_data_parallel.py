import pytest
import torch

from course_lib.training.data_parallel import average_gradients


def test_unequal_ranks_have_the_gradient_of_the_whole_batch():
    w = torch.randn(3, dtype=torch.float64, requires_grad=True)
    x = torch.randn(10, 3, dtype=torch.float64)
    parts = x[:2], x[2:]
    found = [list(torch.autograd.grad((p @ w).square().mean(), [w])) for p in parts]
    [whole] = torch.autograd.grad((x @ w).square().mean(), [w])
    [got] = average_gradients(found, [2, 8])
    torch.testing.assert_close(got, whole)


def test_a_rank_without_tokens_counts_for_nothing():
    gradients = [[torch.tensor([torch.nan])], [torch.tensor([3.0])]]
    [got] = average_gradients(gradients, [0, 5])
    assert got.tolist() == [3.0]
    with pytest.raises(ValueError, match="no rank has a token"):
        average_gradients(gradients, [0, 0])
