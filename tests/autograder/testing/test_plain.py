import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch

from autograder.testing import (
    CheckFailed,
    check_count,
    check_equal,
    check_keys,
    check_number,
    check_true,
    read_number,
    read_truth,
)


class EqualToAll:
    """Says that it equals everything."""

    def __eq__(self, other):
        return True

    __hash__ = None


class WordEqualToAll(str):
    """A word that says that it equals everything."""

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


@pytest.mark.parametrize("count", [7, np.int64(7), np.int32(7), torch.tensor(7)])
def test_integers_of_every_kind_are_counts(count):
    check_count(count, 7, "count")


@pytest.mark.parametrize("count", [7.0, np.float64(7), torch.tensor(7.0)])
def test_floats_are_counts_only_where_the_type_is_not_the_point(count):
    check_count(count, 7, "count", whole=False)
    with pytest.raises(CheckFailed, match="expected an integer"):
        check_count(count, 7, "count")


@pytest.mark.parametrize(
    "count", [8, 7.5, float("nan"), True, "7", None, [7], EqualToAll(), torch.tensor([7, 7])]
)
def test_everything_else_is_no_count(count):
    with pytest.raises(CheckFailed):
        check_count(count, 7, "count", whole=False)


def test_counts_are_exact_to_the_last_digit():
    with pytest.raises(CheckFailed):
        check_count(6_738_415_616 - 1, 6_738_415_616, "count")


def test_expected_counts_are_shown_only_where_the_author_says_so():
    with pytest.raises(CheckFailed) as hidden:
        check_count(5, 1234, "count", mistakes={"half of it": 5})
    assert "1,234" not in str(hidden.value)
    assert hidden.value.hint == "half of it"
    with pytest.raises(CheckFailed, match="1,234"):
        check_count(5, 1234, "count", show=True)


def test_numbers_are_read_as_plain_ones():
    assert [type(read_number(x, "n")) for x in (np.int8(3), torch.tensor(3), np.float32(3))] == [
        int,
        int,
        float,
    ]


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (True, True),
        (np.bool(False), False),
        (3, 3),
        (None, None),
        (["a", "b"], ["a", "b"]),
        ([np.str_("a")], ["a"]),
        ((1, (2, "c")), (1, (2, "c"))),
    ],
)
def test_equal_plain_data_passes(got, expected):
    check_equal(got, expected, "x")


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1, True),
        (True, 1),
        (torch.tensor(True), True),
        ("True", True),
        (3.0, 3),
        (EqualToAll(), 3),
        (EqualToAll(), "a"),
        (EqualToAll(), [1]),
        ([EqualToAll()], [1]),
        (WordEqualToAll("b"), "a"),
        (("a", "b"), ["a", "b"]),
        (["a"], ["a", "b"]),
        (["b", "a"], ["a", "b"]),
        ([0, "a"], [False, "a"]),
    ],
)
def test_other_data_fails(got, expected):
    with pytest.raises(CheckFailed):
        check_equal(got, expected, "x")


def test_a_known_mistake_is_named():
    with pytest.raises(CheckFailed) as failure:
        check_equal([2, 1], [1, 2], "x", mistakes={"in reverse": [2, 1]})
    assert failure.value.hint == "in reverse"


def test_what_has_no_single_truth_is_no_verdict():
    assert read_truth(torch.tensor([[1]])) is True
    for got in (torch.ones(2), np.ones(3)):
        with pytest.raises(CheckFailed, match="expected True or False"):
            read_truth(got)


def test_keys_are_exactly_those_in_any_order():
    check_keys({"b": 1, "a": 2}, ["a", "b"], "parts")
    for wrong in (
        {"a": 1},
        {"a": 1, "b": 2, "c": 3},
        [("a", 1), ("b", 2)],
        {"a": 1, EqualToAll: 2},
    ):
        with pytest.raises(CheckFailed):
            check_keys(wrong, ["a", "b"], "parts")


def test_a_claim_that_does_not_hold_is_the_message():
    check_true(True, "snow is white")
    with pytest.raises(CheckFailed, match="not so: snow is black"):
        check_true(False, "snow is black")


@pytest.mark.parametrize("got", [0.5, Fraction(1, 2), Decimal("0.5"), np.float32(0.5)])
def test_a_number_of_any_kind_passes(got):
    check_number(got, 0.5, "the half")


@pytest.mark.parametrize("got", [0.5 + 1e-6, math.nan, math.inf, "0.5", None, True])
def test_another_number_fails_and_what_was_expected_stays_hidden(got):
    with pytest.raises(CheckFailed) as failure:
        check_number(got, 0.5, "the half")
    assert failure.value.expected == ""


def test_a_number_is_exact_relative_to_its_size():
    check_number(1e12 + 1, 1e12, "large")
    with pytest.raises(CheckFailed):
        check_number(1e12 + 1e4, 1e12, "large")


def test_the_number_of_a_known_mistake_is_named():
    with pytest.raises(CheckFailed) as failure:
        check_number(2.0, 0.5, "the half", show=True, mistakes={"doubled": 2.0, "nothing": 0.0})
    assert (failure.value.hint, failure.value.expected) == ("doubled", "0.5")


@pytest.mark.parametrize(
    ("got", "expected"),
    [(5.0, math.inf), (math.inf, 5.0), (10**400, 2.0), (10**5000, 2.0)],
    ids=["finite", "infinite", "large", "too large to be written"],
)
def test_what_no_float_holds_is_another_number(got: float, expected: float) -> None:
    with pytest.raises(CheckFailed, match="wrong value"):
        check_number(got, expected, "the sum")
    check_number(math.inf, math.inf, "the sum")


def test_a_known_mistake_is_named_only_where_the_answer_is_its_own() -> None:
    with pytest.raises(CheckFailed) as nearly_right:
        check_number(1.0000005, 1.0, "the sum", mistakes={"rounded": 1.0000001})
    assert "rounded" not in str(nearly_right.value)
    with pytest.raises(CheckFailed, match="rounded"):
        check_number(1.0000005, 1.0, "the sum", mistakes={"rounded": 1.0000005})
