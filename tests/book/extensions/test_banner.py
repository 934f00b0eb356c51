"""The banner shows four facts and refuses to show three."""

import re

import pytest

BANNER = """# Title

:::{banner}
:minutes: 40
:difficulty: 2
:prerequisites: "[a page](https://example.org), *softmax*"
:lesson: "Lesson 1"
:::

A first sentence.
"""


def test_shows_the_four_facts(build):
    html, warnings = build("banner", BANNER)
    assert warnings == ""
    for fact in ("about 40 minutes to read", "2 of 5", "●●○○○", "<em>softmax</em>", "Lesson 1"):
        assert fact in html
    assert 'href="https://example.org"' in html


@pytest.mark.parametrize("option", ["minutes", "difficulty", "prerequisites", "lesson"])
def test_a_missing_option_names_itself_and_the_line(build, option):
    lines = [line for line in BANNER.splitlines() if not line.startswith(f":{option}:")]
    _, warnings = build("banner", "\n".join(lines))
    assert f"give the option :{option}:" in warnings
    assert "index.md:3" in warnings


@pytest.mark.parametrize(
    ("old", "new"),
    [("difficulty: 2", "difficulty: 6"), ("difficulty: 2", "difficulty: easy"), ("40", "-1")],
)
def test_a_value_out_of_range_is_reported(build, old, new):
    _, warnings = build("banner", BANNER.replace(old, new))
    assert "index.md:3" in warnings


def test_a_lesson_links_to_its_claims(build):
    """In full or in short, in italics; other words in italics stay as they are."""
    lesson = "*LLMs*, section “One”; *Lesson 1*; *Another Book*; LLMs"
    target = "\n(claims-c1)=\n## One\n\n(claims-c3)=\n## Two\n"
    html, warnings = build("banner", BANNER.replace('"Lesson 1"', f'"{lesson}"') + target)
    assert warnings == ""
    places = re.findall(r'href="#(claims-c\d)"><span[^>]*>([^<]+)</span></a>', html)
    assert places == [("claims-c3", "LLMs"), ("claims-c1", "Lesson 1")]
    assert "<em>Another Book</em>" in html


def test_link_previews_start_with_the_prose(build):
    settings = {"ogp_site_url": "https://example.org/", "ogp_social_cards": {"enable": False}}
    extensions = ["myst_parser", "banner", "sphinxext.opengraph"]
    html, _ = build("banner", BANNER, extensions=extensions, **settings)
    assert 'property="og:description" content="A first sentence.' in html
