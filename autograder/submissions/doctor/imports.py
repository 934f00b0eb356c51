"""Packages that a notebook imports and that are not there when it is graded."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError

from autograder.base.at_hand import modules_at_hand
from autograder.base.plain_cells import plain_python


def not_at_hand(source: str) -> list[str]:
    """The packages that a cell needs and that grading hides, each once.

    An import that may fail, in the body of a ``try``, needs nothing.

    >>> not_at_hand("import math, nbgrader.api")
    ['nbgrader']
    """
    try:
        known = modules_at_hand() | {"__main__"}
        tree = ast.parse(plain_python(source))
    except (PackageNotFoundError, SyntaxError, ValueError, RecursionError):
        return []  # the course is not installed here, or the cell is no Python
    return [name for name in dict.fromkeys(_imported(tree)) if name not in known]


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module.partition(".")[0]
    tried = node.body if isinstance(node, ast.Try) and node.handlers else []
    for child in ast.iter_child_nodes(node):
        if child not in tried:
            yield from _imported(child)
