import pytest
import torch

from course_lib.training.collectives import all_gather, reduce_scatter, ring_all_reduce


@pytest.mark.parametrize("n", [1, 2, 3, 7])
@pytest.mark.parametrize("numbers", [1, 5, 21])
def test_every_rank_ends_with_the_same_sum(n, numbers):
    tensors = [torch.randn(numbers, dtype=torch.float64) for _ in range(n)]
    before = [tensor.clone() for tensor in tensors]
    sums, sent = ring_all_reduce(tensors)
    assert all(torch.equal(one, other) for one, other in zip(tensors, before, strict=True))
    assert all(torch.equal(sums[0], other) for other in sums)
    torch.testing.assert_close(sums[0], torch.stack(tensors).sum(dim=0))
    assert sum(sent) == 2 * (n - 1) * 8 * numbers


def test_after_half_of_it_each_rank_has_one_whole_sum():
    tensors = [torch.arange(12.0) * 10**r for r in range(4)]
    chunks, sent = [list(t.tensor_split(4)) for t in tensors], [0] * 4
    reduce_scatter(chunks, sent)
    whole = sum(tensors).tensor_split(4)
    for r in range(4):
        assert torch.equal(chunks[r][(r + 1) % 4], whole[(r + 1) % 4])
    assert sent == [3 * 3 * 4] * 4
    all_gather(chunks, sent)
    assert all(torch.equal(torch.cat(own), sum(tensors)) for own in chunks)


@pytest.mark.parametrize("n", [2, 8, 64])
def test_a_rank_sends_less_than_twice_its_tensor(n):
    _, sent = ring_all_reduce([torch.ones(4 * n)] * n)
    assert sent == [2 * (n - 1) * 16] * n
