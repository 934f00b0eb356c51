import pytest
import torch
from torch import nn

from autograder.testing import CheckFailed, read_parameters


def test_parameters_are_read_as_they_are_now():
    layer = nn.Linear(3, 2)
    weight, bias = read_parameters(layer, "the layer")
    assert torch.equal(weight, layer.weight)
    assert torch.equal(bias, layer.bias)
    weight += 1
    assert not torch.equal(weight, layer.weight)
    assert not weight.requires_grad


class NoModule:
    def parameters(self):
        return [1.0, 2.0]


@pytest.mark.parametrize("model", [object(), None, torch.zeros(2), NoModule()])
def test_what_is_no_module_is_refused_in_words(model):
    with pytest.raises(CheckFailed, match="the model"):
        read_parameters(model, "the model")
