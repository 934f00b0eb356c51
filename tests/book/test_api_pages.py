"""The reference describes the whole library, and leads to the chapters that show it."""

import re
from pathlib import Path

import pytest

from autograder import testing

from .test_configuration import toc_files

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "book" / "reference"
PAGES = [*REFERENCE.glob("course_lib.md"), *REFERENCE.glob("course_lib/*.md")]
SECTION = re.compile(r"\.\. automodule:: (\S+)\n(?:   :members:(.*)\n)?")
FOR_THE_PAGES_ALONE = ("for_the_book", "parts", "__init__.py")


def sections() -> dict[str, str]:
    """What stands above each description, by the module that it describes."""
    found = {}
    for page in PAGES:
        _, *parts = re.split("^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for part in parts:
            [(module, _)] = SECTION.findall(part)
            assert module not in found, f"{module} is described twice"
            found[module] = part
    return found


def modules() -> set[str]:
    files = (path.relative_to(ROOT) for path in (ROOT / "course_lib").rglob("*.py"))
    told = (path for path in files if not set(path.parts) & set(FOR_THE_PAGES_ALONE))
    return {".".join(path.with_suffix("").parts) for path in told}


def shown_in(module: str) -> set[str]:
    """The pages that show lines of a module."""
    file = re.escape(module.replace(".", "/")) + r"\.py"
    shows = re.compile(r"\{literalinclude\} [./]*" + file)
    pages = [page for page in toc_files() if "/exercises/" not in page]
    return {it for it in pages if shows.search((ROOT / f"{it}.md").read_text(encoding="utf-8"))}


def test_every_module_is_described_once():
    assert set(sections()) == modules()


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_description_leads_to_the_chapters_that_show_its_lines(module):
    links = set(re.findall(r"\]\(/(book/[^)]+)\.md\)", sections()[module]))
    assert shown_in(module) <= links
    assert links <= set(toc_files())


def test_every_name_for_authors_of_tests_is_described():
    text = (REFERENCE / "autograder_testing.md").read_text(encoding="utf-8")
    told = [name.strip() for _, names in SECTION.findall(text) for name in names.split(",")]
    assert sorted(filter(None, told)) == sorted(testing.__all__)
