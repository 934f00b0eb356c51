import pytest
import torch
from torch import Tensor, nn

from autograder.testing import (
    CheckFailed,
    check_close,
    check_dtype,
    check_finite,
    check_shape,
    check_tensor,
    mistaken,
)

RIGHT = torch.tensor([[0.25, 0.75], [1.0, 0.0]], dtype=torch.float64)


class Liar(Tensor):
    """Says that it equals everything, whoever asks."""

    def __eq__(self, other):
        return torch.ones(self.shape, dtype=torch.bool)

    __hash__ = Tensor.__hash__

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return RIGHT.clone()


def test_equal_tensors_pass_whatever_their_history():
    check_close(RIGHT.clone(), RIGHT, "x")
    check_close(RIGHT.T.contiguous().T, RIGHT, "a view")
    check_close(nn.Parameter(RIGHT.clone()), RIGHT, "a parameter")
    check_close(RIGHT + 9e-10, RIGHT, "nearly")
    check_close(torch.zeros(0, 3), torch.zeros(0, 3), "nothing")


@pytest.mark.parametrize(
    ("got", "complaint"),
    [
        (RIGHT + 2e-9, "wrong values"),
        (RIGHT[:1], "wrong shape"),
        (RIGHT[None], "wrong shape"),
        (torch.tensor(0.25, dtype=torch.float64), "wrong shape"),
        (RIGHT.float(), "wrong dtype"),
        (torch.full_like(RIGHT, torch.nan), "4 of 4 numbers are not finite, such as nan"),
        (RIGHT / 0, "not finite"),
        (RIGHT.tolist(), "expected a plain torch.Tensor, got list"),
        (RIGHT.numpy(), "got ndarray"),
        (None, "got NoneType"),
        (RIGHT.as_subclass(Liar), "got Liar"),
        (RIGHT.to_sparse(), "dense tensor"),
        (RIGHT.to("meta"), "on the CPU"),
    ],
)
def test_anything_else_fails_at_the_first_thing_that_is_wrong(got, complaint):
    with pytest.raises(CheckFailed, match=complaint):
        check_close(got, RIGHT, "x")


def test_a_nan_somewhere_is_not_hidden_by_right_numbers_around_it():
    for place in ((0, 0), (1, 1)):
        got = RIGHT.clone()
        got[place] = torch.nan
        with pytest.raises(CheckFailed, match="1 of 4"):
            check_close(got, RIGHT, "x", tolerance=1e9)


@pytest.mark.parametrize("dtype", [torch.bool, torch.uint8, torch.int64])
def test_whole_numbers_are_equal_in_every_entry_or_not_at_all(dtype):
    table = torch.ones(3, 1_000, dtype=dtype).tril().T
    check_close(table.clone(), table, "table")
    other = table.clone()
    other[0, 2] = 0
    with pytest.raises(CheckFailed, match="largest difference 1"):
        check_close(other, table, "table")


def test_broadcasting_is_no_equality():
    ones = torch.ones(2, 2)
    for got in (torch.ones(1, 2), torch.ones(2), torch.tensor(1.0)):
        with pytest.raises(CheckFailed, match="wrong shape"):
            check_close(got, ones, "x")


def test_tolerance_is_absolute_below_one_and_relative_above():
    check_close(
        torch.tensor([1e6 + 0.5]).double(), torch.tensor([1e6]).double(), "x", tolerance=1e-6
    )
    with pytest.raises(CheckFailed):
        check_close(
            torch.tensor([1e-7]).double(), torch.tensor([0.0]).double(), "x", tolerance=1e-8
        )


def test_patched_methods_of_tensors_change_nothing(monkeypatch):
    monkeypatch.setattr(Tensor, "tolist", lambda self: [0.0])
    monkeypatch.setattr(Tensor, "__eq__", lambda self, other: True)
    monkeypatch.setattr(torch, "allclose", lambda *_: True)
    with pytest.raises(CheckFailed, match="wrong values"):
        check_close(RIGHT + 1, RIGHT, "x")


def test_expected_values_are_shown_only_where_the_author_says_so():
    with pytest.raises(CheckFailed) as hidden:
        check_close(RIGHT + 1, RIGHT, "x", hint="?", reread="there")
    assert "0.75" not in str(hidden.value)
    assert hidden.value.expected == ""
    with pytest.raises(CheckFailed) as shown:
        check_close(RIGHT + 1, RIGHT, "x", show=True)
    assert "0.75" in shown.value.expected
    assert "1.75" in shown.value.got


def test_a_known_mistake_is_named():
    mistakes = {"twice as large": lambda: 2 * RIGHT, "of another shape": torch.ones(3)}
    with pytest.raises(CheckFailed) as failure:
        check_close(2 * RIGHT, RIGHT, "x", mistakes=mistakes, hint="no idea")
    assert failure.value.hint == "twice as large"


def test_rounding_to_float32_is_named_only_if_every_number_is_rounded():
    thirds = RIGHT / 3
    with pytest.raises(CheckFailed) as failure:
        check_close(thirds.float().double(), thirds, "x")
    assert "float32" in failure.value.hint
    with pytest.raises(CheckFailed) as failure:
        check_close(thirds + 1e-8, thirds, "x")
    assert failure.value.hint == ""


def test_a_mistake_that_is_nearly_right_is_not_named_for_another():
    mistakes = {"a little more": RIGHT + 5e-7, "no answer here": lambda: RIGHT @ torch.ones(7, 7)}
    with pytest.raises(CheckFailed) as failure:
        check_close(RIGHT + 2e-7, RIGHT, "x", mistakes=mistakes)
    assert failure.value.hint == ""


def test_a_mistake_is_named_by_its_nan_and_by_its_shape():
    broken = RIGHT.clone()
    broken[0, 0] = torch.nan
    with pytest.raises(CheckFailed, match="not finite") as failure:
        check_close(broken, RIGHT, "x", mistakes={"0 · inf": broken.clone()}, hint="no idea")
    assert failure.value.hint == "0 · inf"
    with pytest.raises(CheckFailed, match="wrong shape") as failure:
        check_shape(RIGHT[0], (2, 2), "x", mistakes={"one row only": (2,)})
    assert failure.value.hint == "one row only"


def test_mistaken_answers_to_the_inputs_as_they_were():
    x = RIGHT.clone()
    mistakes = mistaken({"doubled": lambda x: 2 * x}, x)
    x.zero_()
    with pytest.raises(CheckFailed) as failure:
        check_close(2 * RIGHT, RIGHT, "x", mistakes=mistakes)
    assert failure.value.hint == "doubled"


def test_single_checks_look_at_one_thing():
    check_tensor(RIGHT * torch.nan, "x")
    check_shape(RIGHT, [2, 2], "x")
    check_dtype(RIGHT, torch.float64, "x")
    check_finite(RIGHT.bfloat16(), "x")
    with pytest.raises(CheckFailed, match="wrong shape"):
        check_shape(RIGHT, (4,), "x")
    with pytest.raises(CheckFailed, match="wrong dtype"):
        check_dtype(RIGHT, torch.float32, "x")
    with pytest.raises(CheckFailed, match="inf"):
        check_finite(torch.tensor([1.0, -torch.inf]), "x")


def test_a_known_mistake_may_show_in_the_shape():
    turned = {"the result is transposed": torch.ones(3, 2)}
    with pytest.raises(CheckFailed, match="wrong shape") as failure:
        check_close(torch.ones(3, 2), torch.zeros(2, 3), "x", mistakes=turned, hint="else")
    assert failure.value.hint == "the result is transposed"
    with pytest.raises(CheckFailed, match="wrong shape") as failure:
        check_close(torch.zeros(3, 2), torch.zeros(2, 3), "x", mistakes=turned, hint="else")
    assert failure.value.hint == ""
