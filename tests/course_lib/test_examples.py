"""Every public function and class of the rooms that chapters teach shows itself at work.

That the examples are right is checked where they stand: pytest runs them as doctests.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TAUGHT = ("tokenization", "layers", "models", "accounting", "generation")
FILES = [
    file
    for room in TAUGHT
    for file in sorted((ROOT / "course_lib" / room).glob("*.py"))
    if file.name != "__init__.py"
]
Described = ast.FunctionDef | ast.ClassDef


def without_example(source: str) -> Iterator[str]:
    """Names of public functions and classes with none, neither of their own nor in a method."""
    for node in ast.parse(source).body:
        if isinstance(node, Described) and not node.name.startswith("_"):
            told = [node, *(it for it in node.body if isinstance(it, Described))]
            if not any(">>>" in (ast.get_docstring(it) or "") for it in told):
                yield node.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_each_has_an_example(file: Path) -> None:
    assert list(without_example(file.read_text(encoding="utf-8"))) == []


def test_one_without_is_named() -> None:
    source = "def told():\n    '>>> 1 + 1'\n\n\ndef bare():\n    'Add.'\n"
    assert list(without_example(source)) == ["bare"]
