"""Only a `ValueError` is a refusal."""

import pytest

from autograder.testing.failure import CheckFailed
from autograder.testing.refusals import check_refused


def refusing(kind):
    def function(n):
        raise kind(f"{n} is odd")

    return function


def _stub():
    raise NotImplementedError


def test_a_value_error_is_a_refusal():
    check_refused(refusing(ValueError), 3, what="an odd number")


@pytest.mark.parametrize("kind", [RuntimeError, TypeError, ZeroDivisionError])
def test_an_accident_is_none(kind):
    with pytest.raises(CheckFailed, match=rf"an odd number\n.*ValueError\n.*{kind.__name__}"):
        check_refused(refusing(kind), 3, what="an odd number")


def test_a_result_is_none():
    with pytest.raises(CheckFailed, match=r"got +6"):
        check_refused(lambda n: 2 * n, 3, what="an odd number", hint="?")


def test_a_refusal_names_the_numbers_that_it_is_asked_to_name():
    check_refused(refusing(ValueError), 3, what="an odd number", naming=[3])
    for silent in (
        lambda n: int("x"),
        lambda n: refusing(ValueError)(33),
        lambda n: int(f"-{n}.3"),
    ):
        with pytest.raises(
            CheckFailed, match=r"a ValueError that names 3 and 5\n  got  +ValueError"
        ):
            check_refused(silent, 3, what="an odd number", naming=[3, 5])


def test_an_empty_stub_stays_an_empty_stub():
    with pytest.raises(NotImplementedError):
        check_refused(lambda n: int(f"{_stub()}"), 3, what="an odd number")
