"""A student's error keeps its name, its text, and the class by which it is caught."""

import pytest

from autograder.grading.judge.student_errors import StudentError, error_in
from autograder.sandbox.inside.student_kernel import describe


class HeadsError(ValueError): ...


class OwnKeyError(KeyError): ...


class OwnError(Exception): ...


class NoException(BaseException): ...


@pytest.mark.parametrize(
    ("error", "caught_as"),
    [
        (ValueError("v"), ValueError),
        (KeyError("k"), KeyError),
        (HeadsError("3 heads"), ValueError),
        (OwnKeyError("k"), LookupError),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "bad"), ValueError),
        (OwnError("own"), StudentError),
        (NoException("odd"), StudentError),
        (FileNotFoundError(2, "no file"), OSError),
    ],
    ids=repr,
)
def test_an_error_is_caught_as_what_it_is(error: BaseException, caught_as: type) -> None:
    made = error_in({"error": describe(error)})
    assert isinstance(made, caught_as)
    assert (type(made).__name__, str(made)) == (type(error).__name__, str(error))


def test_what_is_no_description_is_an_error_all_the_same() -> None:
    assert error_in({}) is None
    for odd in ([], ["ValueError"], ["x y", "", [1]], 7, {"a": 1}):
        assert isinstance(error_in({"error": odd}), StudentError)
