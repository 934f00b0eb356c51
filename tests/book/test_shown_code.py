"""Code is shown, never pasted: what a chapter includes is there."""

import ast
import re
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
SHOWN = [
    (chapter, *shown)
    for chapter in sorted(BOOK.rglob("*.md"))
    for shown in re.findall(
        r"\{literalinclude\} (\S+)\n(?::language: python\n)?(?::pyobject: (\S+)\n)?",
        chapter.read_text(encoding="utf-8"),
    )
]


def test_chapters_show_code():
    assert len(SHOWN) > 15


@pytest.mark.parametrize(
    ("chapter", "file", "name"), SHOWN, ids=[f"{c.stem}-{n or f}" for c, f, n in SHOWN]
)
def test_what_is_shown_exists(chapter: Path, file: str, name: str):
    text = (chapter.parent / file).read_text(encoding="utf-8")
    body = ast.parse(text).body if file.endswith(".py") else []
    for part in filter(None, name.split(".")):
        [found] = [node for node in body if getattr(node, "name", None) == part]
        body = getattr(found, "body", [])
