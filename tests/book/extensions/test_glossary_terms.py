"""First uses of terms are links with their definition; everyday words wait for the author."""

import re

import pytest

GLOSSARY = """# Glossary

```{glossary}
causal mask
  Hides later *tokens*. And more.

BPE
byte-pair encoding
  Joins neighbours.

key
  Answers queries.
```
"""
PAGE = """# A causal mask

The causal mask here. Causal masks there; the key of it.

:::{note}
BPE in a box.
:::

- A list with byte-pair encoding, or BPE.
- `BPE` in code, non-BPE, [BPE in a link](https://example.org).

:::{toctree}
glossary
:::
"""


@pytest.fixture
def page(build, tmp_path):
    def make(text: str = PAGE, glossary: str = GLOSSARY, **settings) -> str:
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / "glossary.md").write_text(glossary, encoding="utf-8")
        html, warnings = build("glossary_terms", text, **settings)
        assert warnings == ""
        return html

    return make


def links(html: str) -> list[tuple[str, str]]:
    """Title and text of every link to a term."""
    found = re.findall(r'<a class="term reference[^>]*title="([^"]*)"[^>]*>(.*?)</a>', html)
    return [(title, re.sub("<.*?>", "", text)) for title, text in found]


def test_the_first_use_of_each_term_carries_its_first_sentence(page):
    assert links(page()) == [
        ("Hides later tokens.", "causal mask"),
        ("Joins neighbours.", "byte-pair encoding"),
    ]


def test_the_author_may_link_an_everyday_word_and_any_use(page):
    html = page(PAGE.replace("the key of", "the {term}`key` of a {term}`causal mask`, of"))
    assert links(html)[:2] == [
        ("Answers queries.", "key"),
        ("Hides later tokens.", "causal mask"),
    ]
    assert len(links(html)) == 3


def test_assets_come_only_with_a_term(page):
    html = page()
    assert "terms.js" in html
    assert "terms.css" in html
    html = page("# Nothing\n\n:::{toctree}\nglossary\n:::\n")
    assert "terms.js" not in html


def test_an_edited_definition_reaches_pages_that_did_not_change(page):
    page()
    html = page(glossary=GLOSSARY.replace("Hides", "Covers"), freshenv=False)
    assert links(html)[0] == ("Covers later tokens.", "causal mask")
