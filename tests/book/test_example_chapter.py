"""The chapter that the contributor's guide shows runs, and is built once it has its place."""

import re
from collections.abc import Callable
from pathlib import Path

import jupytext
import pytest
import way
from course_hours import MINUTES
from sphinx.errors import ExtensionError

from .test_lengths import SLACK, WORDS_A_MINUTE, words

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "tests/contributing/logit_softcapping.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "book/guides/contributor_guide.md").read_text(encoding="utf-8")
EXTENSIONS = ["myst_parser", "banner", "way"]


def test_its_cells_run_and_compute_what_its_text_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    quoted: dict[str, object] = {}
    monkeypatch.setattr("course_lib.for_the_book.pages.say", quoted.update)
    namespace: dict[str, object] = {}
    cells = [c for c in jupytext.reads(TEXT, fmt="md:myst").cells if c.cell_type == "code"]
    for cell in cells:
        exec(cell.source, namespace)
    assert cells
    assert set(re.findall(r"\{glue:text\}`(\w+)`", TEXT)) == set(quoted)


def test_its_banner_promises_no_less_than_it_takes() -> None:
    [minutes] = map(int, MINUTES.findall(TEXT))
    assert words(TEXT) / WORDS_A_MINUTE <= minutes * (1 + SLACK)


@pytest.fixture
def built(build: Callable[..., tuple[str, str]]) -> Callable[[], tuple[str, str]]:
    """Builds the page alone: without its cells, and without links to others."""
    text = re.sub(r"^```\{code-cell\}.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    text = text.replace("{glue:text}", "").replace("[](/book/generation/sampling.md)", "sampling")
    return lambda: build("way", text.partition("---\n\n")[2], extensions=EXTENSIONS)


def test_without_a_place_it_stops_the_build_as_the_guide_says(built) -> None:
    with pytest.raises(ExtensionError, match=r"say in way\.py which stations it is about"):
        built()
    assert "which stations of the way it is about" in " ".join(GUIDE.split())


def test_with_a_place_it_is_built(built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(way.PLACES, "index", ("probabilities",))
    monkeypatch.setattr(way, "STATIONS", {"probabilities": ""})
    html, warnings = built()
    assert warnings == ""
    for part in ("Capping logits", "about 1 minutes to read", "You are here: probabilities"):
        assert part in html
