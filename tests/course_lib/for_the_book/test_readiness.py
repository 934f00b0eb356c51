"""Verdicts are kind, name what to refresh, and never raise."""

import math

import numpy as np
import pytest
import torch

from course_lib.for_the_book.readiness import (
    DATA_PACKAGES,
    MISSING,
    installed_versions,
    required_packages,
    verdict,
)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (6, 6),
        (0.7071, 1 / math.sqrt(2)),
        (torch.tensor(0.5), 0.5),
        ((2, 3), torch.Size([2, 3])),
        ([2, 3], (2, 3)),
        ("rows", "rows"),
        (np.float32(0.5), 0.5),
        (6.0, 6),
        (torch.tensor(6), 6),
        (np.int64(6), 6),
        ([torch.tensor(2), 3.0], (2, 3)),
        ([0.25, 0.75], torch.tensor([0.25, 0.75])),
        (torch.tensor([0.25, 0.75], dtype=torch.float64), torch.tensor([0.25, 0.75])),
    ],
)
def test_right_answers_are_called_right(answer, expected):
    assert verdict(answer, expected, "shapes") == "Right."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (5, 6),
        (6.5, 6),
        (np.bool_(True), 1),
        (torch.tensor([6, 6]), 6),
        (True, 1),
        (0.7, 1 / math.sqrt(2)),
        ((3, 2), (2, 3)),
        ("columns", "rows"),
        ([0.5, 0.5], torch.tensor([0.25, 0.75])),
        ([[0.25], [0.75]], torch.tensor([0.25, 0.75])),
        ("a word", torch.tensor([0.25, 0.75])),
        (torch.ones(2), 1.0),
        (math.nan, 1.0),
        (object(), 6),
    ],
)
def test_wrong_answers_name_what_to_refresh_and_not_the_answer(answer, expected):
    said = verdict(answer, expected, "products of matrices")
    assert said.startswith("Not quite")
    assert said.endswith("Worth a second look: products of matrices.")


def test_a_wrong_shape_is_named():
    assert "the shape is (2, 1)" in verdict([[1.0], [2.0]], torch.ones(2), "shapes")


def test_an_empty_answer_is_no_wrong_one():
    assert verdict(None, 6, "shapes").startswith("Not answered yet")


def test_everything_that_the_course_needs_is_found_here():
    packages = required_packages()
    assert {"torch", "jaxtyping", "anywidget"} <= set(packages)
    versions = installed_versions([*packages, *DATA_PACKAGES])
    assert MISSING not in versions.values()


def test_a_course_that_is_not_installed_says_so():
    assert required_packages("no-such-course") == ["no-such-course"]
    assert installed_versions(["no-such-course"]) == {"no-such-course": MISSING}
