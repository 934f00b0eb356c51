"""Pages made from docstrings: shapes can be read, blocks stay, a slip in the prose is an error."""

import re
import sys

import pytest

MODULE = '''"""Masks: who may attend to whom.

    causal    each token to those before it
    padding   to real tokens alone

See `within` for the newest few.
"""

from jaxtyping import Float
from torch import Tensor


class Window:
    """The newest few."""


def within(x: Float[Tensor, "B T C"], window: Window) -> Float[Tensor, "B T C"]:
    """Keep the newest few.

    >>> 1 + 1
    2

    Raises:
        ValueError: The window is empty.
    """
    return x


def _hidden():
    """Nobody's business."""
'''
PAGE = "# Layers\n\n```{eval-rst}\n.. automodule:: described_here\n   :members:\n```\n"
SETTINGS = {"default_role": "code", "autodoc_typehints_format": "short", "nitpicky": True}


@pytest.fixture
def page(build, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)

    def make(source: str = MODULE) -> tuple[str, str]:
        (tmp_path / "described_here.py").write_text(source, encoding="utf-8")
        monkeypatch.delitem(sys.modules, "described_here", raising=False)
        return build("api_pages", PAGE, **SETTINGS)

    return make


def text(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", html).replace("&#39;", "'").split())


def test_a_signature_shows_its_shapes_and_links_to_our_own_classes(page):
    html, warnings = page()
    assert warnings == ""
    assert "x: Float[Tensor, 'B T C'], window: Window" in text(html)
    assert 'href="#described_here.Window"' in html
    assert "Raises" in text(html)
    assert "Nobody" not in html


def test_an_indented_block_stays_as_it_stands(page):
    block = r"causal    each token to those before it\n *padding   to real tokens alone"
    html, _ = page()
    assert re.search(block, re.sub("<[^>]*>", "", html))
    assert "See within for" in text(html)


def test_a_wrong_name_in_the_prose_is_named(page):
    _, warnings = page(MODULE.replace("Keep the", "As :func:`nothing_here`, keep the"))
    assert "reference target not found: nothing_here" in warnings
