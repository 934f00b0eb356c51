"""Laws of the two blocks, with parts that make them easy to see."""

import pytest
import torch
from torch import nn

from course_lib.layers.transformer_block import PostNormBlock, PreNormBlock


class Attention(nn.Module):
    """Stands in for attention: adds up all tokens, and notes what it was given."""

    def forward(self, x, mask=None, rotation=None, cache=None):
        self.given = (mask, rotation, cache)
        return x.sum(dim=1, keepdim=True).expand_as(x)


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return self.factor * x


@pytest.fixture
def x():
    return torch.randn(2, 3, 5, generator=torch.Generator().manual_seed(0))


def attend(x):
    return x.sum(dim=1, keepdim=True).expand_as(x)


def test_pre_norm_normalizes_what_the_parts_read(x):
    block = PreNormBlock(Attention(), Scale(7.0), Scale(2.0), Scale(3.0))
    before = x.clone()
    middle = x + attend(2 * x)
    torch.testing.assert_close(block(x), middle + 7 * 3 * middle)
    assert torch.equal(x, before)


def test_post_norm_normalizes_the_sum(x):
    block = PostNormBlock(Attention(), Scale(7.0), Scale(2.0), Scale(3.0))
    middle = 2 * (x + attend(x))
    torch.testing.assert_close(block(x), 3 * (middle + 7 * middle))


def test_parts_that_add_nothing_leave_the_residual_path_as_it_is(x):
    silent = PreNormBlock(Attention(), Scale(0.0), Scale(0.0), Scale(3.0))
    assert torch.equal(silent(x), x)


def test_what_comes_from_outside_reaches_attention(x):
    attention = Attention()
    mask = torch.ones(3, 3, dtype=torch.bool)
    PreNormBlock(attention, Scale(1.0), Scale(1.0), Scale(1.0))(x, mask)
    assert attention.given[0] is mask
