import pytest
import torch

from course_lib.layers.feed_forward import swiglu
from course_lib.training.tensor_parallel import tensor_parallel_feed_forward


@pytest.mark.parametrize("n_ranks", [1, 2, 3, 6])
def test_the_parts_add_up_to_the_layer_and_so_do_their_gradients(n_ranks):
    gate, up = torch.randn(2, 12, 5, dtype=torch.float64)
    down, x = torch.randn(5, 12, dtype=torch.float64), torch.randn(3, 5, dtype=torch.float64)
    x.requires_grad_()
    whole = swiglu(x, gate, up, down)
    parts = [tensor_parallel_feed_forward(x, gate, up, down, r, n_ranks) for r in range(n_ranks)]
    total = torch.stack(parts).sum(dim=0)
    torch.testing.assert_close(total, whole)
    [one], [other] = (torch.autograd.grad(y.square().sum(), [x]) for y in (total, whole))
    torch.testing.assert_close(one, other)


def test_bad_sizes_are_refused():
    matrices = torch.ones(4, 1), torch.ones(4, 1), torch.ones(1, 4)
    with pytest.raises(ValueError, match="inner width of 4 cannot be cut into 3"):
        tensor_parallel_feed_forward(torch.ones(1), *matrices, 0, 3)
    with pytest.raises(ValueError, match="between 0 and 1, got 2"):
        tensor_parallel_feed_forward(torch.ones(1), *matrices, 2, 2)
