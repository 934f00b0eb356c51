"""The sample class's typical mistakes cost what their entries in the bank say, to the test."""

import pytest

from autograder.authoring import assignment as assignments
from autograder.authoring.bank import Entry, entries
from autograder.known.bank_validation import lost_tests


def mistakes(slug: str) -> list[Entry]:
    """The two entries that the sample class hands in: the first wrong one and the last."""
    wrong = [entry for entry in entries(assignments.load(slug)) if entry.kind == "wrong"]
    return [wrong[0], wrong[-1]]


@pytest.mark.parametrize("slug", assignments.slugs())
def test_a_typical_mistake_fails_the_tests_that_it_names_and_no_other(slug: str) -> None:
    assignment = assignments.load(slug)
    for entry in mistakes(slug):
        assert set(lost_tests(assignment, entry)) == set(entry.must_fail), entry.title
