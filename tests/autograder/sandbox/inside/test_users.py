"""Sandboxes that run at the same time are different users."""

from autograder.sandbox.inside.users import FIRST_USER, MOST_USERS, take_user


def test_no_user_is_taken_twice_and_all_come_back() -> None:
    first, held = take_user()
    second, other = take_user()
    assert first != second
    assert {first, second} <= set(range(FIRST_USER, FIRST_USER + MOST_USERS))
    held.close()
    again, held = take_user()
    assert again == first
    held.close()
    other.close()
