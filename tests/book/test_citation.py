"""How to cite and what changed: valid, and of the same version as the package.

The schema of the Citation File Format comes inside the package ``cffconvert``, whose code is not
imported.
"""

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import citation
import pytest
from jsonschema import Draft7Validator, FormatChecker
from pybtex.database import parse_string

ROOT = Path(__file__).parents[2]
SCHEMA = "schemas/1.2.0/schema.json"


@pytest.fixture(scope="module")
def version() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def complaints(known: dict) -> list[str]:
    package = importlib.util.find_spec("cffconvert")
    assert package, "type `make set-up`: the package that holds the schema is missing"
    assert package.origin
    schema = json.loads((Path(package.origin).parent / SCHEMA).read_text(encoding="utf-8"))
    checker = Draft7Validator(schema, format_checker=FormatChecker())
    return [error.message for error in checker.iter_errors(known)]


def test_the_file_is_valid(version):
    known = citation.read_citation()
    assert complaints(known) == []
    assert known["version"] == version
    assert known["title"] == "How large language models work"


@pytest.mark.parametrize("slip", [{"title": None}, {"license": "ours"}, {"publisher": "A"}])
def test_a_slip_is_found(slip):
    assert complaints(citation.read_citation() | slip)


def test_the_entry_can_be_read():
    known = citation.read_citation()
    text = citation.bibtex(citation.fields(known, "2026", "https://example.org/"))
    [(key, entry)] = parse_string(text, "bibtex").entries.items()
    assert key == "how2026"
    assert entry.fields["title"].strip("{}") == known["title"]
    assert entry.fields["url"] == "https://example.org/"


@pytest.mark.parametrize(("base", "shown"), [("https://example.org/", 2), ("http://127.0.0.1/", 0)])
def test_the_page_names_the_site_once_it_is_published(build, base, shown):
    html, warnings = build(
        "citation", "# Cite\n\n:::{citation}\n:::\n", html_baseurl=base, copyright="2026"
    )
    assert warnings == ""
    body = html.partition("<body")[2]
    assert re.sub("<[^>]*>", "", body).count(base) == shown
    assert "Version" in body


def test_the_changelog_begins_with_this_version(version):
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (\S+),", text, re.MULTILINE)[0]
    assert newest == version
