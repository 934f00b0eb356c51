import pytest
import torch

from autograder.testing.failure import Advice, CheckFailed, any_of, describe, likely_cause, mistaken


def test_a_failure_is_an_assertion_that_says_what_is_known_and_no_more():
    failure = CheckFailed("weights: wrong shape", got="(3, 2)")
    assert isinstance(failure, AssertionError)
    assert str(failure) == "weights: wrong shape\n  got       (3, 2)"
    assert (failure.expected, failure.got, failure.hint, failure.reread) == ("", "(3, 2)", "", "")


def test_the_misconception_whose_value_came_replaces_the_hint():
    mistakes = {"twice": 8, "half": lambda: 2}
    named = likely_cause(mistakes, lambda wrong: wrong == 2, {"hint": "?", "reread": "here"})
    assert named == {"hint": "half", "reread": "here"}
    assert likely_cause(mistakes, lambda wrong: False, {"hint": "?"}) == {"hint": "?"}
    assert likely_cause(None, lambda wrong: True, {}) == {}


def test_large_and_empty_values_are_described_by_their_size():
    assert describe(torch.tensor([[0.5, 1.0]])) == "[[0.5, 1]] (shape (1, 2), float32)"
    assert describe(torch.zeros(9, 9)) == "a tensor of shape (9, 9), float32"
    assert describe(torch.empty(2, device="meta")) == "a tensor of shape (2,), float32"
    assert len(describe("x" * 10_000)) < 300


@pytest.mark.parametrize(
    ("fitting", "hint"), [(0, "default"), (1, "0"), (2, "0; or: 1"), (3, "default")]
)
def test_both_of_two_causes_are_named_and_none_of_three(fitting, hint):
    mistakes = {str(i): 7 if i < fitting else 8 for i in range(4)}
    named = likely_cause(mistakes, lambda wrong: wrong == 7, Advice(hint="default"))
    assert named == {"hint": hint}


def impossible():
    raise ValueError("this way of being wrong has no answer here")


@pytest.mark.parametrize("answer", [2, 3, 4])
def test_a_mistake_with_several_answers_is_one_mistake(answer):
    mistakes = {"rounded": any_of(2, impossible, lambda: 3, any_of(4, 2)), "halved": 9}
    named = likely_cause(mistakes, lambda wrong: wrong == answer, Advice(hint="default"))
    assert named == {"hint": "rounded"}


def test_a_list_is_one_answer_and_no_choice_of_several():
    named = likely_cause({"pair": [2, 3]}, lambda wrong: wrong == 2, Advice(hint="default"))
    assert named == {"hint": "default"}


def test_a_way_may_lead_to_any_of_several_answers():
    mistakes = mistaken({"rounded": lambda x: any_of(int(x), round(x))}, 2.75)
    for answer in (2, 3):
        assert likely_cause(mistakes, lambda wrong, a=answer: wrong == a, {}) == {"hint": "rounded"}
    assert likely_cause(mistakes, lambda wrong: wrong == 4, {}) == {}
