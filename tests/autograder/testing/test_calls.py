import warnings

import pytest
import torch

from autograder.authoring import notebooks as authoring
from autograder.testing import CheckFailed, call, check_refused, unpack
from autograder.testing.failure import STUB, is_stub


def test_an_error_in_the_function_becomes_a_message_about_its_inputs():
    def product(q, k):
        return q @ k

    with pytest.raises(
        CheckFailed, match=r"product\(tensor of shape \(2, 3\), 5\) raised"
    ) as failure:
        call(product, torch.zeros(2, 3), 5, hint="transpose")
    assert failure.value.hint == "transpose"
    assert isinstance(failure.value.__cause__, TypeError)


def test_lists_are_shown_where_they_are_short_and_counted_elsewhere():
    def reads(ids, table, tensors):
        raise KeyError("lm_head")

    with pytest.raises(CheckFailed) as failure:
        call(reads, [5, 1], {"a": list(range(99))}, [torch.zeros(2), torch.zeros(2)])
    assert str(failure.value) == "reads([5, 1], dict of 1, list of 2) raised KeyError: 'lm_head'"


def test_who_writes_into_inputs_spoils_no_other_call():
    def writes(x, ids, table):
        x += 1
        ids.append(3)
        table["a"] = ids
        return x

    x, ids, table = torch.zeros(2, requires_grad=True), [1], {}
    returned = call(writes, x * 1, ids, table)
    assert (x.tolist(), ids, table) == ([0, 0], [1], {})
    assert torch.autograd.grad(returned.sum(), x)[0].tolist() == [1, 1]
    check_refused(lambda ids: ids.clear() or int("seven"), ids, what="a word")
    assert ids == [1]


def test_a_stub_and_a_failed_check_come_through_unchanged():
    for error in (NotImplementedError(STUB), NotImplementedError(), CheckFailed("as it is")):

        def stub(error=error):
            raise error

        with pytest.raises(type(error)) as raised:
            call(stub)
        assert raised.value is error


def test_what_pytorch_has_not_implemented_is_no_stub():
    def slow():
        raise NotImplementedError("\"log2\" not implemented for 'Long'")

    with pytest.raises(CheckFailed, match="log2"):
        call(slow)
    with pytest.raises(CheckFailed, match="log2"):
        check_refused(slow, what="bad input")


def test_the_line_that_stands_for_a_solution_is_known_as_a_stub():
    with pytest.raises(NotImplementedError) as raised:
        exec(authoring.STUB)
    assert is_stub(raised.value)


def test_a_function_that_warns_is_a_right_function():
    def warns():
        warnings.warn("careful", stacklevel=1)
        return 3

    assert call(warns) == 3


def test_a_tuple_of_tensors_is_taken_apart():
    output, weights = unpack((torch.zeros(1), torch.ones(1)), "output", "weights")
    assert (output, weights) == (0, 1)


@pytest.mark.parametrize(
    "returned",
    [torch.zeros(2, 3), (torch.zeros(1),), [torch.zeros(1)] * 3, None, (torch.zeros(1), None)],
)
def test_whatever_is_no_such_tuple_fails(returned):
    with pytest.raises(CheckFailed):
        unpack(returned, "output", "weights")
