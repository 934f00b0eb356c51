import copy

import pytest
import torch

from autograder.testing import (
    CheckFailed,
    Draws,
    check_depends_on_inputs,
    check_gradients,
    check_inputs_unchanged,
    check_small_case,
    check_unaffected,
    draws,
    first,
    gradients,
)
from autograder.testing.laws import CHANGED, WRITTEN

DRAW = Draws("laws")
INPUTS = {"x": DRAW.normal(3, 2), "y": DRAW.normal(3, 2)}


def mixture(x, y):
    return x.exp() * y, y


def in_place(x, y):
    x += 1
    return x * y, y


def detached(x, y):
    return x.detach() * y, y


def test_inputs_must_stay_as_they_are():
    check_inputs_unchanged(mixture, INPUTS)
    with pytest.raises(CheckFailed, match="changed its input x"):
        check_inputs_unchanged(in_place, {name: x.clone() for name, x in INPUTS.items()})


def test_a_list_must_stay_as_it_is():
    def takes(ids, count):
        return [ids.pop() for _ in range(count)]

    check_inputs_unchanged(sorted, {"ids": [3, 1]})
    with pytest.raises(CheckFailed, match="changed its input ids") as failure:
        check_inputs_unchanged(takes, {"ids": [3, 1], "count": 1})
    assert "work on a copy" in failure.value.hint


def test_a_constant_depends_on_nothing():
    check_depends_on_inputs(mixture, INPUTS, DRAW)
    with pytest.raises(CheckFailed, match="does not depend on x"):
        check_depends_on_inputs(lambda x, y: (y, y), INPUTS, DRAW)
    with pytest.raises(CheckFailed, match="does not depend on y"):
        check_depends_on_inputs(lambda x, y: x, INPUTS, DRAW)


@pytest.mark.parametrize("junk", [None, [], (), "weights"])
def test_what_is_no_tensor_fails_a_law_in_words(junk):
    with pytest.raises(CheckFailed, match="the result"):
        check_gradients(lambda x, y: junk, INPUTS, DRAW)
    with pytest.raises(CheckFailed, match="the result"):
        gradients(lambda x, y: junk, INPUTS)


def test_nan_depends_on_nothing():
    with pytest.raises(CheckFailed, match="holds NaN"):
        check_depends_on_inputs(lambda x, y: x * y * torch.nan, INPUTS, DRAW)
    with pytest.raises(CheckFailed, match="holds NaN"):
        check_depends_on_inputs(lambda x, y: float("nan"), INPUTS, DRAW)


def test_a_law_counts_only_where_a_small_case_is_right():
    x, y = INPUTS.values()
    check_small_case(mixture, INPUTS, x.exp() * y, y)
    check_small_case(lambda x, y: x * y, INPUTS, x * y)
    for junk in (lambda x, y: x, lambda x, y: (y, y), lambda x, y: (x,), lambda x, y: None):
        with pytest.raises(CheckFailed, match="a small case"):
            check_small_case(junk, INPUTS, x.exp() * y, y)


def test_what_a_function_remembers_does_not_hide_in_the_order_of_calls(monkeypatch):
    orders = set()
    for seed in range(8):
        monkeypatch.setattr(draws, "seed_source", lambda name, seed=seed: seed)
        seen = []
        moved = INPUTS | {"x": INPUTS["x"] + 1}
        law = lambda x, y, seen=seen: seen.append(x[0, 0].item()) or y  # noqa: E731
        check_unaffected(law, INPUTS, moved, "y")
        orders.add(seen[0] < seen[1])
    assert orders == {True, False}


def test_a_part_may_or_may_not_move_with_the_inputs():
    moved = INPUTS | {"x": torch.cat([INPUTS["x"][:2], INPUTS["x"][2:] + 100])}
    early = lambda returned: first(returned)[:2]  # noqa: E731
    check_unaffected(mixture, INPUTS, moved, "early rows", part=early)
    with pytest.raises(CheckFailed, match="all rows: wrong values"):
        check_unaffected(mixture, INPUTS, moved, "all rows")


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        (lambda rows: rows[0][0].mul_(2), WRITTEN),
        (lambda rows: rows.pop(), CHANGED),
        (lambda rows: rows[1].append(3), CHANGED),
        (lambda rows: rows[2].clear(), CHANGED),
        (lambda rows: rows[2].update(x=1.5), CHANGED),
        (lambda rows: rows[2].update(x=torch.ones(2)), CHANGED),
    ],
)
def test_a_change_deep_in_a_list_is_found_and_told_from_a_change_of_the_list(changes, hint):
    rows = [[torch.ones(2), torch.zeros(2)], [4], {"x": 1.0}]
    check_inputs_unchanged(lambda rows: [*rows], {"rows": copy.deepcopy(rows)})
    with pytest.raises(CheckFailed, match="changed its input rows") as failure:
        check_inputs_unchanged(changes, {"rows": rows})
    assert failure.value.hint == hint


def test_gradients_are_those_of_autograd_and_zero_where_nothing_flows():
    found = gradients(mixture, INPUTS)
    assert torch.equal(found["y"], INPUTS["x"].exp())
    assert torch.equal(gradients(detached, INPUTS)["x"], torch.zeros(3, 2).double())
    with pytest.raises(CheckFailed, match="no gradient flows back"):
        gradients(lambda x, y: x.detach(), INPUTS)


def test_gradients_agree_with_finite_differences():
    check_gradients(mixture, INPUTS, DRAW)
    check_gradients(in_place, INPUTS, DRAW)  # another mistake, with a law of its own
    with torch.no_grad():
        check_gradients(mixture, INPUTS, DRAW)
    with pytest.raises(CheckFailed, match="no gradient reaches x"):
        check_gradients(detached, INPUTS, DRAW)


def test_a_wrong_gradient_is_found():
    def half(x, y):
        return x * y / 2 + (x * y / 2).detach()

    with pytest.raises(CheckFailed, match="a wrong gradient reaches x") as failure:
        check_gradients(half, INPUTS, DRAW)
    assert failure.value.hint.startswith("one of several ways back")


def test_results_that_are_no_tensors_fail():
    for law in (check_gradients, check_depends_on_inputs):
        with pytest.raises(CheckFailed):
            law(lambda x, y: x.sum().item(), INPUTS, DRAW, first)
