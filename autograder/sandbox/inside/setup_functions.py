"""Functions of a locked set-up cell: both sides know them, so by name they cross, gradients too."""

from collections.abc import Mapping
from types import FunctionType
from typing import Any


def functions_of(namespace: Mapping[str, Any]) -> dict[str, FunctionType]:
    """Return the functions that the cells of a notebook defined, not the imported ones.

    >>> namespace = {"__name__": "__main__"}
    >>> exec("from math import sqrt\\ndef half(x): return x / 2", namespace)
    >>> list(functions_of(namespace))
    ['half']
    """
    return {
        name: value
        for name, value in namespace.items()
        if isinstance(value, FunctionType) and value.__module__ == "__main__"
    }
