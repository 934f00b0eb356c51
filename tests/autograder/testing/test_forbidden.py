import contextlib
import statistics
from functools import partial

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from autograder.testing import FUSED_ATTENTION, ForbiddenCall, forbidden, fused_attention
from course_lib.layers.attention import MultiHeadAttention, scaled_dot_product_attention

X = torch.randn(1, 2, 3, 4)
alias = F.scaled_dot_product_attention


@pytest.mark.parametrize(
    "shortcut",
    [
        lambda: F.scaled_dot_product_attention(X, X, X),
        lambda: alias(X, X, X),
        lambda: partial(alias, X, X)(X),
        lambda: list(map(alias, [X], [X], [X])),
        lambda: torch.ops.aten.scaled_dot_product_attention(X, X, X),
        lambda: torch._scaled_dot_product_attention_math(X, X, X),
        lambda: nn.MultiheadAttention(4, 2)(X[0], X[0], X[0]),
        lambda: scaled_dot_product_attention(X, X, X),
        lambda: partial(scaled_dot_product_attention, X, X)(X),
        lambda: MultiHeadAttention(4, 2)(X[0]),
        lambda: fused_attention(X, X, X),
    ],
)
def test_every_way_to_ready_made_attention_is_closed_and_opens_again(shortcut):
    with pytest.raises(ForbiddenCall, match="was called"), forbidden(*FUSED_ATTENTION):
        shortcut()
    shortcut()


def test_what_is_not_forbidden_works():
    with forbidden(*FUSED_ATTENTION):
        assert (X @ X.mT).softmax(-1).shape == (1, 2, 3, 3)


def swallow_the_refusal():
    with contextlib.suppress(AssertionError):
        statistics.mean([1, 2])


def fail_after_the_refusal():
    swallow_the_refusal()
    raise RuntimeError("something else")


@pytest.mark.parametrize("hide", [swallow_the_refusal, fail_after_the_refusal])
def test_a_refusal_that_the_student_hides_is_reported_at_the_end(hide):
    with pytest.raises(ForbiddenCall, match="mean"), forbidden("statistics.mean"):
        hide()
    assert statistics.mean([1, 3]) == 2


def test_other_errors_pass_through_and_everything_is_restored():
    with pytest.raises(NotImplementedError), forbidden("statistics.mean", *FUSED_ATTENTION):
        raise NotImplementedError
    assert F.scaled_dot_product_attention is alias
    assert statistics.mean([1, 3]) == 2


def test_a_misspelt_name_is_an_error_of_the_test():
    with pytest.raises(AttributeError), forbidden("statistics.meen"):
        pass
